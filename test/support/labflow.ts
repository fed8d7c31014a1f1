import { tmpdir } from 'node:os'
import { makeServices } from '#electron/app/services.ts'
import { ResultCache } from '#electron/engine/cache.ts'
import { Engine } from '#electron/engine/engine.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import { implementations } from '#electron/operations/index.ts'
import { fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Issue } from '#shared/chain/issue.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import type { Value } from '#shared/operation/value.ts'
import type { NodeStatus } from '#shared/run/events.ts'
import { planChain } from '#shared/run/plan.ts'
import { readLab } from './labflow-files.ts'

export interface LabResult {
  readonly status: NodeStatus | undefined
  readonly value: Json | undefined
  readonly decision: { readonly result: Json; readonly path: string } | undefined
  readonly error: string | undefined
  readonly warnings: readonly string[]
}

export interface LabRun {
  readonly chain: Chain
  /** What reading said, and what validation did. */
  readonly issues: readonly Issue[]
  readonly status: string
  readonly nodes: Readonly<Record<string, LabResult>>
  readonly log: readonly string[]
}

/** Reads and runs the predecessor's file, as `ergo run` does. A chain with errors is not run: its status is `invalid`. */
export async function runLab(document: Json, inputs: JsonRecord = {}): Promise<LabRun> {
  const { chain, issues } = readLab(document)
  if (issues.some(({ severity }) => severity === 'error')) {
    return { chain, issues, status: 'invalid', nodes: {}, log: [] }
  }
  const executor = new InlineExecutor({
    implementations,
    cache: new ResultCache(),
    servicesFor: makeServices({
      scratch: tmpdir(),
      environment: process.env,
      script: (name) => fail('script_missing', `There is no script "${name}".`),
      runScript: () => fail('script_missing', 'No script runs here.'),
    }),
  })
  const engine = new Engine(executor)
  try {
    const plan = planChain(chain, registry)
    const executionId = ExecutionId.parse('test')
    const state = await engine.start({ executionId, plan, inputs, folders: [] }, () => {}).done
    const nodes = [...state.nodes].map(([id, { result }]): [string, LabResult] => [
      id,
      {
        status: result?.status,
        value: result?.value && plain(result.value),
        decision: result?.decision,
        error: result?.error?.code,
        warnings: result?.warnings.map(({ code }) => code) ?? [],
      },
    ])
    const log = state.records.flatMap(({ record }) => (record.kind === 'log' ? [record.message] : []))
    return { chain, issues, status: state.status, nodes: Object.fromEntries(nodes), log }
  } finally {
    await engine.close()
  }
}

function plain(value: Value): Json {
  if (value.kind === 'json') return value.json
  return value.kind === 'bytes' ? Buffer.from(value.base64, 'base64').toString('utf8') : { kind: value.kind }
}
