import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { TableSort } from '#shared/contract/values.ts'
import type { Column } from '#shared/operation/value.ts'
import classes from './DataGrid.module.css'
import type { ColumnsInSight } from './useColumnsInSight.ts'

interface GridHeadProps {
  readonly columns: readonly Column[]
  readonly sight: ColumnsInSight
  readonly sort: readonly TableSort[]
  /** Absent where the rows' order is not to be changed. */
  readonly onSort: ((column: string, add: boolean) => void) | undefined
}

export function GridHead({ columns, sight, sort, onSort }: GridHeadProps) {
  const { from, to, fixed } = sight
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classes.index} aria-colindex={fixed && 1}>
          #
        </th>
        {fixed && <td aria-hidden className={classes.space} />}
        {columns.slice(from, to).map((column, i) => (
          <HeadCell
            key={column.name}
            column={column}
            colIndex={fixed && from + i + 2}
            sort={sort.find((one) => one.column === column.name)}
            onSort={onSort}
          />
        ))}
        {fixed && <td aria-hidden className={classes.space} />}
      </tr>
    </thead>
  )
}

interface HeadCellProps extends Pick<GridHeadProps, 'onSort'> {
  readonly column: Column
  readonly colIndex: number | undefined
  readonly sort: TableSort | undefined
}

function HeadCell({ column, colIndex, sort, onSort }: HeadCellProps) {
  const Arrow = sort?.descending ? IconArrowDown : IconArrowUp
  const name = (
    <>
      {column.name} <small>{column.unit ?? column.type}</small>
      {sort && <Arrow size={12} aria-hidden />}
    </>
  )
  return (
    <th
      scope="col"
      data-number={column.type === 'integer' || column.type === 'number' || undefined}
      aria-colindex={colIndex}
      aria-sort={sort ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      {onSort ? (
        <button
          type="button"
          className={classes.sort}
          title="Sort by this column; with Shift, after those before"
          onClick={(event) => onSort(column.name, event.shiftKey)}
        >
          {name}
        </button>
      ) : (
        name
      )}
    </th>
  )
}
