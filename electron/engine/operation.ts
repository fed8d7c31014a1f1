import type { z } from 'zod'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'
import type { Decision, LogLevel, NodeRecord } from '#shared/run/events.ts'

/** What comes in by one edge, in the document's edge order; only live edges are there. */
export interface NodeInput {
  readonly nodeId: string
  readonly port: string
  readonly value: Value
}

/** What an operation gives. A bare {@link Value} goes to every output port. */
export interface Outcome {
  readonly value: Value
  /** Values of the ports that carry something other than `value`. */
  readonly outputs?: Readonly<Record<string, Value>>
  /** Of an operation that branches: only the port `path` is live. A path that is no port makes none live. */
  readonly decision?: Decision
}

/** Compiled text; calling it with the values of the names it was compiled for evaluates it. */
export interface Compiled {
  (values: readonly unknown[]): Json
  /** The names that the text uses; the values of others are not looked at. Any may be used where this is absent. */
  readonly reads?: ReadonlySet<string>
}

/** A compiled script: called with the values of the names it was compiled for and what takes its log. */
export type CompiledScript = (values: readonly unknown[], log: (message: string) => void) => Json

/** Confined evaluation of the user's text (`electron/sandbox`). Errors: `expression_failed`. */
export interface Expressions {
  /**
   * Compiles one expression with these names in scope (those that are not identifiers are left out). Compiled text is
   * kept, so asking again is cheap. The result is plain JSON, deeply frozen; NaN and ±Infinity are `not_finite`.
   */
  compile(source: string, names: readonly string[]): Compiled
  /**
   * As {@link compile}, for a script: statements, of which a `return` gives the result. Beside the names it has
   * `log(…)`.
   */
  compileScript(source: string, names: readonly string[]): CompiledScript
}

export interface ReadOptions {
  readonly format: 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet'
  readonly delimiter?: string
  readonly header?: boolean
  readonly decimal?: '.' | ','
  readonly encoding?: string
  readonly skipLines?: number
  /** By column name, a `ColumnType`. */
  readonly columnTypes?: Readonly<Record<string, string>>
  /** Texts that stand for no value, besides the empty one. */
  readonly missing?: readonly string[]
  /** What begins a line that is not data. */
  readonly comment?: string
}

/** Tables of one run, in DuckDB (`electron/data`). All methods stop with the node's signal. */
export interface Tables {
  /** Reads a file that the node's spec has declared in `reads`. `warn` hears what was found out and may be wrong. */
  read(
    path: string,
    options: ReadOptions,
    signal: AbortSignal,
    warn?: OperationContext['warn'],
  ): Promise<TableValue>
  /** As {@link read}, for content that came another way than from a file; `name` stands for it in sentences. */
  parse(
    content: Uint8Array,
    name: string,
    options: ReadOptions,
    signal: AbortSignal,
    warn?: OperationContext['warn'],
  ): Promise<TableValue>
  /**
   * The answer of one SELECT written by the user, with each input a table under its name. Anything that could reach
   * further (other tables, files, table functions, settings, several statements) is refused: `sql_not_allowed`.
   * `expressions` are texts that stand in brackets in `sql`: each must be one expression.
   */
  select(
    sql: string,
    inputs: Readonly<Record<string, TableValue>>,
    signal: AbortSignal,
    expressions?: readonly string[],
  ): Promise<TableValue>
  /** As {@link select}, for a SELECT without WITH that our own code has built: nothing is checked. Quote names with `quoteName`. */
  query(sql: string, inputs: Readonly<Record<string, TableValue>>, signal: AbortSignal): Promise<TableValue>
  /** A list of records as a table; columns are the union of keys in order of appearance. */
  fromRecords(records: readonly JsonRecord[]): Promise<TableValue>
  /** Rows as plain JSON records. */
  rows(table: TableValue, range?: { offset?: number; limit?: number }): Promise<JsonRecord[]>
  /** Writes a table to a file, whole or not at all. */
  write(
    table: TableValue,
    path: string,
    format: 'csv' | 'json' | 'ndjson' | 'parquet',
    signal: AbortSignal,
  ): Promise<void>
}

/** What the app hands to operations; made by `electron/app/services.ts`. */
export interface Services {
  readonly expressions: Expressions
  /** Made at first use: most chains of plain values never pay for DuckDB. */
  readonly tables: Tables
  /** Folders against which a relative path in a config is tried, in order: the chain's file's, then the data folder. */
  readonly folders: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The code and parameters of a script version. Error: `script_missing`. */
  readonly script: (name: string, version: number | undefined) => ScriptSource | Promise<ScriptSource>
  /**
   * Runs a script in a thread of its own, confined like an expression and held to its limits. Errors:
   * `expression_failed`, `not_finite`, `timeout`, `out_of_memory`, what the signal says.
   */
  readonly runScript: (call: ScriptCall) => Promise<Json>
}

export interface ScriptSource {
  readonly name: string
  readonly version: number
  readonly code: string
  /** What it takes, by name; each is a name in its scope. */
  readonly parameters: readonly Parameter[]
  /** What one run of it may take: milliseconds, and megabytes of its thread's heap. */
  readonly timeoutMs: number
  readonly memoryMb: number
}

/** A script with a value for each of its parameters, in their order. */
export interface ScriptCall {
  readonly source: ScriptSource
  readonly values: readonly Json[]
  /** When it is aborted the script ends. */
  readonly signal: AbortSignal
  readonly log: (message: string) => void
  /** Called when it begins: what runs it may have to start first. */
  readonly begun?: () => void
}

/** What `run` knows of the node and the run it is in. */
export interface OperationContext {
  readonly nodeId: string
  readonly nodeName: string
  readonly inputs: readonly NodeInput[]
  /** The run's inputs: the chain's parameters with the values given for this run. */
  readonly params: JsonRecord
  /** Aborted at the node's timeout and when the run is cancelled. Made at first use. */
  readonly signal: AbortSignal
  readonly services: Services
  warn(code: string, message: string, data?: JsonRecord): void
  log(level: LogLevel, message: string): void
  record(record: NodeRecord): void
}

/** An operation's code. Throws an `AppFailure` with one of the spec's error codes when it can't give a result. */
export type Run<Config = unknown> = {
  run(config: Config, context: OperationContext): Outcome | Promise<Outcome>
}['run']

/** The `run` that goes with a spec. */
export type RunOf<Spec extends OperationSpec> = Run<z.output<Spec['config']>>

/** Finds an operation's code; the engine is handed one and never names an operation. */
export type Implementations = (operationId: string) => Run | undefined
