import { blobOf } from '#electron/data/blobs/refs.ts'
import type { AppError } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent, Trigger } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import { facetsOf } from './facets.ts'
import type { RunKit } from './kit.ts'
import type { Origin } from './record-rows.ts'
import { type ResultRow, refsOf, toRow } from './result-row.ts'
import { countsOf, failureOf, textsOf } from './summary.ts'
import type { Unwritten } from './unwritten.ts'

/** What the store is told of a run beside its events. */
export interface RunSource {
  /** Null for a chain that is only a file. */
  readonly chainId: ChainId | null
  /** The chain as it runs: kept as the run's revision. */
  readonly chain: Chain
  readonly trigger: Trigger
  /** What the run was asked for beside its inputs, for running it again. */
  readonly options?: JsonRecord
}

/** Writes the row of a run that begins, and gives where its other rows belong. The caller holds a transaction. */
export function writeStart(
  kit: RunKit,
  { chainId, chain, trigger, options = {} }: RunSource,
  { executionId, at, order, inputs }: Extract<RunEvent, { type: 'run-started' }>,
): Origin {
  const of = { chainId, chainName: chain.name, revision: kit.revisions.freeze(chain) }
  const { lastInsertRowid } = kit.writes.start.run({
    ...of,
    id: executionId,
    status: 'running',
    trigger,
    startedAt: at,
    nodeCount: order.length,
    session: kit.session,
    inputs,
    options,
    nodeOrder: JSON.stringify(order),
  })
  return { execution: Number(lastInsertRowid), executionId, ...of }
}

/** Writes what was told of a run and is not written yet, in the caller's transaction. `ended` hears of each node's end. */
export function writeRows(
  kit: RunKit,
  origin: Origin,
  { state, changed, attempts, records }: Unwritten,
  ended: (nodeId: string) => void = () => {},
): void {
  const { execution } = origin
  const rows: ResultRow[] = []
  for (const id of changed) {
    const node = state.nodes.get(id)
    if (!node) continue
    rows.push(toRow(id, node))
    if (!node.result) continue
    ended(id)
    for (const ref of refsOf(node.result)) {
      const hash = blobOf(ref)
      if (hash) kit.writes.blob.run({ execution, hash })
    }
  }
  kit.writes.results(execution, rows)
  for (const failed of attempts) kit.writes.attempt.run({ execution, ...failed })
  for (let at = records; at < state.records.length; at++) {
    const record = state.records[at]
    if (record) kit.writeRecord(origin, at, record)
  }
  if (state.status !== 'running') writeEnd(kit, origin, state)
}

/** Closes a run, in the caller's transaction: its status and counts, and the text it can be found by. */
export function writeEnd(kit: RunKit, origin: Origin, state: RunState): void {
  const { execution, chainId, chainName } = origin
  const { status, finishedAt, error } = state
  kit.writes.end.run({
    execution,
    status,
    finishedAt: finishedAt ?? null,
    ...countsOf(state),
    error: error ? JSON.stringify(error) : null,
    failure: toText(failureOf(state)),
  })
  kit.writes.search(execution, facetsOf({ chainId, status }), chainName, textsOf(state))
}

const toText = (error: AppError | undefined): string | null => (error ? JSON.stringify(error) : null)
