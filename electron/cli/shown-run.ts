import type { Store } from '#electron/store/store.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { type Chain, operationIdOf } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import type { RunState } from '#shared/run/state.ts'
import type { ValueReader } from './plain.ts'
import { type RunReport, reportRun } from './report.ts'

/** A past run as `ergo show --json` prints it: a run's report, and what goes before and after it. */
export interface ShownRun extends RunReport {
  chainName: string
  /** Hash of the chain as it was. */
  revision: string
  /** Unix milliseconds. */
  startedAt: number
  inputs: JsonRecord
  /** Log lines, conclusions, annotations and sources, in the order in which they were told. */
  records: RunState['records']
}

/** Reads a past run. `rows` of each table are read. Its `file` is where the chain was, or empty. */
export async function readRun(
  store: Store,
  id: ExecutionId,
  reader: ValueReader,
  rows: number,
): Promise<{ run: ShownRun; chain: Chain }> {
  const { summary, chain, inputs } = store.runs.get(id)
  const state = store.runs.load(id)
  const { path } = store.runs.options(id)
  const operations = new Map(chain.nodes.map((node) => [node.id, operationIdOf(node)]))
  const nodes = state.order.map((nodeId) => {
    const operationId = operations.get(nodeId) ?? ''
    return { id: nodeId, operationId, traits: registry(operationId)?.traits ?? {} }
  })
  const report = await reportRun({
    file: typeof path === 'string' ? path : '',
    executionId: id,
    chainId: summary.chainId,
    state,
    nodes,
    reader,
    rows,
  })
  const { chainName, revision, startedAt } = summary
  return { run: { ...report, chainName, revision, startedAt, inputs, records: state.records }, chain }
}
