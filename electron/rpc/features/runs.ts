import { setImmediate as breathe } from 'node:timers/promises'
import type { RunOptions } from '#electron/engine/types.ts'
import type { Store } from '#electron/store/store.ts'
import type { ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunMode, RunSummary } from '#shared/contract/runs.ts'
import type { Settings } from '#shared/contract/settings.ts'
import { runBatches } from '../batches.ts'
import type { Documents } from '../chains/documents.ts'
import type { Feature } from '../feature.ts'
import { previewOfValue } from '../preview.ts'
import { withoutEffects } from '../runs/effects.ts'
import type { LiveRuns } from '../runs/live.ts'
import { Asked, type Earlier, NOTHING, prepareRun } from '../runs/prepare.ts'
import type { Starter } from '../runs/starter.ts'

export interface RunsDeps {
  readonly app: Starter
  readonly store: Pick<Store, 'chains' | 'runs' | 'inputs'>
  readonly documents: Documents
  readonly live: LiveRuns
  readonly settings: () => Settings
  /** What runs the rest of a run. Errors: `execution_missing`, `run_completed`, `run_running`, `run_resumed`. */
  readonly resumption: (id: ExecutionId) => {
    readonly start: { readonly options?: Pick<RunOptions, 'known'>; readonly asked?: JsonRecord }
  }
}

interface Wish {
  readonly chainId: ChainId | null
  readonly chain: Chain
  readonly inputs: JsonRecord
  readonly mode: RunMode
  readonly parallel: number | undefined
  readonly trigger: 'window' | 'again' | 'resume'
  readonly earlier: Earlier
  /** False: nodes with effects are left out. */
  readonly effects?: boolean
  /** Which run it is of, to be kept with it. */
  readonly asked?: JsonRecord | undefined
  /** Results that stand, whatever else. */
  readonly finished?: RunOptions['known']
}

const ALL: RunMode = { kind: 'all' }

export function runsFeature({
  app,
  store,
  documents,
  live,
  settings,
  resumption,
}: RunsDeps): Feature<'runs'> {
  const { runs, chains, inputs: kept } = store

  /** A run of all of a chain takes no results of before, and does not wait for them to be read. */
  function earlierOf(chainId: ChainId, mode: RunMode): Earlier {
    const pinned = kept.pins(chainId).flatMap(({ nodeId, executionId }) => {
      const result = runs.result(executionId, nodeId)
      return result ? [[nodeId, { executionId, result }] as const] : []
    })
    const results = mode.kind === 'all' ? NOTHING.results : runs.latestResults(chainId)
    return { results, pinned: new Map(pinned) }
  }

  /** A past run's chain and inputs, to be run again. A chain that has been deleted has no place for the new run. */
  function asBefore(executionId: ExecutionId) {
    const { summary, inputs, chain } = runs.get(executionId)
    const chainId = summary.chainState === 'deleted' ? null : summary.chainId
    return { chainId, chain, inputs, parallel: undefined, earlier: NOTHING }
  }

  /** In steps, so that a chain of a thousand nodes holds nothing else up while it is made ready. */
  async function start(wish: Wish): Promise<RunSummary> {
    const { chainId, chain, inputs, mode, parallel, trigger, earlier, finished, effects = true, asked } = wish
    const ready = prepareRun(chain, inputs, mode, earlier)
    await breathe()
    const path = chainId === null ? null : chains.summary(chainId).path
    const prepared = app.prepare(ready.chain, path ?? undefined)
    await breathe()
    const { parallel: always, maxWorkers, runTimeoutMs } = settings()
    const workers = parallel ?? (always ? (maxWorkers ?? Number.POSITIVE_INFINITY) : 1)
    const known = new Map([
      ...(effects ? [] : withoutEffects(prepared.plan)),
      ...(finished ?? ready.options.known ?? []),
    ])
    const options = {
      ...ready.options,
      known,
      maxWorkers: workers,
      timeoutMs: runTimeoutMs,
    }
    // What is kept is the chain as a whole: a run of a part is a run of that chain.
    const id = live.start((listener) =>
      app.startRun(
        { ...prepared, chain },
        {
          inputs: ready.inputs,
          options,
          trigger,
          chainId,
          asked: { ...asked, mode, ...(effects ? {} : { effects }) },
        },
        listener,
      ),
    )
    return runs.summary(id)
  }

  return {
    async start({ chainId, inputs, mode, parallel }) {
      documents.flush()
      const earlier = earlierOf(chainId, mode)
      const chain = documents.chain(chainId)
      await breathe()
      return start({ chainId, chain, inputs, mode, parallel, trigger: 'window', earlier })
    },
    again: ({ executionId, effects }) =>
      start({
        ...asBefore(executionId),
        mode: ALL,
        trigger: 'again',
        effects,
        asked: { again: executionId },
      }),
    resume({ executionId, effects }) {
      const { options: known, asked } = resumption(executionId).start
      const mode = Asked.safeParse(runs.options(executionId)).data?.mode ?? ALL
      const rest = known?.known ? { finished: known.known } : {}
      return start({ ...asBefore(executionId), mode, trigger: 'resume', effects, asked, ...rest })
    },
    cancel({ executionId }) {
      const handle = live.get(executionId)
      if (handle) handle.cancel()
      else runs.summary(executionId)
      return {}
    },
    events: ({ executionId }, { signal }) => runBatches(live.source(executionId), previewOfValue, signal),
    list: ({ cursor, limit, ...filter }) => runs.list(filter, { cursor, limit }),
    get: ({ executionId }) => runs.get(executionId),
    records: ({ executionId, nodeId, levels, cursor, limit }) =>
      runs.records(executionId, { nodeId, levels }, { cursor, limit }),
  }
}
