import type { NodeInput, OperationContext, RunOf } from '#electron/engine/operation.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { json, type Value } from '#shared/operation/value.ts'
import type { NodeRecord, Warning } from '#shared/run/events.ts'
import { NEVER, type World } from './world.ts'

const absent = (): never => {
  throw new Error('Not part of these tests.')
}

export interface Operated {
  /** Rows of a table, JSON of a JSON value, any other value as it is. */
  readonly output: Json | Value
  readonly value: Value
  readonly columns: string[]
  readonly warnings: Warning[]
  readonly records: NodeRecord[]
}

export interface Situation {
  /** JSON by node id; a list of records is made a table first when `asTables` is set. */
  readonly inputs?: JsonRecord
  /** The port of an input; `in` for those that are not named. */
  readonly ports?: Readonly<Record<string, string>>
  readonly params?: JsonRecord
  readonly files?: readonly string[]
  readonly folders?: readonly string[]
  readonly signal?: AbortSignal
}

/** Runs one operation on real tables. */
export async function operate<Spec extends OperationSpec>(
  world: World,
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  situation: Situation = {},
): Promise<Operated> {
  const tables = world.open(situation.files ?? [])
  const warnings: Warning[] = []
  const records: NodeRecord[] = []
  const inputs: NodeInput[] = Object.entries(situation.inputs ?? {}).map(([nodeId, value]) => ({
    nodeId,
    port: situation.ports?.[nodeId] ?? 'in',
    value: json(value),
  }))
  const context: OperationContext = {
    nodeId: 'node',
    nodeName: 'Node',
    inputs,
    params: situation.params ?? {},
    signal: situation.signal ?? NEVER,
    services: {
      expressions: { compile: absent, compileScript: absent },
      tables,
      folders: situation.folders ?? [world.folder],
      environment: {},
      script: absent,
    },
    warn: (code, message, data) => warnings.push({ code, message, ...(data ? { data } : {}) }),
    log: absent,
    record: (record) => records.push(record),
  }
  try {
    const { value } = await run(spec.config.parse(config) as Parameters<RunOf<Spec>>[0], context)
    const output =
      value.kind === 'table' ? await tables.rows(value) : value.kind === 'json' ? value.json : value
    const columns =
      value.kind === 'table' ? value.columns.map((column) => `${column.name} ${column.type}`) : []
    return { output, value, columns, warnings, records }
  } finally {
    await tables.close()
  }
}
