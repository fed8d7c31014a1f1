import type { EarlierResult } from '#electron/engine/executor.ts'
import type { AppError } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { SINGLE_INPUT } from '#shared/chain/schema.ts'
import type { ExpressionProblem } from '#shared/contract/expressions.ts'
import type { Inputs } from '#shared/contract/index.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { Starter } from '../runs/starter.ts'

type Request = Inputs['expressions']['evaluate']

/** An answer to what is being typed is worth nothing later. */
const WORK_MS = 1000
/** Other runs may have all the runners. */
const WAIT_MS = 3000
/** No node id that a person would choose. */
const ASKED = '$evaluated'

/** The node that evaluates each kind of text, as a chain would hold it. */
const NODES: Record<Request['kind'], (text: string) => Pick<ChainNode, 'type' | 'operation' | 'config'>> = {
  expression: (expression) => ({ type: 'CALCULATE', operation: 'expression', config: { expression } }),
  template: (message) => ({ type: 'OUTPUT', operation: 'log', config: { message } }),
  sql: (sql) => ({ type: 'TRANSFORM', operation: 'sql', config: { sql } }),
}

export interface Asked {
  readonly kind: Request['kind']
  readonly text: string
  readonly sources: Request['sources']
  readonly params: JsonRecord
  /** Results that the sources have had. */
  readonly results: ReadonlyMap<string, EarlierResult>
  readonly path: string | undefined
}

/**
 * Evaluates a text as the operation would that holds it: in a run of one node, on results of before, that nobody keeps.
 * So it is confined and ended like any node, and can't hold up the app.
 */
export async function evaluateText(
  app: Starter,
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<NodeResult | undefined> {
  const prepared = app.prepare(chainFor(asked), asked.path)
  const known = new Map(asked.sources.flatMap(({ nodeId }) => knownResult(asked, nodeId)))
  const options = { known, timeoutMs: WAIT_MS }
  const run = app.startRun(prepared, { inputs: asked.params, options, trigger: 'window', keep: false })
  const cancel = (): void => run.cancel()
  signal?.addEventListener('abort', cancel)
  try {
    const state = await run.done
    return state.nodes.get(ASKED)?.result
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

function knownResult({ results }: Asked, nodeId: string): [string, NodeResult][] {
  const result = results.get(nodeId)?.result
  return result ? [[nodeId, result]] : []
}

/** The sources stand as nodes of any kind: they do not run. */
function chainFor({ kind, text, sources }: Asked): Chain {
  const ids = [...new Set(sources.map((source) => source.nodeId))]
  const placeholders = ids.map((id) => ({
    id,
    type: 'DATA_INPUT' as const,
    operation: 'constant',
    config: {},
  }))
  const policy = { timeoutMs: WORK_MS }
  return {
    name: 'Evaluation',
    parameters: [],
    nodes: [...placeholders, { id: ASKED, ...NODES[kind](text), policy }],
    edges: sources.map(({ nodeId, port }, i) => ({
      id: `e${i}`,
      source: nodeId,
      sourcePort: port,
      target: ASKED,
      targetPort: SINGLE_INPUT,
    })),
  }
}

/** An error with its place in the text, where it tells a line and a column (both from 1). */
export function problemOf(error: AppError, text: string): ExpressionProblem {
  const { line, column } = error.data ?? {}
  if (typeof line !== 'number' || typeof column !== 'number') return { error }
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  const from = Math.min(start + Math.max(0, column - 1), text.length)
  const end = start + (lines[line - 1]?.length ?? 0)
  return { error, from, to: Math.max(from, end) }
}
