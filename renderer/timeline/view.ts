/** The part of a run's time that is seen, in milliseconds since its beginning. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Closer than this a screen's pixel would be less than a microsecond. */
const SHORTEST_MS = 0.5

const within = (from: number, width: number, whole: number): Span => {
  const start = Math.max(0, Math.min(from, whole - width))
  return { from: start, to: start + width }
}

/** Zooms by a factor (above 1: closer) with the time `at` staying where it is. */
export function zoomed({ from, to }: Span, factor: number, at: number, whole: number): Span {
  const width = Math.min(whole, Math.max(Math.min(SHORTEST_MS, whole), (to - from) / factor))
  const share = to > from ? (at - from) / (to - from) : 0
  return within(at - share * width, width, whole)
}

/** Moves by a share of what is seen. */
export function panned({ from, to }: Span, share: number, whole: number): Span {
  return within(from + share * (to - from), to - from, whole)
}

/** Round times for marks, about `count` of them. */
export function ticksOf({ from, to }: Span, count = 6): number[] {
  const rough = (to - from) / count
  if (!(rough > 0)) return []
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step)
}

/** Where a stretch lies in what is seen, as CSS; null where it is out of sight. */
export function placeOf(stretch: Span, { from, to }: Span): { left: string; width: string } | null {
  const whole = to - from
  if (whole <= 0 || stretch.to < from || stretch.from > to) return null
  const left = Math.max(stretch.from, from)
  const right = Math.min(stretch.to, to)
  return { left: `${((left - from) / whole) * 100}%`, width: `max(2px, ${((right - left) / whole) * 100}%)` }
}
