import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { readLarge } from '#electron/data/blobs/large.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { refsOf } from '#electron/store/runs/result-row.ts'
import type { Store } from '#electron/store/store.ts'
import { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import { isJsonList } from '#shared/base/json.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import type { Effect, Expected } from './real-round.ts'

/** Completed nodes of a run as it was told that the store has not just so, with all of their blobs whole; each with why. */
export async function lostOf(
  store: Store,
  executionId: string,
  told: ReadonlyMap<string, NodeResult>,
): Promise<string[]> {
  const kept = store.runs.load(ExecutionId.parse(executionId)).nodes
  const lost: string[] = []
  for (const [id, result] of told) {
    if (result.status !== 'completed') continue
    if (!isDeepStrictEqual(plain(kept.get(id)?.result), plain(result)))
      lost.push(`${id}: told ${JSON.stringify(result)}, kept ${JSON.stringify(kept.get(id))}`)
    else lost.push(...(await brokenRefs(store, result)).map((why) => `${id}: ${why}`))
  }
  return lost
}

/** Without what is undefined, as JSON has it. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

async function brokenRefs(store: Store, result: NodeResult): Promise<string[]> {
  const broken: string[] = []
  for (const ref of refsOf(result)) {
    const blob = blobOf(ref)
    if (blob) await store.blobs.verify(blob).catch((thrown) => broken.push(`${ref}: ${thrown}`))
    else broken.push(`${ref} lives in its run only`)
  }
  return broken
}

/** The ends of a run's nodes. */
export const resultsOf = (state: RunState): Map<string, NodeResult> =>
  new Map([...state.nodes].flatMap(([id, { result }]) => (result ? [[id, result]] : [])))

/** That a run that was left alone ended as drawn. */
export async function checkEnds(
  store: Store,
  expected: ReadonlyMap<string, Expected>,
  state: RunState,
  at: string,
): Promise<void> {
  for (const [id, { status, value, codes }] of expected) {
    const { error } = state.nodes.get(id)?.result ?? {}
    const told = `${at}, ${id}: ${error?.code} ${error?.message}`
    expect(state.nodes.get(id)?.status, told).toBe(status)
    if (value !== undefined && status === 'completed')
      expect(await numberOf(store, state, id), told).toBe(value)
    if (status === 'failed') expect(codes, told).toContain(error?.code)
  }
  const failed = [...expected.values()].some((end) => end.status === 'failed')
  expect(state.status, at).toBe(failed ? 'failed' : 'completed')
}

async function numberOf(store: Store, state: RunState, id: string): Promise<number | undefined> {
  const value = state.nodes.get(id)?.result?.value
  if (value?.kind === 'table') return value.rowCount
  const whole = value?.kind === 'large' ? await readLarge(value, store.blobs) : value
  if (whole?.kind !== 'json') return undefined
  if (isJsonList(whole.json)) return whole.json.length
  return typeof whole.json === 'number' ? whole.json : undefined
}

/** That the database is sound, no run is left `running`, each is found by its text, and each names the blobs that it has. */
export function checkSound(store: Store, at: string): void {
  expect(store.maintenance.check(), at).toEqual([])
  reading(store.dataDir, (db) => {
    const rows = (sql: string): unknown[] => db.prepare(sql).all()
    expect(rows("SELECT id FROM reasoning_executions WHERE status = 'running'"), at).toEqual([])
    expect(
      rows(`SELECT id, node_id, n.status FROM node_results n JOIN reasoning_executions e ON e.seq = n.execution
            WHERE e.status <> 'interrupted' AND n.status IN ('pending', 'running')`),
      at,
    ).toEqual([])
    expect(rows('SELECT seq AS rowid FROM reasoning_executions ORDER BY seq'), at).toEqual(
      rows('SELECT rowid FROM execution_search ORDER BY rowid'),
    )
    const named = db.prepare<[], string>("SELECT execution || ' ' || hash FROM execution_blobs").pluck().all()
    expect(named.sort(), at).toEqual(namedInResults(db))
  })
}

/** `EXECUTION HASH` of each blob that a result names. */
function namedInResults(db: Database.Database): string[] {
  const results = db
    .prepare<[], { execution: number; text: string }>(
      "SELECT execution, coalesce(value, '') || coalesce(outputs, '') AS text FROM node_results WHERE value LIKE '%\"blob:%' OR outputs LIKE '%\"blob:%'",
    )
    .all()
  const named = results.flatMap(({ execution, text }) =>
    [...text.matchAll(/"blob:([0-9a-f]{64})"/g)].map(([, hash]) => `${execution} ${hash}`),
  )
  return [...new Set(named)].sort()
}

/** Verifies every blob that is named, and gives the files in the folder of blobs that none names: unfinished ones too. */
export async function straysOf(store: Store): Promise<string[]> {
  const named = reading(store.dataDir, (db) =>
    db.prepare<[], string>('SELECT DISTINCT hash FROM execution_blobs').pluck().all(),
  )
  for (const hash of named) await store.blobs.verify(BlobHash.parse(hash))
  const known = new Set(named)
  const { folder } = store.blobs
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => !known.has(name + file.replace(/\..*$/, '')))
      .map((file) => `${name}/${file}`),
  )
}

/** How often each effect has happened, by node. */
export function happened(
  dataDir: string,
  effects: readonly Effect[],
  sent: readonly string[],
): Map<string, number> {
  return reading(dataDir, (db) => {
    const stated = db.prepare<[string], number>('SELECT count(*) FROM conclusions WHERE subject = ?').pluck()
    const times = ({ on, name }: Effect): number => {
      if (on === 'file') return existsSync(name) ? 1 : 0
      return on === 'service' ? sent.filter((one) => one === name).length : (stated.get(name) ?? 0)
    }
    return new Map(effects.map((effect) => [effect.nodeId, times(effect)]))
  })
}

function reading<T>(dataDir: string, read: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, 'ergo.db'), { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}
