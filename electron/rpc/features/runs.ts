import type { Store } from '#electron/store/store.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunMode, RunSummary } from '#shared/contract/runs.ts'
import type { Settings } from '#shared/contract/settings.ts'
import { runBatches } from '../batches.ts'
import type { Documents } from '../chains/documents.ts'
import type { Feature } from '../feature.ts'
import { previewOfValue } from '../preview.ts'
import type { LiveRuns } from '../runs/live.ts'
import { type Earlier, prepareRun } from '../runs/prepare.ts'
import type { Starter } from '../runs/starter.ts'

export interface RunsDeps {
  readonly app: Starter
  readonly store: Pick<Store, 'chains' | 'runs' | 'inputs'>
  readonly documents: Documents
  readonly live: LiveRuns
  readonly settings: () => Settings
}

interface Wish {
  readonly chainId: ChainId | null
  readonly chain: Chain
  readonly inputs: JsonRecord
  readonly mode: RunMode
  readonly parallel: number | undefined
  readonly trigger: 'window' | 'again'
}

const ALL: RunMode = { kind: 'all' }
const NOTHING: Earlier = { results: new Map(), pinned: new Map() }

export function runsFeature({ app, store, documents, live, settings }: RunsDeps): Feature<'runs'> {
  const { runs, chains, inputs: kept } = store

  function earlierOf(chainId: ChainId): Earlier {
    const pinned = kept.pins(chainId).flatMap(({ nodeId, executionId }) => {
      const result = runs.result(executionId, nodeId)
      return result ? [[nodeId, { executionId, result }] as const] : []
    })
    return { results: runs.latestResults(chainId), pinned: new Map(pinned) }
  }

  function start({ chainId, chain, inputs, mode, parallel, trigger }: Wish): RunSummary {
    const earlier = chainId === null || trigger === 'again' ? NOTHING : earlierOf(chainId)
    const ready = prepareRun(chain, inputs, mode, earlier)
    const path = chainId === null ? null : chains.summary(chainId).path
    const prepared = app.prepare(ready.chain, path ?? undefined)
    const { parallel: always, maxWorkers, runTimeoutMs } = settings()
    const workers = parallel ?? (always ? (maxWorkers ?? Number.POSITIVE_INFINITY) : 1)
    const options = { ...ready.options, maxWorkers: workers, timeoutMs: runTimeoutMs }
    // What is kept is the chain as a whole: a run of a part is a run of that chain.
    const id = live.start((listener) =>
      app.startRun(
        { ...prepared, chain },
        { inputs: ready.inputs, options, trigger, chainId, asked: { mode } },
        listener,
      ),
    )
    return runs.summary(id)
  }

  return {
    start({ chainId, inputs, mode, parallel }) {
      documents.flush()
      return start({ chainId, chain: documents.chain(chainId), inputs, mode, parallel, trigger: 'window' })
    },
    again({ executionId }) {
      const { summary, inputs, chain } = runs.get(executionId)
      const there = summary.chainId !== null && summary.chainState !== 'deleted' ? summary.chainId : null
      return start({ chainId: there, chain, inputs, mode: ALL, parallel: undefined, trigger: 'again' })
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
