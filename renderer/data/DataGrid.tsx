import { Loader, VisuallyHidden } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { errorOf } from '../api.ts'
import { spokenCell } from '../results/cells.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatCount } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { toast } from '../ui/toast.ts'
import classes from './DataGrid.module.css'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import { type Page, type RowsQuery, useCells, useFirstPage, type ValueAt } from './pages.ts'
import { type Bounds, boundsOf, MOST_COPIED, textOf, useSelectedCells } from './selection.ts'
import { useColumnsInSight } from './useColumnsInSight.ts'
import { useScroll } from './useScroll.ts'

interface DataGridProps {
  readonly at: ValueAt
  readonly query: RowsQuery
  /** Absent where the rows' order is not to be changed. */
  readonly onSort?: (column: string, add: boolean) => void
}

/** A table from disk: the pages in sight and no more, however long and wide it is. */
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
  // Room for the greatest row number, which stays in view.
  const index = 24 + formatCount(matching).length * 8
  const sight = useColumnsInSight(columns, element, index)
  const { fixed } = sight
  const cellAt = useCells(at, query, { from, to }, sight)
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
      if (fixed) sight.reveal(seen.column)
      else
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
      style={{ scrollPaddingLeft: index }}
    >
      <VisuallyHidden role="status">
        {head ? spokenCell(columns[head.column]?.name ?? '', head.row, cellAt(head.row, head.column)) : ''}
      </VisuallyHidden>
      <table
        className={classes.grid}
        aria-rowcount={matching + 1}
        aria-colcount={fixed && columns.length + 1}
        data-busy={busy || undefined}
        data-fixed={fixed !== undefined || undefined}
        style={{ width: fixed?.all }}
      >
        {fixed && (
          <colgroup>
            <col style={{ width: index }} />
            <col style={{ width: fixed.before }} />
            {fixed.columns.map(({ at: column, width }) => (
              <col key={column} style={{ width }} />
            ))}
            <col style={{ width: fixed.after }} />
          </colgroup>
        )}
        <GridHead columns={columns} sight={sight} sort={query.sort} onSort={onSort} />
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).map((row) => (
            <GridRow
              key={row}
              row={row}
              label={formatCount(row + 1)}
              sight={sight}
              cellAt={cellAt}
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
