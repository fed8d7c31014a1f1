import type { JsonRecord } from '#shared/base/json.ts'
import { type Chain, type ChainNode, SINGLE_INPUT } from '#shared/chain/schema.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { NodeState, RunState } from '#shared/run/state.ts'
import type { Starter } from './starter.ts'

/** No node id that a person would choose. */
const ASKED = '$asked'
/** Other runs may have all the runners. */
const WAIT_MS = 3000

/** A node to run by itself. */
export interface Question {
  readonly node: Pick<ChainNode, 'type' | 'operation' | 'config'>
  /** What feeds it: results that stand under a node id. */
  readonly inputs: readonly { readonly nodeId: string; readonly port: string; readonly result: NodeResult }[]
  readonly params: JsonRecord
  /** The chain's file, for relative paths. */
  readonly path?: string | undefined
  /** For the node; the run as a whole may wait {@link WAIT_MS} more for a runner. */
  readonly timeoutMs: number
}

export interface Answer {
  /** Undefined where the node did not get to run. */
  readonly result: NodeResult | undefined
  readonly records: RunState['records']
}

/**
 * Runs one node on results of before, in a run that nobody keeps: so whatever a window asks to be evaluated is confined and
 * ended like any node, and can't hold up the app.
 */
export async function askNode(
  app: Starter,
  question: Question,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { params, path, timeoutMs } = question
  const known = new Map(question.inputs.map(({ nodeId, result }) => [nodeId, result]))
  const options = { known, timeoutMs: timeoutMs + WAIT_MS }
  const prepared = app.prepare(chainFor(question), path)
  const run = app.startRun(prepared, { inputs: params, options, trigger: 'window', keep: false })
  const cancel = (): void => run.cancel()
  signal?.addEventListener('abort', cancel)
  try {
    const { nodes, records } = await run.done
    const asked: NodeState | undefined = nodes.get(ASKED)
    return { result: asked?.result, records }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** What feeds the node stands as nodes of any kind, since they do not run. */
function chainFor({ node, inputs, timeoutMs }: Question): Chain {
  const ids = [...new Set(inputs.map((input) => input.nodeId))]
  const sources = ids.map((id) => ({ id, type: 'DATA_INPUT' as const, operation: 'constant', config: {} }))
  return {
    name: 'Question',
    parameters: [],
    nodes: [...sources, { id: ASKED, ...node, policy: { timeoutMs } }],
    edges: inputs.map(({ nodeId, port }, i) => ({
      id: `e${i}`,
      source: nodeId,
      sourcePort: port,
      target: ASKED,
      targetPort: SINGLE_INPUT,
    })),
  }
}
