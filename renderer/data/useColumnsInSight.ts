import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import type { Column, ColumnType } from '#shared/operation/value.ts'
import { BLOCK } from './pages.ts'

/** Columns beside those in sight that are there as well. */
const OVERSCAN = 2
/** Pixels of what a column's values need; its header may need more. */
const VALUES: Readonly<Record<ColumnType, number>> = {
  text: 160,
  integer: 96,
  number: 112,
  boolean: 80,
  date: 104,
  time: 104,
  timestamp: 184,
  json: 240,
  bytes: 160,
}
const WIDEST = 320

/** Pixels of a column whose values are not all at hand, by its header and its type. */
export function widthOf({ name, type, unit }: Column): number {
  // Padding, the arrow of a sorted column; letters of the name and, smaller, of what stands beside it.
  const header = 48 + name.length * 7.5 + (unit ?? type).length * 6.5
  return Math.min(WIDEST, Math.max(VALUES[type], Math.ceil(header)))
}

export interface ColumnsInSight {
  /** The first column that is drawn, and the one after the last. */
  readonly from: number
  readonly to: number
  /** Of a table with more columns than are drawn at once: the pixels of each, of the space before and after them, and of all. */
  readonly fixed: FixedWidths | undefined
  /** Scrolls a column into sight; nothing where all are drawn. */
  reveal(column: number): void
}

export interface FixedWidths {
  readonly columns: readonly { readonly at: number; readonly width: number }[]
  readonly before: number
  readonly after: number
  readonly all: number
}

/**
 * Which columns of a wide table are in sight, at fixed widths. A table of no more than {@link BLOCK} columns is drawn whole, as wide as
 * its values need.
 * @param beside pixels of the column before them, which stays in view.
 */
export function useColumnsInSight(
  columns: readonly Column[],
  element: RefObject<HTMLElement | null>,
  beside: number,
): ColumnsInSight {
  const wide = columns.length > BLOCK
  const virtual = useVirtualizer({
    horizontal: true,
    enabled: wide,
    count: columns.length,
    getScrollElement: () => element.current,
    estimateSize: useCallback(
      (at: number) => {
        const column = columns[at]
        return column ? widthOf(column) : 0
      },
      [columns],
    ),
    // Widths are measured anew for other columns.
    getItemKey: useCallback((at: number) => columns[at]?.name ?? at, [columns]),
    paddingStart: beside,
    scrollPaddingStart: beside,
    overscan: OVERSCAN,
  })
  if (!wide) return { from: 0, to: columns.length, fixed: undefined, reveal: () => {} }
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const all = virtual.getTotalSize()
  return {
    from: first?.index ?? 0,
    to: last ? last.index + 1 : 0,
    fixed: {
      columns: items.map(({ index, size }) => ({ at: index, width: size })),
      before: first ? first.start - beside : 0,
      after: all - (last?.end ?? beside),
      all,
    },
    reveal: (column) => virtual.scrollToIndex(column),
  }
}
