import type { monitorEventLoopDelay } from 'node:perf_hooks'

/** One figure: a median over warm runs, with what it is a figure of. */
export interface Figure {
  readonly name: string
  readonly median: number
  readonly p95: number
  readonly unit: string
  readonly runs: number
  /** What was wished for, in the same unit. */
  readonly target?: number
  /** The target is to be reached rather than not passed. */
  readonly more?: boolean
  /** The target is for the 95th percentile rather than the median. */
  readonly tail?: boolean
  readonly note?: string
}

export interface MeasureOptions {
  readonly runs?: number
  readonly warmUp?: number
}

/** The q-quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/** Milliseconds of each of 30 (or so) warm runs. */
export async function timesOf(work: () => unknown, options: MeasureOptions = {}): Promise<number[]> {
  const { runs = 30, warmUp = 10 } = options
  const times: number[] = []
  for (let i = 0; i < warmUp + runs; i++) {
    const start = performance.now()
    await work()
    if (i >= warmUp) times.push(performance.now() - start)
  }
  return times
}

/** V8 settles after some 100 runs of a thousand light nodes: before that, what is measured is its compiler. */
export const SETTLED: MeasureOptions = { runs: 60, warmUp: 100 }

/** Times of two pieces of work by turns, so that what else the machine does falls on both alike. */
export async function pairedTimes(
  one: () => unknown,
  other: () => unknown,
  { runs = 30, warmUp = 10 }: MeasureOptions = {},
): Promise<[number[], number[]]> {
  const pair: [number[], number[]] = [[], []]
  for (let i = 0; i < warmUp + runs; i++) {
    const [first, second] = [await timesOf(one, ONCE), await timesOf(other, ONCE)]
    if (i < warmUp) continue
    pair[0].push(...first)
    pair[1].push(...second)
  }
  return pair
}

/** Processor time of the longest turn of this thread while work is done elsewhere, ms: for so long nothing else is answered. */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const used = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [last, longest] = [used(), 0]
  const turn = (): void => {
    const now = used()
    longest = Math.max(longest, now - last)
    last = now
  }
  const turns = setInterval(turn, 1)
  await work()
  turn()
  clearInterval(turns)
  return longest
}

const ONCE: MeasureOptions = { runs: 1, warmUp: 0 }

export function figure(
  name: string,
  times: readonly number[],
  unit: string,
  scale: number,
  more: Pick<Figure, 'target' | 'more' | 'tail' | 'note'> = {},
): Figure {
  return {
    name,
    median: quantile(times, 0.5) * scale,
    p95: quantile(times, 0.95) * scale,
    unit,
    runs: times.length,
    ...more,
  }
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((f) => [
    f.name,
    `${format(f.median)} ${f.unit}`,
    `${format(f.p95)} ${f.unit}`,
    f.target === undefined ? '' : `${isMet(f, f.target) ? '✓' : '✗'} ${format(f.target)}`,
    f.note ?? '',
  ])
  const all = [['figure', 'median', 'p95', 'target', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function isMet({ median, p95, more, tail }: Figure, target: number): boolean {
  const reached = tail ? p95 : median
  return more ? reached >= target : reached <= target
}
const format = (value: number): string =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : '–'

/** What has held up this thread's event loop while `delay` was enabled: the 99th percentile, and the longest beside it. */
export const delayFigure = (name: string, delay: ReturnType<typeof monitorEventLoopDelay>): Figure => ({
  name: `${name} (p99)`,
  median: delay.percentile(99) / 1e6,
  p95: delay.max / 1e6,
  unit: 'ms',
  runs: delay.count,
  target: 50,
  note: 'second figure: the longest',
})
