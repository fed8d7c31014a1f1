import type { OperationContext, Outcome, RunOf, Services, Tables } from '#electron/engine/operation.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { type OperationSpec, portsOf } from '#shared/operation/define.ts'
import { json, type TableValue, type Value } from '#shared/operation/value.ts'
import type { NodeRecord, Warning } from '#shared/run/events.ts'

export interface Given {
  /** JSON by node id, at the port of that name where the operation has one, else at `in`. */
  readonly inputs?: JsonRecord
  /** Inputs that are not JSON, after those of `inputs`. */
  readonly values?: Readonly<Record<string, Value>>
  readonly params?: JsonRecord
  readonly environment?: Readonly<Record<string, string>>
  readonly nodeName?: string
  readonly signal?: AbortSignal
  /** Real tables, where the harness's own are not enough. */
  readonly tables?: Tables
  readonly script?: Services['script']
}

export interface Seen {
  readonly outcome: Outcome
  readonly warnings: readonly Warning[]
  readonly records: readonly NodeRecord[]
}

/** Runs one operation by itself, its config parsed as a plan would. */
export async function runOperation<Spec extends OperationSpec>(
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  given: Given = {},
): Promise<Seen> {
  const warnings: Warning[] = []
  const records: NodeRecord[] = []
  const values = { ...mapValues(given.inputs ?? {}, json), ...given.values }
  const parsed = spec.config.parse(config)
  const ports = new Set(portsOf(spec, parsed).inputs.map((port) => port.name))
  const portFor = (nodeId: string): string => (ports.has(nodeId) ? nodeId : 'in')
  const context: OperationContext = {
    nodeId: 'node',
    nodeName: given.nodeName ?? 'Node',
    inputs: Object.entries(values).map(([nodeId, value]) => ({ nodeId, port: portFor(nodeId), value })),
    params: given.params ?? {},
    signal: given.signal ?? new AbortController().signal,
    services: services(given),
    warn: (code, message, data) => warnings.push({ code, message, ...(data ? { data } : {}) }),
    log: (level, message) => records.push({ kind: 'log', level, message }),
    record: (record) => records.push(record),
  }
  const outcome = await run(parsed as Parameters<RunOf<Spec>>[0], context)
  return { outcome, warnings, records }
}

/** The JSON that an operation gives. */
export async function outputOf<Spec extends OperationSpec>(
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  given?: Given,
): Promise<Json> {
  const { value } = (await runOperation(spec, run, config, given)).outcome
  return value.kind === 'json' ? value.json : fail('test', `It gave a ${value.kind}.`)
}

/** The failure that an operation ends with, as `code: message`. */
export async function failureOf<Spec extends OperationSpec>(
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  given?: Given,
): Promise<string> {
  try {
    const { outcome } = await runOperation(spec, run, config, given)
    throw new Error(`It gave ${JSON.stringify(outcome)}.`)
  } catch (error) {
    if (error instanceof AppFailure) return `${error.code}: ${error.message}`
    throw error
  }
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** A table whose rows the harness has at hand; `rowCount` may say more than there are. */
export function tableOf(rows: readonly JsonRecord[], rowCount = rows.length): TableValue {
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'text' as const }))
  return { kind: 'table', columns, rowCount, ref: JSON.stringify(rows) }
}

const expressions = makeExpressions()

const unused = (): never => {
  throw new Error('Not part of these tests.')
}

function services({ environment = {}, tables, script = unused }: Given): Services {
  return {
    expressions,
    tables: tables ?? {
      read: unused,
      parse: unused,
      select: unused,
      query: unused,
      write: unused,
      fromRecords: async (records) => tableOf(records),
      rows: async (table) => JSON.parse(table.ref),
    },
    folders: [],
    environment,
    script,
    async runScript({ source, values, log }) {
      const names = source.parameters.map(({ name }) => name)
      return expressions.compileScript(source.code, names)(values, log)
    },
  }
}
