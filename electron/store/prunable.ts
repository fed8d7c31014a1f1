import { ExecutionId } from '#shared/base/ids.ts'
import type { Db } from './database.ts'
import { BYTES_OF_RUN, BYTES_OF_SCRIPT_RUN } from './runs/measure.ts'

/**
 * In SQL, of a row of `reasoning_executions`: a run that policies may delete. Deleting one whose result is pinned would take
 * the pin away.
 */
export const FREE_RUN = `status <> 'running' AND starred = 0 AND NOT EXISTS (SELECT 1 FROM pins WHERE pins.execution = seq)`
/** In SQL, of a row of `script_executions`: one alone that policies may delete. Those of chains go with their run. */
export const FREE_SCRIPT_RUN = `execution IS NULL AND status IS NOT 'running'`

/** Rows that are read at once. */
const PAGE = 200

/** What only runs of chains and of scripts fill. */
const TABLES = [
  'reasoning_executions',
  'node_results',
  'node_attempts',
  'run_log',
  'source_uses',
  'script_executions',
  'execution_blobs',
  'chain_revisions',
]

export type Prunable =
  | { readonly kind: 'run'; readonly id: ExecutionId }
  | { readonly kind: 'script'; readonly id: string }

interface Row {
  readonly seq: number
  readonly id: string
  readonly at: number
}

/** What pruning may delete: runs of chains, and of scripts alone. */
export function preparePrunable({ client }: Db, sizeOf: (blob: string) => number) {
  const page = (table: string, condition: string) =>
    client.prepare<[number, number], Row>(
      `SELECT seq, id, started_at AS at FROM ${table} WHERE seq > ? AND ${condition} ORDER BY seq LIMIT ?`,
    )
  const runs = page('reasoning_executions', FREE_RUN)
  const scripts = page('script_executions', FREE_SCRIPT_RUN)
  function* inOrder(statement: typeof runs): Generator<Row, undefined, undefined> {
    for (let after = 0; ; ) {
      const found = statement.all(after, PAGE)
      yield* found
      after = found.at(-1)?.seq ?? after
      if (found.length < PAGE) return undefined
    }
  }

  return {
    /** The oldest first: each kind in the order in which it was started, the two merged by time. */
    *oldestFirst(): Generator<Prunable> {
      const [ofChains, alone] = [inOrder(runs), inOrder(scripts)]
      let [run, script] = [ofChains.next().value, alone.next().value]
      while (run || script) {
        if (run && !(script && script.at < run.at)) {
          yield { kind: 'run', id: ExecutionId.parse(run.id) }
          run = ofChains.next().value
        } else if (script) {
          yield { kind: 'script', id: script.id }
          script = alone.next().value
        }
      }
    },

    /**
     * Bytes that deleting all of it would free, about. Of the pages of their tables, by SQLite's own count of them, it is the
     * share that rows have by estimate, as some runs stay. Reads the whole database.
     */
    bytes(): number {
      const { rows, blobs, pages } = prepareCounts(client)
      const { whole, free } = rows.get() ?? { whole: 0, free: 0 }
      const share = whole === 0 ? 0 : free / whole
      return (pages.get(...TABLES) ?? 0) * share + blobs.all().reduce((sum, hash) => sum + sizeOf(hash), 0)
    },
  }
}

/** Made when they are needed, which is seldom: they are long, and the store is opened for every command. */
function prepareCounts(client: Db['client']) {
  const rows = client.prepare<[], { whole: number; free: number }>(`
    SELECT coalesce(sum(bytes), 0) AS whole, coalesce(sum(bytes) FILTER (WHERE free), 0) AS free FROM (
      SELECT ${BYTES_OF_RUN} AS bytes, ${FREE_RUN} AS free FROM reasoning_executions
      UNION ALL
      SELECT ${BYTES_OF_SCRIPT_RUN}, ${FREE_SCRIPT_RUN} FROM script_executions WHERE execution IS NULL
      UNION ALL
      SELECT length(document), hash NOT IN (SELECT revision FROM reasoning_executions WHERE NOT (${FREE_RUN}))
      FROM chain_revisions)`)
  const blobs = client
    .prepare<[], string>(`
      SELECT hash FROM execution_blobs JOIN reasoning_executions ON seq = execution WHERE ${FREE_RUN}
      UNION SELECT blob FROM script_executions WHERE blob IS NOT NULL AND ${FREE_SCRIPT_RUN}
      EXCEPT SELECT hash FROM execution_blobs JOIN reasoning_executions ON seq = execution WHERE NOT (${FREE_RUN})
      EXCEPT SELECT blob FROM script_executions WHERE blob IS NOT NULL AND NOT (${FREE_SCRIPT_RUN})`)
    .pluck()
  /** Every table and index keeps its first page. */
  const pages = client
    .prepare<string[], number>(`
      SELECT coalesce(sum(pgsize), 0) - count(*) * (SELECT page_size FROM pragma_page_size)
      FROM dbstat WHERE aggregate = TRUE AND name IN (SELECT name FROM sqlite_schema
        WHERE tbl_name IN (${TABLES.map(() => '?').join(', ')}) OR tbl_name LIKE 'execution_search%')`)
    .pluck()
  return { rows, blobs, pages }
}
