/** Pixels of a row. */
export const ROW = 24
/** The height of an element that every browser can still make, with room to spare. */
export const MOST_PIXELS = 8_000_000
/** Rows beside those in sight that are there as well. */
const OVERSCAN = 12

export interface Sight {
  /** The first row that is drawn, and the one after the last. */
  readonly from: number
  readonly to: number
  /** Pixels of space before and after the rows that are drawn. */
  readonly before: number
  readonly after: number
}

export const clamped = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most)

interface Place {
  readonly count: number
  /** Where the view begins, in pixels of the whole list, and in those of the element that stands for it. */
  readonly top: number
  readonly scrollTop: number
  readonly view: number
  /** The height of the element. */
  readonly shown: number
}

/** The rows in sight, and the space that puts them where the view is. */
export function rowsInSight({ count, top, scrollTop, view, shown }: Place): Sight {
  const from = clamped(Math.floor(top / ROW) - OVERSCAN, 0, Math.max(0, count - 1))
  const to = Math.min(count, Math.ceil((top + view) / ROW) + OVERSCAN)
  const before = Math.max(0, scrollTop - (top - from * ROW))
  return { from, to, before, after: Math.max(0, shown - before - (to - from) * ROW) }
}
