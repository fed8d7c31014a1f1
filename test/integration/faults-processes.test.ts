import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { nodeHost } from '#electron/app/runners.ts'
import { type AppRun, openApp } from '#electron/app.ts'
import type { EarlierResult } from '#electron/engine/executor.ts'
import { openStore } from '#electron/store/store.ts'
import { GRACE_MS } from '#electron/store/sweep.ts'
import type { AppError } from '#shared/base/errors.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { foldRun, type RunState } from '#shared/run/state.ts'
import { ENDLESS_SCRIPT, SQLITE } from '../faults/harm.ts'
import { withHeap } from '../faults/heap.ts'
import { checkEnds, checkSound, happened, lostOf, resultsOf, straysOf } from '../faults/kept.ts'
import { drawRealRound, type RealRound, ROWS } from '../faults/real-round.ts'
import { openService } from '../faults/service.ts'
import { folderFor } from '../support/ergo.ts'
import { descendants } from '../support/processes.ts'

const ROUNDS = Number(process.env.ERGO_PROCESS_ROUNDS ?? 52)
const RUNNERS = 2
const DRAW = { size: [4, 17], overwrite: false, eats: true } as const
/** What a round is made of: one run, two at once, the same one twice at once, or once more with what it gave before. */
const KINDS = ['one', 'two', 'one', 'twins', 'again'] as const

const folder = folderFor('faults')
writeFileSync(join(folder.path, ROWS.path), ROWS.content)
new Database(join(folder.path, SQLITE)).exec('CREATE TABLE t (x)').close()
const service = await openService()
const faults: AppError[] = []
const app = await openApp({
  dataDir: folder.path,
  save: true,
  role: 'app',
  runners: RUNNERS,
  host: withHeap(nodeHost(), 96),
  onFault: (error) => faults.push(error),
})
const store = app.store ?? expect.fail('The app keeps its runs.')
/** Sweeps as if it were later, when what is unnamed is old enough: only what runs under way may use is left. */
const sweeper = openStore({ dataDir: folder.path, now: () => Date.now() + 2 * GRACE_MS })
store.scripts.save({ ...ENDLESS_SCRIPT, description: '', tags: [], parameters: [] })

afterAll(async () => {
  sweeper.close()
  await app.close()
  await service.close()
  expect(descendants(process.pid)).toEqual([])
  folder.remove()
})

interface Going {
  readonly name: string
  readonly round: RealRound
  readonly events: RunEvent[]
  readonly run: AppRun
}

type Reuse = ReadonlyMap<string, EarlierResult>

function start(seed: number, name: string, cancels: boolean, reuse?: Reuse): Going {
  const written = join(folder.path, name)
  mkdirSync(written)
  const round = drawRealRound(seed, { name, folder: written, url: service.url }, DRAW)
  const { maxWorkers, cancelAfter } = round
  const events: RunEvent[] = []
  const run = app.startRun(
    app.prepare(Chain.parse(round.document), join(folder.path, 'round.ergo.json')),
    { inputs: {}, trigger: 'command', options: { maxWorkers, ...(reuse ? { reuse } : {}) } },
    (event) => events.push(event),
  )
  if (cancels && cancelAfter !== null) {
    const timer = setTimeout(() => run.cancel(), cancelAfter)
    void run.done.finally(() => clearTimeout(timer))
  }
  return { name, round, events, run }
}

/** What an earlier run of the same round offers. */
const offeredBy = ({ run }: Going): Reuse =>
  new Map(
    [...resultsOf(run.state)].map(([id, result]) => [id, { executionId: run.executionId, result }] as const),
  )

async function runRound(seed: number): Promise<Going[]> {
  const kind = KINDS[seed % KINDS.length]
  const first = start(seed, `r${seed}a`, kind !== 'again')
  const beside =
    kind === 'two'
      ? [start(10_000 + seed, `r${seed}b`, true)]
      : kind === 'twins'
        ? [start(seed, `r${seed}b`, true)]
        : []
  await Promise.all([first, ...beside].map(({ run }) => run.done))
  if (kind !== 'again') return [first, ...beside]
  const second = start(seed, `r${seed}b`, true, offeredBy(first))
  await second.run.done
  return [first, second]
}

