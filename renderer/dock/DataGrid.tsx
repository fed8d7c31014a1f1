import { Loader } from '@mantine/core'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { Json } from '#shared/base/json.ts'
import { errorOf, queries } from '../api.ts'
import { cellText } from '../results/cells.ts'
import { formatCount } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './DataGrid.module.css'

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number'])
const PAGE = 100
const ROW = 24

interface DataGridProps {
  readonly executionId: ExecutionId
  readonly nodeId: string
}

/** A table from disk: the pages that are in sight and no more. Rows out of sight are two spacers. */
export function DataGrid({ executionId, nodeId }: DataGridProps) {
  const scroller = useRef<HTMLElement>(null)
  const page = (at: number) =>
    queries.values.table.queryOptions({
      input: { executionId, nodeId, offset: at * PAGE, limit: PAGE },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30_000,
      placeholderData: keepPreviousData,
    })
  const first = useQuery(page(0))
  const virtual = useVirtualizer({
    count: first.data?.matching ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const seen = virtual.getVirtualItems()
  const from = Math.floor((seen[0]?.index ?? 0) / PAGE)
  const to = Math.floor((seen.at(-1)?.index ?? 0) / PAGE)
  const pages = useQueries({ queries: Array.from({ length: to - from + 1 }, (_, i) => page(from + i)) })
  const rows = new Map<number, readonly Json[]>()
  for (const { data, isPlaceholderData } of pages) {
    if (!data || isPlaceholderData) continue
    for (const [i, row] of data.rows.entries()) rows.set(data.offset + i, row)
  }
  if (first.error) return <Trouble error={errorOf(first.error)} retry={() => void first.refetch()} />
  if (!first.data) return <Loader size="sm" m="md" />
  const { columns, matching } = first.data
  const before = seen[0]?.start ?? 0
  const after = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={classes.scroll} aria-label="Data" tabIndex={0}>
      <table className={classes.grid} aria-rowcount={matching + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.index}>
              #
            </th>
            {columns.map((column) => (
              <th key={column.name} scope="col" data-number={NUMBERS.has(column.type) || undefined}>
                {column.name} <small>{column.unit ?? column.type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {seen.map(({ index, key }) => (
            <tr key={key} aria-rowindex={index + 2} className={classes.row}>
              <th scope="row" className={classes.index}>
                {formatCount(index + 1)}
              </th>
              {columns.map((column, at) => {
                const value = rows.get(index)?.[at]
                const number = typeof value === 'number'
                return (
                  <td
                    key={column.name}
                    data-number={number || undefined}
                    title={number ? String(value) : undefined}
                  >
                    {cellText(value)}
                  </td>
                )
              })}
            </tr>
          ))}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </section>
  )
}
