import { Loader, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTable } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import type { Json } from '#shared/base/json.ts'
import { errorOf } from '../api.ts'
import { cellText } from '../results/cells.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatCount } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { toast } from '../ui/toast.ts'
import classes from './DataGrid.module.css'
import { GridRow } from './GridRow.tsx'
import { type Page, type RowsQuery, useFirstPage, useRows, type ValueAt } from './pages.ts'
import { type Bounds, boundsOf, type Cell, MOST_COPIED, textOf, useSelectedCells } from './selection.ts'
import { useScroll } from './useScroll.ts'

interface DataGridProps {
  readonly at: ValueAt
  readonly query: RowsQuery
  /** Absent where the rows' order is not to be changed. */
  readonly onSort?: (column: string, add: boolean) => void
}

/** A table from disk: the pages in sight and no more, however long it is. */
export function DataGrid({ at, query, onSort }: DataGridProps) {
  const first = useFirstPage(at, query)
  if (first.error) return <Trouble error={errorOf(first.error)} retry={() => void first.refetch()} />
  if (!first.data) return <Loader size="sm" m="md" />
  return (
    <Rows
      at={at}
      query={query}
      page={first.data}
      busy={first.isPlaceholderData}
      {...(onSort ? { onSort } : {})}
    />
  )
}

interface RowsProps extends DataGridProps {
  readonly page: Page
  /** Another query is on its way. */
  readonly busy: boolean
}

function Rows({ at, query, page, busy, onSort }: RowsProps) {
  const { columns, matching } = page
  const { scroller, element, onScroll, reveal, from, to, before, after } = useScroll(matching)
  const rows = useRows(at, query, from, to)
  const cells = useSelectedCells(matching, columns.length)
  const [drawing, setDrawing] = useState(false)
  const bounds = cells.selection && boundsOf(cells.selection)
  const head = cells.selection?.head
  if (matching === 0) {
    return <Empty icon={IconTable} title={page.total === 0 ? 'No rows' : 'No row fits the filter'} />
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event
    const ctrl = event.ctrlKey || event.metaKey
    if (ctrl && key === 'a') cells.all()
    else if (ctrl && key === 'c' && bounds) void copy(at, query, bounds)
    else if (key === 'Escape' && bounds) cells.clear()
    else {
      const seen = event.altKey ? undefined : cells.press(key, event.shiftKey, ctrl)
      if (!seen) return
      reveal(seen.row)
      element.current
        ?.querySelector(`[data-cell="${seen.row} ${seen.column}"]`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section
      ref={scroller}
      className={classes.scroll}
      aria-label="Data"
      aria-busy={busy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onMouseUp={() => setDrawing(false)}
    >
      <VisuallyHidden role="status">{head ? spoken(head, page, rows) : ''}</VisuallyHidden>
      <table className={classes.grid} aria-rowcount={matching + 1} data-busy={busy || undefined}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.index}>
              #
            </th>
            {columns.map((column) => {
              const sort = query.sort.find((one) => one.column === column.name)
              const Arrow = sort?.descending ? IconArrowDown : IconArrowUp
              const name = (
                <>
                  {column.name} <small>{column.unit ?? column.type}</small>
                  {sort && <Arrow size={12} aria-hidden />}
                </>
              )
              return (
                <th
                  key={column.name}
                  scope="col"
                  data-number={column.type === 'integer' || column.type === 'number' || undefined}
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
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).map((row) => (
            <GridRow
              key={row}
              row={row}
              label={formatCount(row + 1)}
              columns={columns}
              cells={rows.get(row)}
              selected={
                bounds && row >= bounds.rows[0] && row <= bounds.rows[1]
                  ? bounds.columns.join(' ')
                  : undefined
              }
              head={head?.row === row ? head.column : undefined}
              onDown={(column, extend) => {
                cells.select({ row, column }, extend)
                setDrawing(true)
              }}
              onOver={(column) => drawing && cells.select({ row, column }, true)}
            />
          ))}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </section>
  )
}

/** The active cell for whoever does not see it. */
function spoken(
  { row, column }: Cell,
  { columns }: Page,
  rows: ReadonlyMap<number, readonly Json[]>,
): string {
  return `${columns[column]?.name ?? ''}, row ${formatCount(row + 1)}: ${cellText(rows.get(row)?.[column]) || 'nothing'}`
}

async function copy(at: ValueAt, query: RowsQuery, bounds: Bounds): Promise<void> {
  const rows = bounds.rows[1] - bounds.rows[0] + 1
  const columns = bounds.columns[1] - bounds.columns[0] + 1
  if (rows * columns > MOST_COPIED) {
    toast(
      `These are ${formatCount(rows * columns)} cells, too many for the clipboard: export the table instead.`,
      'warning',
    )
    return
  }
  try {
    await navigator.clipboard.writeText(await textOf(at, query, bounds))
    toast(`Copied ${formatCount(rows)} × ${formatCount(columns)} cells`)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  }
}