const total = { runs: 0, nodes: 0, results: 0, reused: 0, failures: 0, skipped: 0, cancelled: 0, effects: 0 }
const lost: string[] = []

/** Effects without a result are lost, but for the steps that a cancel interrupts: one on each of the run's runners. */
function checkEffects({ name, round }: Going, state: RunState): void {
  let interrupted = 0
  for (const [id, times] of happened(folder.path, round.effects, service.sent)) {
    const status = state.nodes.get(id)?.status
    expect(times, `${name}, ${id}: ${status}`).toBeLessThanOrEqual(1)
    if (status === 'completed') expect(times, `${name}, ${id}`).toBe(1)
    else if (times > 0 && status === 'cancelled') interrupted += 1
    else if (times > 0) lost.push(`${name}, ${id}: ${JSON.stringify(state.nodes.get(id))}`)
    total.effects += times
  }
  expect(interrupted, name).toBeLessThanOrEqual(round.maxWorkers)
}

/** What was kept without what a taken result rests on, which is copied from the run that it was taken from. */
function asTold(kept: RunState): RunState {
  const taken = ({ nodeId }: RunState['records'][number]): boolean =>
    kept.nodes.get(nodeId)?.result?.cached !== false
  return { ...kept, records: kept.records.filter((one) => !(one.record.kind === 'source' && taken(one))) }
}

async function check(going: Going): Promise<void> {
  const { name, round, events, run } = going
  const { state, executionId } = run
  expect(foldRun(events), name).toEqual(state)
  const ends = events.flatMap((event) => (event.type === 'node-finished' ? [event.nodeId] : []))
  expect([...ends].sort(), name).toEqual([...round.expected.keys()].sort())
  lost.push(...(await lostOf(store, executionId, resultsOf(state))).map((why) => `${name}, ${why}`))
  expect(asTold(store.runs.load(executionId)), name).toEqual(state)
  const found = store.runs.list({ text: String(round.document.name) }, { limit: 2 }).items
  expect(
    found.map(({ id }) => id),
    name,
  ).toEqual([executionId])
  if (state.status !== 'cancelled') await checkEnds(store, round.expected, state, name)
  checkEffects(going, state)

  const results = [...resultsOf(state).values()]
  const has = (status: string): number => results.filter((result) => result.status === status).length
  total.runs += 1
  total.nodes += results.length
  total.results += has('completed')
  total.reused += results.filter(({ cached }) => cached !== false).length
  total.failures += has('failed')
  total.skipped += has('skipped')
  total.cancelled += state.status === 'cancelled' ? 1 : 0
}

it(`${ROUNDS} rounds of SQL, patterns and scripts without end, crashes and cancels lose nothing, do nothing twice, keep all that they tell and leave nothing at work`, {
  timeout: 1_800_000,
}, async () => {
  for (let seed = 1; seed <= ROUNDS; seed++) {
    // What is swept in the middle of a run is to be none of what it refers to later.
    const sweeps = seed % 6 === 0 ? setInterval(() => sweeper.maintenance.sweep(), 40) : undefined
    const runs = await runRound(seed)
    clearInterval(sweeps)
    for (const going of runs) await check(going)
    checkSound(store, `seed ${seed}`)
    // One that stands by for each that works, at most.
    await expect
      .poll(() => descendants(process.pid).length, { message: `seed ${seed}`, timeout: 60_000 })
      .toBeLessThanOrEqual(2 * RUNNERS)
  }
  console.log(
    `faults in processes: ${ROUNDS} rounds of ${total.runs} runs, ${total.cancelled} cancelled, ${total.nodes} nodes, ` +
      `${total.failures} failures, ${total.skipped} skipped, ${total.reused} reused, ${total.effects} effects, ` +
      `${lost.length} results lost of ${total.results}`,
  )
  expect(lost).toEqual([])
  expect(faults).toEqual([])
  expect(total.cancelled).toBeGreaterThan(0)
  expect(total.failures).toBeGreaterThan(0)
  expect(total.skipped).toBeGreaterThan(0)
  expect(total.reused).toBeGreaterThan(0)

  sweeper.maintenance.sweep()
  expect(await straysOf(store)).toEqual([])
  const other = openStore({ dataDir: folder.path })
  expect(other.interrupted).toBe(0)
  other.close()
})
