import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { Measure } from '#shared/contract/history.ts'
import type { Db } from '../database.ts'

/** What a row costs beside its texts: its numbers, its places in indexes and in the index of text. */
const ROW = 160
const RUN = 700

/** In SQL, of a row of `reasoning_executions`: bytes of the run's rows. */
export const BYTES_OF_RUN = `
  ${RUN} + length(inputs) + length(options) + length(node_order) + coalesce(length(failure), 0) +
  coalesce((SELECT sum(${ROW} + coalesce(length(value), 0) + coalesce(length(outputs), 0) + coalesce(length(detail), 0))
    FROM node_results WHERE execution = seq), 0) +
  coalesce((SELECT sum(${ROW} + length(message)) FROM run_log WHERE execution = seq), 0)`

/** In SQL, of a row of `script_executions`: its bytes. */
export const BYTES_OF_SCRIPT_RUN = `
  ${ROW} + length(arguments) + coalesce(length(result), 0) + coalesce(length(log), 0) + coalesce(length(error), 0)`

/** Sums runs up, each added once. Those that are gone count for nothing. */
export interface MeasuredRuns {
  readonly total: Measure
  add(id: ExecutionId): void
  /** One of a script alone: counted in bytes only. */
  addScript(id: string): void
}

/** What runs are in bytes: an estimate of their rows, and the size of the blobs that no other runs name. */
export function prepareMeasures({ client }: Pick<Db, 'client'>, blobFolder: string) {
  const run = client.prepare<
    [string],
    { seq: number; status: string; starred: number; bytes: number; statements: number }
  >(`
    SELECT seq, status, starred, ${BYTES_OF_RUN} AS bytes,
      (SELECT count(*) FROM conclusions WHERE execution = seq AND deleted_at IS NULL) +
      (SELECT count(*) FROM annotations WHERE execution = seq AND deleted_at IS NULL) AS statements
    FROM reasoning_executions WHERE id = ?`)
  const blobs = client.prepare<[number], { hash: string; uses: number }>(`
    SELECT hash, (SELECT count(*) FROM execution_blobs AS other WHERE other.hash = mine.hash) +
      (SELECT count(*) FROM script_executions WHERE blob = mine.hash) AS uses
    FROM execution_blobs AS mine WHERE execution = ?`)
  const script = client.prepare<[string], { bytes: number; blob: string | null; uses: number }>(`
    SELECT ${BYTES_OF_SCRIPT_RUN} AS bytes, blob,
      (SELECT count(*) FROM execution_blobs WHERE hash = mine.blob) +
      (SELECT count(*) FROM script_executions AS other WHERE other.blob = mine.blob) AS uses
    FROM script_executions AS mine WHERE id = ? AND execution IS NULL AND status <> 'running'`)

  const sizes = new Map<string, number>()
  /** On disk; 0 for one that is gone. */
  const sizeOf = (hash: string): number => {
    const known = sizes.get(hash)
    if (known !== undefined) return known
    const path = join(blobFolder, hash.slice(0, 2), hash.slice(2))
    const stat = [path, `${path}.zst`].map((one) => statSync(one, { throwIfNoEntry: false }))
    const size = stat.reduce((sum, one) => sum + (one?.size ?? 0), 0)
    // A blob that is not there yet may come.
    if (size > 0) sizes.set(hash, size)
    return size
  }

  const measured = (): MeasuredRuns => {
    const total: Measure = { runs: 0, running: 0, starred: 0, statements: 0, bytes: 0 }
    const left = new Map<string, number>()
    const addBlob = (hash: string, uses: number): void => {
      const others = (left.get(hash) ?? uses) - 1
      left.set(hash, others)
      if (others === 0) total.bytes += sizeOf(hash)
    }
    return {
      total,
      add(id) {
        const row = run.get(id)
        if (!row) return
        if (row.status === 'running') {
          total.running += 1
          return
        }
        total.runs += 1
        total.starred += row.starred
        total.statements += row.statements
        total.bytes += row.bytes
        for (const { hash, uses } of blobs.iterate(row.seq)) addBlob(hash, uses)
      },
      addScript(id) {
        const row = script.get(id)
        if (!row) return
        total.bytes += row.bytes
        if (row.blob !== null) addBlob(row.blob, row.uses)
      },
    }
  }
  return { measured, sizeOf }
}
