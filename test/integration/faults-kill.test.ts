import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { resumption } from '#electron/app/resume.ts'
import { nodeHost } from '#electron/app/runners.ts'
import { openApp } from '#electron/app.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { GRACE_MS } from '#electron/store/sweep.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { RunState } from '#shared/run/state.ts'
import { withHeap } from '../faults/heap.ts'
import { checkEnds, checkSound, happened, lostOf, resultsOf, straysOf } from '../faults/kept.ts'
import {
  HEAP_MB,
  isCommand,
  killSometime,
  type Laid,
  lay,
  RUNNERS,
  strew,
  toldSurely,
} from '../faults/laid.ts'
import { openService } from '../faults/service.ts'
import { ergo, folderFor } from '../support/ergo.ts'
import { orphans } from '../support/processes.ts'

const ROUNDS = Number(process.env.ERGO_KILL_ROUNDS ?? 10)
const service = await openService()
afterAll(() => service.close())

const total = { runs: 0, interrupted: 0, results: 0, effects: 0, inFlight: 0, resumed: 0, taken: 0 }
const lost: string[] = []

interface Left {
  readonly executionId: ExecutionId
  readonly chain: Laid['chains'][number]
  readonly state: RunState
  readonly times: ReadonlyMap<string, number>
  /** Which file it is, for each that a finished node has written. */
  readonly files: ReadonlyMap<string, string>
}

const fileMark = (path: string): string => {
  const { ino, mtimeMs } = statSync(path)
  return `${ino} ${mtimeMs}`
}

/** What the killed process left, as the next start finds it, with all that must hold of it asserted. */
async function inspect(seed: number, laid: Laid, killed: boolean): Promise<Left[]> {
  // One that was killed before it had opened the folder has left nothing in it.
  const swept =
    killed && readdirSync(join(laid.dataDir, 'sessions')).some((name) => name.endsWith('.session'))
  strew(laid.dataDir)
  const store = openStore({ dataDir: laid.dataDir, role: 'app' })
  try {
    checkSound(store, `seed ${seed}`)
    const strays = await straysOf(store)
    if (swept) expect(strays, `seed ${seed}`).toEqual([])
    const runs = store.runs.list({}, { limit: 10 }).items
    const interrupted = runs.filter(({ status }) => status === 'interrupted')
    expect(store.interrupted, `seed ${seed}`).toBe(interrupted.length)
    const left: Left[] = []
    for (const { id, chainName } of runs) {
      const executionId = ExecutionId.parse(id)
      const chain = laid.chains.find(({ name }) => name === chainName) ?? expect.fail(chainName)
      const state = store.runs.load(executionId)
      lost.push(
        ...(await lostOf(store, id, resultsOf(state))),
        ...(await lostOf(store, id, toldSurely(laid, chain))),
      )
      if (state.status !== 'interrupted') await checkEnds(store, chain.round.expected, state, chainName)
      left.push({ executionId, chain, state, ...effectsOf(laid, chain, state) })
    }
    return left
  } finally {
    store.close()
  }
}

/** Effects that have no result are the steps in flight: one on each runner. */
function effectsOf(
  { dataDir }: Laid,
  { name, round }: Laid['chains'][number],
  state: RunState,
): Pick<Left, 'times' | 'files'> {
  const times = happened(dataDir, round.effects, service.sent)
  const files = new Map<string, string>()
  const inFlight: string[] = []
  for (const { nodeId, on, name: place } of round.effects) {
    const done = state.nodes.get(nodeId)?.status === 'completed'
    const often = times.get(nodeId) ?? 0
    expect(often, `${name}, ${nodeId}`).toBeLessThanOrEqual(1)
    if (done) expect(often, `${name}, ${nodeId}`).toBe(1)
    if (done && on === 'file') files.set(place, fileMark(place))
    if (!done && often > 0) inFlight.push(nodeId)
    total.effects += often
  }
  total.inFlight += Math.min(RUNNERS, inFlight.length)
  if (inFlight.length > RUNNERS) lost.push(`${name}: ${inFlight}`)
  return { times, files }
}

