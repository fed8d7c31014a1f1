import type { RunTables } from '#electron/data/tables.ts'
import type { NodeInput, OperationContext, RunOf } from '#electron/engine/operation.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { json, type Value } from '#shared/operation/value.ts'
import type { NodeRecord, Warning } from '#shared/run/events.ts'
import { describeColumns, NEVER, type World } from './world.ts'

const expressions = makeExpressions()

const absent = (): never => {
  throw new Error('Not part of these tests.')
}

export interface Situation {
  /** JSON by node id. */
  readonly inputs?: JsonRecord
  /** Inputs that are not JSON, after those of `inputs`. */
  readonly values?: Readonly<Record<string, Value>>
  /** The port of an input; `in` for those that are not named. */
  readonly ports?: Readonly<Record<string, string>>
  readonly params?: JsonRecord
  readonly files?: readonly string[]
  readonly folders?: readonly string[]
  readonly signal?: AbortSignal
}

export interface Ran {
  readonly value: Value
  /** Values at ports that carry something other than `value`. */
  readonly ports: Readonly<Record<string, Value>>
  readonly warnings: Warning[]
  readonly records: NodeRecord[]
}

export interface Operated extends Ran {
  /** Rows of a table, JSON of a JSON value; null for others. */
  readonly output: Json
  readonly columns: string[]
  /** Tables at the other ports. */
  readonly outputs: Readonly<Record<string, { readonly columns: string[]; readonly rows: JsonRecord[] }>>
}

/** Runs one operation on these tables, its config parsed as a plan would. */
export async function operateOn<Spec extends OperationSpec>(
  tables: RunTables,
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  situation: Situation,
): Promise<Ran> {
  const warnings: Warning[] = []
  const records: NodeRecord[] = []
  const given: [string, Value][] = Object.entries(situation.inputs ?? {}).map(([id, value]) => [
    id,
    json(value),
  ])
  const inputs: NodeInput[] = [...given, ...Object.entries(situation.values ?? {})].map(
    ([nodeId, value]) => ({
      nodeId,
      port: situation.ports?.[nodeId] ?? 'in',
      value,
    }),
  )
  const context: OperationContext = {
    nodeId: 'node',
    nodeName: 'Node',
    inputs,
    params: situation.params ?? {},
    signal: situation.signal ?? NEVER,
    services: {
      expressions,
      tables,
      folders: situation.folders ?? [],
      environment: {},
      script: absent,
      runScript: absent,
    },
    warn: (code, message, data) => warnings.push({ code, message, ...(data ? { data } : {}) }),
    log: absent,
    record: (record) => records.push(record),
  }
  const { value, outputs = {} } = await run(spec.config.parse(config) as Parameters<RunOf<Spec>>[0], context)
  return { value, ports: outputs, warnings, records }
}

/** {@link operateOn} tables of its own, in the world's folder, and what came out in plain JSON. */
export async function operate<Spec extends OperationSpec>(
  world: World,
  spec: Spec,
  run: RunOf<Spec>,
  config: JsonRecord,
  situation: Situation = {},
): Promise<Operated> {
  const tables = world.open(situation.files ?? [])
  try {
    const ran = await operateOn(tables, spec, run, config, { folders: [world.folder], ...situation })
    const { value } = ran
    const isTable = value.kind === 'table'
    const output = isTable ? await tables.rows(value) : value.kind === 'json' ? value.json : null
    const outputs: Record<string, { columns: string[]; rows: JsonRecord[] }> = {}
    for (const [port, other] of Object.entries(ran.ports)) {
      if (other.kind !== 'table') continue
      outputs[port] = { columns: describeColumns(other), rows: await tables.rows(other) }
    }
    return { ...ran, output, columns: isTable ? describeColumns(value) : [], outputs }
  } finally {
    await tables.close()
  }
}
