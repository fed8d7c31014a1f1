import { type ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { NodeInRun } from '#shared/contract/statistics.ts'
import { NodeStatus } from '#shared/run/events.ts'
import { type NodeStatistics, type NodeTime, nodeStatistics } from '#shared/run/statistics.ts'
import type { Db } from '../database.ts'

/** Statistics of all nodes of a chain look at so many of its latest runs. */
export const NODE_TIMES_RUNS = 50

interface Row {
  readonly nodeId: string
  readonly id: string
  readonly startedAt: number
  readonly status: string
  readonly attempt: number
  readonly durationMs: number | null
  readonly rowCount: number | null
}

const SELECT = `
  SELECT n.node_id AS nodeId, e.id, e.started_at AS startedAt, n.status, n.attempt, n.duration_ms AS durationMs,
    n.row_count AS rowCount
  FROM (SELECT seq, id, started_at FROM reasoning_executions WHERE chain_id = ? ORDER BY seq DESC LIMIT ?) AS e
  JOIN node_results AS n ON n.execution = e.seq`

/** How a chain's nodes went in its latest runs. */
export function prepareNodeTimes({ client }: Pick<Db, 'client'>) {
  const one = client.prepare<[string, number, string], Row>(`${SELECT} AND n.node_id = ? ORDER BY e.seq DESC`)
  const all = client.prepare<[string, number], Row>(SELECT)
  return {
    /** Newest first. */
    ofNode(
      chainId: ChainId,
      nodeId: string,
      limit: number,
    ): { statistics: NodeStatistics; runs: NodeInRun[] } {
      const runs = one.all(chainId, limit, nodeId).map(
        (row): NodeInRun => ({
          executionId: ExecutionId.parse(row.id),
          startedAt: row.startedAt,
          status: NodeStatus.parse(row.status),
          ran: hasRun(row),
          durationMs: row.durationMs,
          rowCount: row.rowCount,
        }),
      )
      return { statistics: nodeStatistics(runs.filter((run) => run.ran)), runs }
    },

    ofChain(chainId: ChainId): Record<string, NodeStatistics> {
      const times = new Map<string, NodeTime[]>()
      for (const row of all.iterate(chainId, NODE_TIMES_RUNS)) {
        if (!hasRun(row)) continue
        const of = times.get(row.nodeId)
        if (of) of.push(row)
        else times.set(row.nodeId, [row])
      }
      return Object.fromEntries([...times].map(([nodeId, of]) => [nodeId, nodeStatistics(of)]))
    },
  }
}

/** A result that was taken from elsewhere took no attempt. */
const hasRun = ({ status, attempt }: Pick<Row, 'status' | 'attempt'>): boolean =>
  attempt > 0 && (status === 'completed' || status === 'failed')