async function resumeAll(seed: number, { dataDir }: Laid, left: readonly Left[]): Promise<string[]> {
  if (isCommand(seed)) {
    for (const { executionId } of left)
      await ergo(['resume', executionId, '--json', '--parallel', `${RUNNERS}`], { dataDir })
    const store = openStore({ dataDir, role: 'viewer' })
    const ids = store.runs.list({ trigger: ['resume'] }, { limit: 10 }).items.map(({ id }) => id)
    store.close()
    return ids
  }
  const host = withHeap(nodeHost(), HEAP_MB)
  const app = await openApp({ dataDir, save: true, role: 'app', runners: RUNNERS, host })
  try {
    const runs = left.map(({ executionId }) => {
      const { chain, path, start } = resumption(app.store ?? expect.fail(), executionId)
      const options = { ...start.options, maxWorkers: RUNNERS }
      return app.startRun(app.prepare(chain, path), { ...start, options })
    })
    await Promise.all(runs.map(({ done }) => done))
    return runs.map(({ executionId }) => executionId)
  } finally {
    await app.close()
  }
}

/** A resumed run ended as drawn, took what was there as it was, and had no effect again that was known to be had. */
async function checkResumed(store: Store, laid: Laid, before: Left, ids: readonly string[]): Promise<void> {
  const { chain, executionId, state } = before
  const { name, round } = chain
  const id = ids.find((one) => store.runs.summary(ExecutionId.parse(one)).chainName === name)
  const after = store.runs.load(ExecutionId.parse(id))
  expect(store.runs.options(ExecutionId.parse(id)), name).toMatchObject({ resumes: executionId })
  await checkEnds(store, round.expected, after, name)
  for (const [nodeId, { result }] of after.nodes) {
    const was = state.nodes.get(nodeId)?.result
    if (was?.status === 'completed') {
      expect(result, `${name}, ${nodeId}`).toMatchObject({
        attempts: 0,
        cached: { by: 'reuse', executionId },
        value: was.value,
      })
      total.taken += 1
    } else expect(result?.cached, `${name}, ${nodeId}`).not.toMatchObject({ by: 'reuse' })
  }
  const times = happened(laid.dataDir, round.effects, service.sent)
  for (const { nodeId, on, name: place } of round.effects) {
    const finished = round.expected.get(nodeId)?.status === 'completed'
    const known = state.nodes.get(nodeId)?.status === 'completed'
    const again = on === 'file' || known ? 0 : (before.times.get(nodeId) ?? 0)
    expect(times.get(nodeId), `${name}, ${nodeId}`).toBe(finished ? 1 + again : 0)
    if (known && on === 'file') expect(fileMark(place), place).toBe(before.files.get(place))
  }
  lost.push(...(await lostOf(store, `${id}`, resultsOf(after))))
}

async function killRound(seed: number, folder: string): Promise<void> {
  const laid = lay(seed, folder, service.url)
  const killed = await killSometime(seed, laid, service)
  // Runners end with the app, whatever they do.
  await expect.poll(orphans, { message: `seed ${seed}`, timeout: 60_000 }).toEqual([])

  const left = await inspect(seed, laid, killed)
  const interrupted = left.filter(({ state }) => state.status === 'interrupted')
  for (const { state } of left)
    total.results += [...state.nodes.values()].filter(({ status }) => status === 'completed').length
  total.runs += left.length
  total.interrupted += interrupted.length
  if (interrupted.length === 0) return

  const ids = await resumeAll(seed, laid, interrupted)
  expect(ids, `seed ${seed}`).toHaveLength(interrupted.length)
  // Later, when what is unnamed is old enough to be swept.
  const store = openStore({ dataDir: laid.dataDir, now: () => Date.now() + 2 * GRACE_MS })
  try {
    expect(store.interrupted, `seed ${seed}`).toBe(0)
    for (const before of interrupted) await checkResumed(store, laid, before, ids)
    checkSound(store, `seed ${seed}, resumed`)
    store.maintenance.sweep()
    expect(await straysOf(store), `seed ${seed}, resumed`).toEqual([])
    total.resumed += ids.length
  } finally {
    store.close()
  }
}

it(`${ROUNDS} rounds of kill -9 in the middle of runs lose nothing but the steps in flight, and resume`, {
  timeout: 1_800_000,
}, async () => {
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const folder = folderFor('kill')
    await killRound(seed, folder.path)
    folder.remove()
  }
  console.log(
    `kill -9: ${ROUNDS} rounds of ${total.runs} runs, ${total.interrupted} interrupted, ${lost.length} results lost of ` +
      `${total.results}, ${total.effects} effects (${total.inFlight} steps in flight), ${total.resumed} resumed to their ` +
      `end with ${total.taken} results taken over`,
  )
  expect(lost).toEqual([])
  expect(total.interrupted).toBeGreaterThan(0)
  expect(total.taken).toBeGreaterThan(0)
  expect(total.resumed).toBe(total.interrupted)
})
