import { ResultCache } from '#electron/engine/cache.ts'
import { Engine } from '#electron/engine/engine.ts'
import type { Executor } from '#electron/engine/executor.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import type { Implementations, Run } from '#electron/engine/operation.ts'
import type { RunOptions } from '#electron/engine/types.ts'
import { implementations } from '#electron/operations/index.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { json } from '#shared/operation/value.ts'
import { planChain } from '#shared/run/plan.ts'
import { noServices } from '../engine/services.ts'
import { conditions, fan, layers, line } from './chains.ts'
import { type Figure, figure, type MeasureOptions, timesOf } from './measure.ts'

let runs = 0

/** Runs a chain, planned once, each time that it is called. */
export function runsOf(executor: Executor, chain: Chain, options: RunOptions = {}): () => Promise<void> {
  const engine = new Engine(executor)
  const plan = planChain(chain, registry)
  return async () => {
    runs += 1
    const executionId = ExecutionId.parse(`bench-${runs}`)
    const state = await engine.start({ executionId, plan, inputs: {}, folders: [], options }, () => {}).done
    if (state.status !== 'completed') throw new Error(`${chain.name}: ${state.status}`)
  }
}

/** Milliseconds of warm runs of a chain. */
export const runTimes = (
  executor: Executor,
  chain: Chain,
  options: RunOptions = {},
  measure: MeasureOptions = {},
): Promise<number[]> => timesOf(runsOf(executor, chain, options), measure)

export function inline(operations: Implementations = implementations): Executor {
  const expressions = makeExpressions()
  return new InlineExecutor({
    implementations: operations,
    cache: new ResultCache(),
    servicesFor: () => {
      const none = noServices()
      return { ...none, services: { ...none.services, expressions } }
    },
  })
}

/** Does nothing: what is left is the engine's own time. */
const nothing: Run = (_config, context) => ({
  value: context.inputs[0]?.value ?? json(1),
  decision: { result: true, path: context.nodeId.startsWith('c') ? 'true' : 'out' },
})

/** The engine's own cost per light node, and the whole cost with the expression in it; inline, without the store. */
export async function engineFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const chain of [line(1000), fan(500), layers(20, 50), conditions(200)]) {
    const perNode = 1000 / chain.nodes.length
    const own = await runTimes(
      inline(() => nothing),
      chain,
    )
    figures.push(figure(`${chain.name}: engine per node`, own, 'µs', perNode, { target: 2 }))
    figures.push(figure(`${chain.name}: whole per node`, await runTimes(inline(), chain), 'µs', perNode))
  }
  return figures
}
