import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Chain } from '#shared/chain/schema.ts'
import { follow, openTestWindow, type TestWindow } from '../support/window.ts'
import { busy, line } from './chains.ts'
import type { Figure } from './measure.ts'

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
 * is in the same process here: what it does with what it is told counts too.
 */
export async function heldUpFigures(): Promise<Figure[]> {
  const window = await openTestWindow()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  try {
    const figures: Figure[] = []
    for (const chain of [line(1000), busy(4, 2_000_000), large])
      figures.push(await heldUp(window, chain, delay))
    return figures
  } finally {
    await window.close()
  }
}

async function heldUp(
  { client }: TestWindow,
  chain: Chain,
  delay: ReturnType<typeof monitorEventLoopDelay>,
): Promise<Figure> {
  const { summary } = await client.chains.create({ chain })
  const once = async (): Promise<void> => {
    const { id } = await client.runs.start({ chainId: summary.id })
    const { state } = await follow(client, id)
    if (state.status !== 'completed') throw new Error(`${chain.name} ended as ${state.status}.`)
  }
  await once()
  delay.reset()
  delay.enable()
  for (let i = 0; i < RUNS; i++) await once()
  delay.disable()
  return {
    name: `main's event-loop delay with a window and a store: ${chain.name} (p99)`,
    median: delay.percentile(99) / 1e6,
    p95: delay.max / 1e6,
    unit: 'ms',
    runs: delay.count,
    target: 50,
    note: 'second figure: the longest',
  }
}
