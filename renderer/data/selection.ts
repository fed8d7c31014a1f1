import { useState } from 'react'
import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { api } from '../api.ts'
import { asked, type RowsQuery, type ValueAt } from './pages.ts'
import { clamped } from './rowsInSight.ts'

export interface Cell {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells: from where it was begun to where it has been drawn. */
export interface Selection {
  readonly anchor: Cell
  readonly head: Cell
}

export interface Bounds {
  readonly rows: readonly [number, number]
  readonly columns: readonly [number, number]
}

export const boundsOf = ({ anchor, head }: Selection): Bounds => ({
  rows: [Math.min(anchor.row, head.row), Math.max(anchor.row, head.row)],
  columns: [Math.min(anchor.column, head.column), Math.max(anchor.column, head.column)],
})

export const isWithin = ({ rows, columns }: Bounds, row: number, column: number): boolean =>
  row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1]

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-20, 0],
  PageDown: [20, 0],
}

/** The cells that are selected, and how keys change that. */
export function useSelectedCells(rows: number, columns: number) {
  const [selection, setSelection] = useState<Selection>()
  const select = (cell: Cell, extend: boolean): void =>
    setSelection((before) => ({ anchor: extend && before ? before.anchor : cell, head: cell }))

  /** The cell that is to be seen after a key; undefined for a key that is not meant. */
  function press(key: string, extend: boolean, far: boolean): Cell | undefined {
    const head = selection?.head ?? { row: 0, column: 0 }
    const [down, right] = STEPS[key] ?? [0, 0]
    const to = {
      row: clamped(
        key === 'Home' && far ? 0 : key === 'End' && far ? rows - 1 : head.row + down,
        0,
        rows - 1,
      ),
      column: clamped(key === 'Home' ? 0 : key === 'End' ? columns - 1 : head.column + right, 0, columns - 1),
    }
    if (!STEPS[key] && key !== 'Home' && key !== 'End') return undefined
    select(selection ? to : head, extend)
    return selection ? to : head
  }

  const all = (): void =>
    setSelection({ anchor: { row: 0, column: 0 }, head: { row: rows - 1, column: columns - 1 } })
  return { selection, select, press, all, clear: () => setSelection(undefined) }
}

/** More is no matter for a clipboard: exporting gives it as a file. */
export const MOST_COPIED = 500_000
const PAGE = 1000

function plain(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  const text = isJsonList(value) || isJsonRecord(value) ? JSON.stringify(value) : String(value)
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as text with tabs, the way that spreadsheets exchange them: numbers with all their digits and a point. */
export const toTsv = (rows: readonly (readonly Json[])[]): string =>
  rows.map((row) => row.map(plain).join('\t')).join('\n')

/** The selected cells as text; those out of sight are read first. */
export async function textOf(at: ValueAt, query: RowsQuery, { rows, columns }: Bounds): Promise<string> {
  const parts: string[] = []
  for (let offset = rows[0]; offset <= rows[1]; offset += PAGE) {
    const limit = Math.min(PAGE, rows[1] - offset + 1)
    const page = await api.values.table({
      ...at,
      ...asked(query),
      offset,
      limit,
      columns: { from: columns[0], to: columns[1] + 1 },
    })
    parts.push(toTsv(page.rows))
  }
  return parts.join('\n')
}
