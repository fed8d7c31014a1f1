import { cellText } from '../results/cells.ts'
import classes from './DataGrid.module.css'
import type { CellAt } from './pages.ts'
import type { ColumnsInSight } from './useColumnsInSight.ts'

interface GridRowProps {
  readonly row: number
  readonly label: string
  readonly sight: ColumnsInSight
  readonly cellAt: CellAt
  /** The first and the last column that are selected in this row. */
  readonly selected: string | undefined
  readonly head: number | undefined
  onDown(column: number, extend: boolean): void
  onOver(column: number): void
}

export function GridRow({ row, label, sight, cellAt, selected, head, onDown, onOver }: GridRowProps) {
  const { from, to, fixed } = sight
  const [first = -1, last = -1] = selected?.split(' ').map(Number) ?? []
  return (
    <tr aria-rowindex={row + 2} className={classes.row}>
      <th scope="row" className={classes.index} aria-colindex={fixed && 1}>
        {label}
      </th>
      {fixed && <td aria-hidden className={classes.space} />}
      {Array.from({ length: to - from }, (_, i) => from + i).map((at) => {
        const value = cellAt(row, at)
        const number = typeof value === 'number'
        const chosen = at >= first && at <= last
        const text = cellText(value)
        return (
          <td
            key={at}
            data-cell={`${row} ${at}`}
            data-number={number || undefined}
            data-selected={chosen || undefined}
            data-head={head === at || undefined}
            aria-colindex={fixed && at + 2}
            // At a fixed width a text may be cut off.
            title={number ? String(value) : fixed && text ? text : undefined}
            onMouseDown={(event) => event.button === 0 && onDown(at, event.shiftKey)}
            onMouseEnter={() => onOver(at)}
          >
            {value === undefined ? <span className={classes.waiting} /> : text}
          </td>
        )
      })}
      {fixed && <td aria-hidden className={classes.space} />}
    </tr>
  )
}
