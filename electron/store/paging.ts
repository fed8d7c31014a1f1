import { fail } from '#shared/base/errors.ts'
import type { Page, PageRequest } from '#shared/contract/base.ts'

/** The part of a key-paged list's request that says where it goes on. */
export type Paging = Pick<PageRequest, 'cursor' | 'limit'>

/**
 * A page out of one row more than were asked for: the key of its last item is where the next one begins. Rows that are
 * added or removed meanwhile neither repeat nor hide others.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string | number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    next: rows.length > limit && last !== undefined ? String(keyOf(last)) : null,
  }
}

/** A cursor that is a number. Error: `cursor_invalid`. */
export function numericCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const key = Number(cursor)
  return Number.isFinite(key) && cursor !== ''
    ? key
    : fail('cursor_invalid', 'This page of the list is not known: start from its first page.')
}
