import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { randomBy } from '../faults/random.ts'
import { ergo, jsonLines, scratchFolder, startErgo } from '../support/ergo.ts'

const ROUNDS = Number(process.env.ERGO_KILL_ROUNDS ?? 10)
const STEPS = 14
const STEP_MS = 20
const BUSY =
  '(() => { let x = 1; for (let i = 0; i < TURNS; i++) x = (x * 16807) % 2147483647; return x > 0 ? 1 : 0 })()'

/** Steps that each keep the thread busy, and after each a file, so that what was done can be told from outside. */
function chain(folder: string, turns: number): string {
  const busy = BUSY.replace('TURNS', String(turns))
  const steps = Array.from({ length: STEPS }, (_, i) => i)
  const nodes = steps.flatMap((i) => [
    {
      id: `s${i}`,
      type: 'CALCULATE',
      operation: 'expression',
      config: { expression: i === 0 ? busy : `s${i - 1} + ${busy}` },
    },
    {
      id: `w${i}`,
      type: 'OUTPUT',
      operation: 'file',
      config: { path: join(folder, `w${i}.txt`), format: 'json', overwrite: true },
    },
    // Large enough to be kept as a blob.
    {
      id: `b${i}`,
      type: 'CALCULATE',
      operation: 'expression',
      config: { expression: `Array.from({ length: 9000 }, (_, k) => k + s${i})` },
    },
  ])
  const edges = steps.flatMap((i) => [
    ...(i > 0 ? [{ id: `e${i}`, source: `s${i - 1}`, target: `s${i}` }] : []),
    { id: `f${i}`, source: `s${i}`, target: `w${i}` },
    { id: `g${i}`, source: `s${i}`, target: `b${i}` },
  ])
  return JSON.stringify({ format: 'ergo.chain', version: 1, name: 'Steps', nodes, edges })
}

/** Turns of the busy loop that take about {@link STEP_MS} here. */
function calibrate(): number {
  const start = performance.now()
  let x = 1
  for (let i = 0; i < 3_000_000; i++) x = (x * 16807) % 2147483647
  return Math.round((3_000_000 * STEP_MS) / Math.max(1, performance.now() - start)) + (x > 0 ? 0 : 1)
}

interface Left {
  readonly executionId: string
  readonly finished: readonly string[]
  readonly unkept: readonly string[]
}

/** What a killed run left behind, with everything that must hold of it asserted. */
async function inspect(dataDir: string, folder: string): Promise<Left | null> {
  if (!existsSync(join(dataDir, 'ergo.db'))) return null
  const store = openStore({ dataDir })
  try {
    const [run] = store.runs.list({}, { limit: 1 }).items
    if (!run) return null
    const state = store.runs.load(ExecutionId.parse(run.id))
    expect(['interrupted', 'completed']).toContain(state.status)
    const finished = [...state.nodes].flatMap(([id, node]) =>
      node.result?.status === 'completed' ? [id] : [],
    )
    for (const id of finished) {
      const value = state.nodes.get(id)?.result?.value
      const blob = value && 'ref' in value ? blobOf(value.ref) : null
      if (id.startsWith('b')) expect(blob).not.toBeNull()
      if (blob) await store.blobs.verify(blob)
    }
    const written = readdirSync(folder).flatMap((name) => /^(w\d+)\.txt$/.exec(name)?.[1] ?? [])
    return { executionId: run.id, finished, unkept: written.filter((id) => !finished.includes(id)) }
  } finally {
    store.close()
    const db = new Database(join(dataDir, 'ergo.db'), { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.close()
  }
}

it(`${ROUNDS} rounds of kill -9 in the middle of a run lose nothing but the step in flight, and resume`, {
  timeout: 600_000,
}, async () => {
  const turns = calibrate()
  const total = { interrupted: 0, results: 0, inFlight: 0, lost: 0, resumed: 0 }
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const random = randomBy(seed)
    const folder = scratchFolder()
    const dataDir = join(folder, 'data')
    const file = join(folder, 'steps.ergo.json')
    writeFileSync(file, chain(folder, turns))

    const run = startErgo(['run', file, '--json'], { dataDir })
    // From the first moments of the process to past its end, most of all in the middle of the run.
    const first = join(folder, 'w0.txt')
    if (random() < 0.9) while (!existsSync(first)) await wait(5)
    await wait(random() * STEPS * STEP_MS)
    run.kill('SIGKILL')
    await run.ended

    const left = await inspect(dataDir, folder)
    if (!left) continue
    total.results += left.finished.length
    // Of what was written and has no result, one may be the step in flight.
    total.inFlight += Math.min(1, left.unkept.length)
    total.lost += Math.max(0, left.unkept.length - 1)
    expect(total.lost, `seed ${seed}: ${left.unkept}`).toBe(0)
    if (left.finished.length === STEPS * 3) continue
    total.interrupted += 1

    const resumed = await ergo(['resume', left.executionId, '--json'], { dataDir })
    expect(resumed.code, resumed.stderr).toBe(0)
    const [report] = jsonLines(resumed)
    expect(report).toMatchObject({ status: 'completed' })
    const nodes = (report as { nodes: Record<string, { cached: boolean; output: unknown }> }).nodes
    for (const id of left.finished) expect(nodes[id]?.cached, id).toBe(true)
    const again = Object.entries(nodes).filter(([, node]) => !node.cached)
    expect(again).toHaveLength(STEPS * 3 - left.finished.length)
    expect(nodes[`s${STEPS - 1}`]?.output).toBe(STEPS)
    expect(readFileSync(join(folder, `w${STEPS - 1}.txt`), 'utf8')).toContain(String(STEPS))
    total.resumed += 1
  }
  console.log(
    `kill -9: ${ROUNDS} rounds, ${total.interrupted} interrupted, ${total.lost} results lost of ${total.results} ` +
      `(${total.inFlight} steps in flight), ${total.resumed} resumed to their end`,
  )
  expect(total.interrupted).toBeGreaterThan(0)
  expect(total.resumed).toBe(total.interrupted)
})
