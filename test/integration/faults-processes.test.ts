import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { prepareChain } from '#electron/app/prepare.ts'
import { openRunners } from '#electron/app/runners.ts'
import { Engine } from '#electron/engine/engine.ts'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { foldRun, type RunState } from '#shared/run/state.ts'
import { drawRealRound, ENDLESS_SCRIPT, type Expected, ROWS, SQLITE } from '../faults/real-round.ts'
import { folderFor } from '../support/ergo.ts'
import { descendants } from '../support/processes.ts'

const ROUNDS = Number(process.env.ERGO_PROCESS_ROUNDS ?? 40)
const RUNNERS = 2

const folder = folderFor('faults')
const store = openStore({ dataDir: folder.path })
store.scripts.save({ ...ENDLESS_SCRIPT, description: '', tags: [], parameters: [] })
writeFileSync(join(folder.path, ROWS.path), ROWS.content)
new Database(join(folder.path, SQLITE)).exec('CREATE TABLE t (x)').close()
const runners = openRunners(
  { blobDir: folder.path, scratch: join(folder.path, 'scratch'), dataDir: folder.path },
  { capacity: RUNNERS, memoryMb: 96, onFault: () => {} },
)
const engine = new Engine(runners)

afterAll(async () => {
  await engine.close()
  store.close()
  expect(descendants(process.pid)).toEqual([])
  folder.remove()
})

function numberOf(state: RunState, id: string): number | undefined {
  const value = state.nodes.get(id)?.result?.value
  if (value?.kind === 'table') return value.rowCount
  return value?.kind === 'json' && typeof value.json === 'number' ? value.json : undefined
}

function checkLeftAlone(expected: ReadonlyMap<string, Expected>, state: RunState, seed: number): void {
  for (const [id, { status, value, codes }] of expected) {
    const { error } = state.nodes.get(id)?.result ?? {}
    const told = `seed ${seed}, ${id}: ${error?.code} ${error?.message}`
    expect(state.nodes.get(id)?.status, told).toBe(status)
    if (value !== undefined && status === 'completed') expect(numberOf(state, id), told).toBe(value)
    if (status === 'failed') expect(codes, told).toContain(error?.code)
  }
  const failed = [...expected.values()].some((end) => end.status === 'failed')
  expect(state.status).toBe(failed ? 'failed' : 'completed')
}

it(`${ROUNDS} rounds of SQL, patterns and scripts without end, crashes and cancels lose nothing, write no file twice and leave nothing at work`, {
  timeout: 600_000,
}, async () => {
  const total = { nodes: 0, results: 0, failures: 0, cancelled: 0, lost: 0 }
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const written = join(folder.path, `round-${seed}`)
    mkdirSync(written)
    const round = drawRealRound(seed, written)
    const { plan } = prepareChain(Chain.parse(round.document), undefined, folder.path)
    const events: RunEvent[] = []
    const handle = engine.start(
      {
        executionId: ExecutionId.parse(`round-${seed}`),
        plan,
        inputs: {},
        folders: [folder.path],
        options: { maxWorkers: round.maxWorkers },
      },
      (event) => events.push(event),
    )
    const { cancelAfter } = round
    const timer = cancelAfter === null ? undefined : setTimeout(() => handle.cancel(), cancelAfter)
    const state = await handle.done
    clearTimeout(timer)

    expect(foldRun(events), `seed ${seed}`).toEqual(state)
    const ends = events.flatMap((event) => (event.type === 'node-finished' ? [event.nodeId] : []))
    expect([...ends].sort(), `seed ${seed}`).toEqual([...round.expected.keys()].sort())
    if (state.status !== 'cancelled') checkLeftAlone(round.expected, state, seed)
    // Every file has its result, but for the one that a cancel interrupts; and every result its file.
    // A write that is killed leaves what it had begun under a hidden name.
    const files = readdirSync(written).flatMap((name) =>
      name.startsWith('.') ? [] : [name.split('.')[0] ?? ''],
    )
    for (const id of files) {
      const status = state.nodes.get(id)?.status
      if (status === 'completed' || status === 'cancelled') continue
      total.lost += 1
      console.log(`seed ${seed}: lost ${id}:`, state.nodes.get(id), state.status)
    }
    for (const [id, node] of state.nodes) {
      const value = node.result?.value
      if (value?.kind === 'file' && node.status === 'completed' && value.path.startsWith(written))
        expect(existsSync(value.path), `seed ${seed}, ${id}`).toBe(true)
    }
    // One that stands by for each that works, at most.
    await expect
      .poll(() => descendants(process.pid).length, { message: `seed ${seed}`, timeout: 60_000 })
      .toBeLessThanOrEqual(2 * RUNNERS)

    const statuses = [...state.nodes.values()].map((node) => node.status)
    total.nodes += statuses.length
    total.results += statuses.filter((status) => status === 'completed').length
    total.failures += statuses.filter((status) => status === 'failed').length
    total.cancelled += state.status === 'cancelled' ? 1 : 0
  }
  console.log(
    `faults in processes: ${ROUNDS} rounds, ${total.cancelled} cancelled, ${total.nodes} nodes, ` +
      `${total.failures} failures, ${total.lost} results lost of ${total.results}`,
  )
  expect(total.lost).toBe(0)
  expect(total.cancelled).toBeGreaterThan(0)
  expect(total.failures).toBeGreaterThan(0)
})
