import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { MessageChannel, Worker } from 'node:worker_threads'
import { servePort } from '#electron/rpc/transport.ts'
import { Chain } from '#shared/chain/schema.ts'
import { openTestWindow } from '../support/window.ts'
import { busy, line } from './chains.ts'
import { delayFigure, type Figure } from './measure.ts'

const RUNS = 5

/** A list of 6 MB as JSON, what is made of it, a table of a million rows and its sum: values of the size that people have. */
const large = Chain.parse({
  name: 'Large values',
  nodes: [
    {
      id: 'list',
      type: 'CALCULATE',
      operation: 'expression',
      config: { expression: 'range(0, 200000).map((i) => ({ index: i, root: sqrt(i) }))' },
    },
    { id: 'count', type: 'CALCULATE', operation: 'expression', config: { expression: 'list.length' } },
    { id: 'none', type: 'DATA_INPUT', operation: 'constant', config: { value: [{ x: 1 }] } },
    {
      id: 'table',
      type: 'TRANSFORM',
      operation: 'sql',
      config: { sql: 'SELECT r.range AS x, sqrt(r.range) AS y FROM range(1000000) r, none' },
    },
    { id: 'sum', type: 'TRANSFORM', operation: 'sql', config: { sql: 'SELECT sum(y) AS s FROM "table"' } },
  ],
  edges: [
    { id: 'e1', source: 'list', target: 'count' },
    { id: 'e2', source: 'none', target: 'table' },
    { id: 'e3', source: 'table', target: 'sum' },
  ],
})

/**
 * What the main process of an app is held up for while a window watches its chains run, and all is kept. The window's end
 * is in a thread of its own, as a window is in a process of its own.
 */
export async function heldUpFigures(): Promise<Figure[]> {
  const window = await openTestWindow()
  const { port1, port2 } = new MessageChannel()
  servePort(window.app.router, port1)
  port1.start()
  const watcher = new Worker(new URL('./held-up/watcher.ts', import.meta.url), {
    workerData: port2,
    transferList: [port2],
  })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  try {
    const figures: Figure[] = []
    for (const chain of [line(1000), busy(4, 2_000_000), large]) {
      const { summary } = await window.client.chains.create({ chain })
      await watched(watcher, summary.id, 1)
      delay.reset()
      delay.enable()
      await watched(watcher, summary.id, RUNS)
      delay.disable()
      figures.push(delayFigure(`main's event-loop delay with a window and a store: ${chain.name}`, delay))
    }
    return figures
  } finally {
    await watcher.terminate()
    port1.close()
    await window.close()
  }
}

/** Lets the window run a chain so many times, one after the other, and follow each run to its end. */
async function watched(watcher: Worker, chainId: string, times: number): Promise<void> {
  watcher.postMessage({ chainId, times })
  await once(watcher, 'message')
}
