import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openRunners } from '#electron/app/runners.ts'
import { Engine } from '#electron/engine/engine.ts'
import type { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { planChain } from '#shared/run/plan.ts'
import { busy, line } from './chains.ts'
import { inline, runsOf, runTimes } from './engine.ts'
import { delayFigure, type Figure, figure, pairedTimes, SETTLED } from './measure.ts'

const LOOP = 'while (true) {}'
const loopNode = (timeoutMs: number) => ({
  id: 'loop',
  type: 'CALCULATE',
  operation: 'expression',
  config: { expression: `(() => { ${LOOP} })()` },
  policy: { timeoutMs },
})

/** Threads against inline, without the store. */
export async function threadFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-bench-'))
  const runners = openRunners(
    { blobDir: folder, scratch: join(folder, 'scratch'), dataDir: null },
    { capacity: 2, onFault: (error) => console.error(error.message) },
  )
  try {
    return [
      ...(await overhead(runners)),
      ...(await speedUp(runners)),
      await cancelLatency(runners, 'an endless loop', [loopNode(60_000)], []),
      await cancelLatency(runners, 'SQL that heeds nothing', SQL.nodes, SQL.edges),
      await recovery(runners),
      await eventLoopDelay(runners),
    ]
  } finally {
    await runners.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function overhead(runners: ThreadedExecutor): Promise<Figure[]> {
  const chain = line(1000)
  const [alone, threads] = await pairedTimes(runsOf(inline(), chain), runsOf(runners, chain), SETTLED)
  const over = threads.map((time, i) => time - (alone[i] ?? Number.NaN))
  const hop = await runTimes(runners, line(1))
  return [
    figure('one node in a thread: a hop there and back', hop, 'µs', 1000),
    figure('1 000 nodes in a thread: per node', threads, 'µs', 1),
    figure('… over inline: per node', over, 'µs', 1, { target: 3 }),
  ]
}

async function speedUp(runners: ThreadedExecutor): Promise<Figure[]> {
  const chain = busy(8, 4_000_000)
  const options = { runs: 5, warmUp: 1 }
  const one = await runTimes(runners, chain, { maxWorkers: 1 }, options)
  const two = await runTimes(runners, chain, { maxWorkers: 2 }, options)
  const ratio = one.map((time, i) => time / (two[i] ?? Number.NaN))
  return [
    figure('8 busy nodes, one after the other', one, 'ms', 1),
    figure('8 busy nodes, 2 runners', two, 'ms', 1),
    figure('… times faster', ratio, '×', 1, { target: 1.8, more: true }),
  ]
}

/** DuckDB does not interrupt this. */
const SQL = {
  nodes: [
    { id: 'rows', type: 'DATA_INPUT', operation: 'constant', config: { value: [{ x: 1 }] } },
    {
      id: 'loop',
      type: 'TRANSFORM',
      operation: 'sql',
      config: { sql: "SELECT levenshtein(repeat('ab', 400000), repeat('ba', 400000)) AS n FROM rows" },
    },
  ],
  edges: [{ id: 'e', source: 'rows', target: 'loop' }],
}

async function cancelLatency(
  runners: ThreadedExecutor,
  what: string,
  nodes: readonly unknown[],
  edges: readonly unknown[],
): Promise<Figure> {
  const plan = planChain(Chain.parse({ name: what, nodes, edges }), registry)
  const times: number[] = []
  for (let i = 0; i < 10; i++) {
    const engine = new Engine(runners)
    const run = engine.start(
      { executionId: ExecutionId.parse(`cancel ${what} ${i}`), plan, inputs: {}, folders: [] },
      () => {},
    )
    while (run.state.nodes.get('loop')?.status !== 'running')
      await new Promise((resolve) => setTimeout(resolve, 5))
    const start = performance.now()
    run.cancel()
    await run.done
    times.push(performance.now() - start)
  }
  return figure(`cancel of ${what}`, times, 'ms', 1, { target: 200 })
}

async function recovery(runners: ThreadedExecutor): Promise<Figure> {
  const timeoutMs = 50
  const nodes = [loopNode(timeoutMs), { ...loopNode(0), id: 'next', config: { expression: '1' }, policy: {} }]
  const plan = planChain(Chain.parse({ name: 'Loop, then more', nodes }), registry)
  const times: number[] = []
  for (let i = 0; i < 10; i++) {
    const executionId = ExecutionId.parse(`recover-${i}`)
    const state = await new Engine(runners).start({ executionId, plan, inputs: {}, folders: [] }, () => {})
      .done
    const loop = state.nodes.get('loop')?.result
    const next = state.nodes.get('next')?.result
    times.push((next?.startedAt ?? Number.NaN) - (loop?.startedAt ?? 0) - timeoutMs)
  }
  return figure('from a timeout to the next node', times, 'ms', 1)
}

/** What the main process is held up for while chains run in threads. */
async function eventLoopDelay(runners: ThreadedExecutor): Promise<Figure> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await runTimes(runners, line(1000))
  await runTimes(runners, busy(4, 2_000_000), { maxWorkers: 2 }, { runs: 3, warmUp: 0 })
  delay.disable()
  return delayFigure("the main process's event-loop delay", delay)
}
