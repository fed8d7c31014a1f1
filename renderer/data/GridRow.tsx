import type { Json } from '#shared/base/json.ts'
import type { Column } from '#shared/operation/value.ts'
import { cellText } from '../results/cells.ts'
import classes from './DataGrid.module.css'

interface GridRowProps {
  readonly row: number
  readonly label: string
  readonly columns: readonly Column[]
  /** Undefined until they have come. */
  readonly cells: readonly Json[] | undefined
  /** The first and the last column that are selected in this row. */
  readonly selected: string | undefined
  readonly head: number | undefined
  onDown(column: number, extend: boolean): void
  onOver(column: number): void
}

export function GridRow({ row, label, columns, cells, selected, head, onDown, onOver }: GridRowProps) {
  const [first = -1, last = -1] = selected?.split(' ').map(Number) ?? []
  return (
    <tr aria-rowindex={row + 2} className={classes.row}>
      <th scope="row" className={classes.index}>
        {label}
      </th>
      {columns.map((column, at) => {
        const value = cells?.[at]
        const number = typeof value === 'number'
        const chosen = at >= first && at <= last
        return (
          <td
            key={column.name}
            data-cell={`${row} ${at}`}
            data-number={number || undefined}
            data-selected={chosen || undefined}
            data-head={head === at || undefined}
            title={number ? String(value) : undefined}
            onMouseDown={(event) => event.button === 0 && onDown(at, event.shiftKey)}
            onMouseEnter={() => onOver(at)}
          >
            {cells ? cellText(value) : <span className={classes.waiting} />}
          </td>
        )
      })}
    </tr>
  )
}
