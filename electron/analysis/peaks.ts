import { itemAt } from '#shared/base/item.ts'

export interface Peak {
  /** x and y of the top of the parabola through the highest point and its neighbours. */
  readonly position: number
  readonly height: number
  /** How far the curve falls on both sides before it rises above the peak, or ends. */
  readonly prominence: number
  /** Full width at half the prominence, in units of x. */
  readonly width: number
  /** Where the area is taken from and to. */
  readonly from: number
  readonly to: number
  /** Above the straight line between the feet, in units of x times y. */
  readonly area: number
}

export interface PeakOptions {
  readonly height?: number | undefined
  readonly prominence: number
  /** In units of x. Of peaks nearer than this the highest stays. */
  readonly distance: number
}

/**
 * The peaks of a curve with ascending x, in order of x: points higher than their neighbours (of a flat top, its middle) that
 * are high, prominent and far enough from higher ones. The ends are no peaks.
 *
 * `ml-gsd` finds peaks by derivatives and the noise level; it has no prominence, by which people tell a peak from a ripple.
 */
export function findPeaks(x: Float64Array, y: Float64Array, options: PeakOptions): Peak[] {
  const found = tops(y)
    .filter((top) => options.height === undefined || itemAt(y, top) >= options.height)
    .map((top) => ({ top, prominence: prominenceOf(y, top) }))
    .filter((one) => one.prominence >= options.prominence)
  const kept = apart(found, x, y, options.distance)
  return kept.map(({ top, prominence }, i) => {
    const { left, right } = crossings(x, y, top, itemAt(y, top) - prominence / 2)
    const width = right - left
    const from = foot(x, y, top, kept[i - 1]?.top ?? 0, 3 * width)
    const to = foot(x, y, top, kept[i + 1]?.top ?? y.length - 1, 3 * width)
    return {
      ...vertex(x, y, top),
      prominence,
      width,
      from: itemAt(x, from),
      to: itemAt(x, to),
      area: areaAboveLine(x, y, from, to),
    }
  })
}

function tops(y: Float64Array): number[] {
  const found: number[] = []
  for (let i = 1; i + 1 < y.length; i++) {
    if (itemAt(y, i) <= itemAt(y, i - 1)) continue
    let end = i
    while (end + 1 < y.length && itemAt(y, end + 1) === itemAt(y, i)) end += 1
    if (end + 1 < y.length && itemAt(y, end + 1) < itemAt(y, i)) found.push((i + end) >> 1)
    i = end
  }
  return found
}

function prominenceOf(y: Float64Array, top: number): number {
  const lowest = (step: number): number => {
    let low = itemAt(y, top)
    for (let i = top + step; i >= 0 && i < y.length && itemAt(y, i) <= itemAt(y, top); i += step)
      low = Math.min(low, itemAt(y, i))
    return low
  }
  return itemAt(y, top) - Math.max(lowest(-1), lowest(1))
}

interface Top {
  readonly top: number
  readonly prominence: number
}

/** Takes the peaks from the highest down, and drops those that are too near to one taken. */
function apart(found: readonly Top[], x: Float64Array, y: Float64Array, distance: number): Top[] {
  if (distance <= 0) return [...found]
  const taken: Top[] = []
  for (const one of [...found].sort((a, b) => itemAt(y, b.top) - itemAt(y, a.top))) {
    if (taken.every((other) => Math.abs(itemAt(x, one.top) - itemAt(x, other.top)) >= distance))
      taken.push(one)
  }
  return taken.sort((a, b) => a.top - b.top)
}

/** Where the curve first crosses the level on either side, on the straight line between points. */
function crossings(
  x: Float64Array,
  y: Float64Array,
  top: number,
  level: number,
): { left: number; right: number } {
  const cross = (step: number): number => {
    let i = top
    while (i + step >= 0 && i + step < y.length && itemAt(y, i + step) > level) i += step
    const next = i + step
    if (next < 0 || next >= y.length) return itemAt(x, i)
    const share = (itemAt(y, i) - level) / (itemAt(y, i) - itemAt(y, next))
    return itemAt(x, i) + share * (itemAt(x, next) - itemAt(x, i))
  }
  return { left: cross(-1), right: cross(1) }
}

/** The lowest point towards the neighbour, no further than `reach`: beyond, a peak's own tail is over. */
function foot(x: Float64Array, y: Float64Array, top: number, neighbour: number, reach: number): number {
  const step = Math.sign(neighbour - top)
  let lowest = top
  for (let i = top + step; step !== 0 && i !== neighbour + step; i += step) {
    if (Math.abs(itemAt(x, i) - itemAt(x, top)) > reach) break
    if (itemAt(y, i) < itemAt(y, lowest)) lowest = i
  }
  return lowest
}

function vertex(x: Float64Array, y: Float64Array, top: number): { position: number; height: number } {
  const [x0, x1, x2] = [itemAt(x, top - 1), itemAt(x, top), itemAt(x, top + 1)]
  const left = (itemAt(y, top) - itemAt(y, top - 1)) / (x1 - x0)
  const right = (itemAt(y, top + 1) - itemAt(y, top)) / (x2 - x1)
  const bend = (right - left) / (x2 - x0)
  if (!(bend < 0)) return { position: x1, height: itemAt(y, top) }
  const slope = left + bend * (x1 - x0)
  return { position: x1 - slope / (2 * bend), height: itemAt(y, top) - slope ** 2 / (4 * bend) }
}

function areaAboveLine(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++)
    sum += ((itemAt(y, i) + itemAt(y, i + 1)) / 2) * (itemAt(x, i + 1) - itemAt(x, i))
  return sum - ((itemAt(y, from) + itemAt(y, to)) / 2) * (itemAt(x, to) - itemAt(x, from))
}
