import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { foldRun, type RunState } from '#shared/run/state.ts'
import { harness, outputOf } from '../engine/harness.ts'
import { drawRound, expectedEnds, type Round } from '../faults/round.ts'

const ROUNDS = Number(process.env.ERGO_FAULT_ROUNDS ?? 138)
const folder = mkdtempSync(join(tmpdir(), 'ergo-faults-'))
const h = harness(
  new ThreadedExecutor({
    entry: new URL('../engine/worker.ts', import.meta.url),
    setUp: null,
    memoryMb: 48,
    capacity: 3,
    cache: new ResultCache(),
  }),
)

afterAll(async () => {
  await h.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Nodes that wrote their line but have no result. At the end of a thread one of its nodes may be between its line and
 * its result: the step in flight. It then ends as cancelled, or is the node that the thread's end is blamed on.
 */
function lostResults(state: RunState, traced: readonly string[]): string[] {
  return traced.filter((id) => {
    const status = state.nodes.get(id)?.status
    return status !== 'completed' && status !== 'cancelled'
  })
}

function checkLeftAlone(round: Round, state: RunState): void {
  const failed = [...expectedEnds(round.nodes)].map(([id, end]) => {
    const value = end.value
    expect([id, state.nodes.get(id)?.status]).toEqual([id, end.status])
    if (value !== undefined) expect(outputOf(state, id)).toBe(value)
    return end.status === 'failed'
  })
  expect(state.status).toBe(failed.includes(true) ? 'failed' : 'completed')
}

it(`${ROUNDS} rounds of loops, crashes, memory bombs and cancels lose no result and run nothing twice`, {
  timeout: 600_000,
}, async () => {
  const total = { nodes: 0, completed: 0, ended: 0, cancelled: 0, lost: 0, twice: 0 }
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const trace = join(folder, `trace-${seed}`)
    const round = drawRound(seed, trace)
    const handle = h.start(round.nodes, { maxWorkers: round.maxWorkers })
    const timer =
      round.cancelAfter === null ? undefined : setTimeout(() => handle.cancel(), round.cancelAfter)
    const state = await handle.done
    clearTimeout(timer)

    expect(foldRun(handle.events), `seed ${seed}`).toEqual(state)
    const ends = handle.events.flatMap((event) => (event.type === 'node-finished' ? [event.nodeId] : []))
    expect([...ends].sort(), `seed ${seed}`).toEqual(round.nodes.map((node) => node.id).sort())
    if (state.status !== 'cancelled') checkLeftAlone(round, state)

    const traced = existsSync(trace) ? readFileSync(trace, 'utf8').split('\n').filter(Boolean) : []
    const statuses = [...state.nodes.values()].map((node) => node.status)
    total.nodes += statuses.length
    total.completed += statuses.filter((status) => status === 'completed').length
    total.ended += statuses.filter((status) => status === 'failed').length
    total.cancelled += state.status === 'cancelled' ? 1 : 0
    total.lost += lostResults(state, traced).length
    total.twice += traced.length - new Set(traced).size
  }
  console.log(
    `faults in threads: ${ROUNDS} rounds, ${total.cancelled} cancelled, ${total.nodes} nodes, ${total.ended} failures, ` +
      `${total.lost} results lost of ${total.completed}, ${total.twice} nodes run twice`,
  )
  expect(total.lost).toBe(0)
  expect(total.twice).toBe(0)
  expect(total.cancelled).toBeGreaterThan(0)
  expect(total.ended).toBeGreaterThan(0)
})
