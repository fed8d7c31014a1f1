import { create } from 'zustand'
import type { AppError } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import type { RunBatch } from '#shared/contract/runs.ts'
import type { NodeStatus, RunEvent, RunStatus } from '#shared/run/events.ts'
import { applyEvent, emptyRun, type NodeState, type RunState } from '#shared/run/state.ts'

export type Counts = Readonly<Record<NodeStatus, number>>

/** The run whose results lie over the canvas: the live one, the last one, or a past one that was opened. */
export interface ShownRun {
  readonly executionId: string | undefined
  readonly status: RunStatus
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
  readonly inputs: JsonRecord
  readonly error: AppError | undefined
  /** How far the fold has come; with it, components know that `nodes` and `records` hold something new. */
  readonly version: number
  /** One map for the life of a run; a node's entry is a new object whenever the node has changed. */
  readonly nodes: ReadonlyMap<string, NodeState>
  /** Values in small, by node id. */
  readonly previews: ReadonlyMap<string, ValuePreview>
  readonly records: RunState['records']
  readonly counts: Counts
  /** The nodes of the chain as they ran: one that has been edited since shows its result as out of date. */
  readonly chain: Chain | undefined
}

interface RunStore {
  readonly shown: ShownRun | undefined
  /** Starts to show a run of this chain; its events come by {@link RunStore.apply}. */
  show(chain: Chain): void
  /** Folds batches in and tells React once. */
  apply(batches: readonly RunBatch[]): void
  clear(): void
}

const NO_COUNTS: Counts = { pending: 0, running: 0, completed: 0, failed: 0, skipped: 0, cancelled: 0 }

const nodeOf = (event: RunEvent): string | undefined => ('nodeId' in event ? event.nodeId : undefined)

export const useRun = create<RunStore>()((set, get) => {
  let state = emptyRun()
  let nodes = new Map<string, NodeState>()
  let previews = new Map<string, ValuePreview>()
  let chain: Chain | undefined
  let counts: Record<NodeStatus, number> = { ...NO_COUNTS }

  const refresh = (id: string): void => {
    const now = state.nodes.get(id)
    if (!now) return
    const before = nodes.get(id)
    if (before) counts[before.status] -= 1
    counts[now.status] += 1
    nodes.set(id, { ...now })
  }

  const fold = (events: readonly RunEvent[]): void => {
    const touched = new Set<string>()
    for (const event of events) {
      applyEvent(state, event)
      if (event.type === 'run-started') for (const id of event.order) touched.add(id)
      const id = nodeOf(event)
      if (id !== undefined) touched.add(id)
    }
    for (const id of touched) refresh(id)
  }

  const publish = (): void =>
    set({
      shown: {
        executionId: state.executionId,
        status: state.status,
        startedAt: state.startedAt,
        finishedAt: state.finishedAt,
        inputs: state.inputs,
        error: state.error,
        version: (get().shown?.version ?? 0) + 1,
        nodes,
        previews,
        records: state.records,
        counts: { ...counts },
        chain,
      },
    })

  const reset = (): void => {
    state = emptyRun()
    nodes = new Map()
    previews = new Map()
    counts = { ...NO_COUNTS }
  }

  return {
    shown: undefined,
    show(ofChain) {
      reset()
      chain = ofChain
      publish()
    },
    apply(batches) {
      for (const batch of batches) {
        if (batch.reset) reset()
        for (const [id, preview] of Object.entries(batch.previews)) previews.set(id, preview)
        fold(batch.events)
      }
      publish()
    },
    clear: () => set({ shown: undefined }),
  }
})

/** A node of the shown run once its turn has come; only a change of that node renders again. */
export const useNodeRun = (id: string): NodeState | undefined =>
  useRun((store) => {
    const node = store.shown?.nodes.get(id)
    return node?.status === 'pending' ? undefined : node
  })

/** What of a node its result depends on; where it stands and what it is called are not of it. */
const essence = ({ type, operation, config }: ChainNode): string => JSON.stringify([type, operation, config])

const ran = new WeakMap<Chain, ReadonlyMap<string, string>>()

/** The essences of a chain's nodes as they ran, worked out once per run. */
function asRun(chain: Chain): ReadonlyMap<string, string> {
  const known = ran.get(chain) ?? new Map(chain.nodes.map((node) => [node.id, essence(node)]))
  ran.set(chain, known)
  return known
}

/** Whether a node has been changed since the shown run. */
export const useChangedSince = (node: ChainNode): boolean =>
  useRun(({ shown }) => {
    const before = shown?.chain && asRun(shown.chain).get(node.id)
    return before !== undefined && before !== essence(node)
  })

export const useNodePreview = (id: string): ValuePreview | undefined =>
  useRun((store) => store.shown?.previews.get(id))
