import type { z } from 'zod'
import type { Json, JsonRecord } from '../base/json.ts'
import type { NodeType } from '../chain/schema.ts'
import { SINGLE_INPUT, SINGLE_OUTPUT } from '../chain/schema.ts'
import type { ResultChart } from './chart/result-chart.ts'
import type { PortType } from './value.ts'

export interface InputPort {
  readonly name: string
  readonly label?: string
  readonly type: PortType
  /** Takes several edges. */
  readonly many?: boolean
  /** May stay unconnected. */
  readonly optional?: boolean
}

export interface OutputPort {
  readonly name: string
  readonly label?: string
  readonly type: PortType
}

/** What the scheduler, the cache and the supervisor may know of an operation. They never see its id. */
export interface Traits {
  /** Same inputs, config and version give the same result: may be cached and reused. */
  readonly pure?: boolean
  /** Changes the world outside the run: never cached, asked about before a replay. */
  readonly effect?: boolean
  /** Worth its own segment in a parallel run. */
  readonly heavy?: boolean
  /** Decides which of its output ports is live. */
  readonly branches?: boolean
  /** Its value is part of the run's outputs. */
  readonly returns?: boolean
  /** Its value holds the node's name: under another it is another. */
  readonly named?: boolean
  /** Its value may be a secret of this machine: left out of what is handed to another. */
  readonly secret?: boolean
}

export interface OperationExample {
  readonly title: string
  readonly config: JsonRecord
  /** What enters, by port or node id, in plain JSON (a list of records stands for a table). */
  readonly inputs?: JsonRecord
  /** What comes out. Tests run every example that has it. */
  readonly output?: Json
}

/** The files of a folder (or of the folder of the file that is named) whose names from there match. */
export interface FolderRead {
  readonly folder: string
  readonly glob: string
}

/** What a node reads: a path as the config has it, the parameter of the run that gives one, or a folder's files. */
export type FileRead = string | { readonly parameter: string } | FolderRead

/** A function of a spec's own config. Method syntax, so that a spec with any config is still an `OperationSpec`. */
type OfConfig<Schema extends z.ZodType, Out> = { of(config: z.output<Schema>): Out }['of']

/** Everything about an operation but its code. `Config` is the parsed config, defaults filled in. */
export interface OperationSpec<Id extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly id: Id
  readonly type: NodeType
  /** Raised when the same config would give another result, or the config's form changes. */
  readonly version: number
  readonly title: string
  readonly summary: string
  readonly keywords: readonly string[]
  /** A Tabler icon name, kebab-case without the `icon-` prefix. */
  readonly icon: string
  readonly config: Schema
  /** Config migrations: key n turns a version-n config into version n + 1. */
  readonly migrations?: Readonly<Record<number, (config: JsonRecord) => JsonRecord>>
  readonly inputs: readonly InputPort[] | OfConfig<Schema, readonly InputPort[]>
  readonly outputs: readonly OutputPort[] | OfConfig<Schema, readonly OutputPort[]>
  readonly traits: Traits
  readonly examples: readonly OperationExample[]
  /** Error codes that `run` may give, each with when it happens. */
  readonly errors: Readonly<Record<string, string>>
  /** A node's second line: what it does in words drawn from its config, e.g. `mass > 3.5`. */
  readonly describe?: OfConfig<Schema, string>
  /** How its result is best seen, where that is more than its value. */
  readonly chart?: OfConfig<Schema, ResultChart>
  /** Local files that a node with this config reads. Nothing else can be read by SQL. */
  readonly reads?: OfConfig<Schema, readonly FileRead[]>
}

/** Checks a spec's shape while keeping its literal id and schema types. */
export function defineOperation<const Id extends string, Schema extends z.ZodType>(
  spec: OperationSpec<Id, Schema>,
): OperationSpec<Id, Schema> {
  return spec
}

export const NO_INPUTS: readonly InputPort[] = []
export const oneInput = (type: PortType): readonly InputPort[] => [{ name: SINGLE_INPUT, type }]
export const manyInputs = (type: PortType): readonly InputPort[] => [{ name: SINGLE_INPUT, type, many: true }]
/** Any number of inputs, none included. */
export const optionalInputs = (type: PortType): readonly InputPort[] => [
  { name: SINGLE_INPUT, type, many: true, optional: true },
]
export const oneOutput = (type: PortType): readonly OutputPort[] => [{ name: SINGLE_OUTPUT, type }]

/** The ports of a node with this (parsed) config. */
export function portsOf(
  spec: OperationSpec,
  config: unknown,
): { inputs: readonly InputPort[]; outputs: readonly OutputPort[] } {
  return {
    inputs: typeof spec.inputs === 'function' ? spec.inputs(config) : spec.inputs,
    outputs: typeof spec.outputs === 'function' ? spec.outputs(config) : spec.outputs,
  }
}
