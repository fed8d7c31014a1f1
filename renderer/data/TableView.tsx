import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { formatCount, plural } from '../ui/format.ts'
import { ColumnsView } from './ColumnsView.tsx'
import { DataGrid } from './DataGrid.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ALL_ROWS, type Page, type RowsQuery, useFirstPage, type ValueAt } from './pages.ts'
import { SaveMenu } from './SaveMenu.tsx'
import classes from './TableView.module.css'
import frame from './View.module.css'

const QuickChart = lazy(() => import('./QuickChart.tsx'))

const VIEWS = ['Rows', 'Columns', 'Chart'] as const
type View = (typeof VIEWS)[number]
const isView = (text: string): text is View => VIEWS.some((one) => one === text)

interface TableViewProps {
  readonly at: ValueAt
  readonly name: string
}

/** A table: its rows, what its columns hold, or a quick chart of it. */
export function TableView({ at, name }: TableViewProps) {
  const [query, setQuery] = useState(ALL_ROWS)
  const [view, setView] = useState<View>('Rows')
  const page = useFirstPage(at, query).data
  const columns = page?.columns ?? []
  return (
    <div className={frame.view}>
      <div className={frame.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Show"
          data={[...VIEWS]}
          value={view}
          onChange={(next) => isView(next) && setView(next)}
        />
        {view === 'Rows' ? (
          <FilterBar columns={columns} query={query} onChange={setQuery} />
        ) : (
          <span className={classes.filters} />
        )}
        {page && (
          <output className={classes.count}>
            {view === 'Rows' ? countOf(page) : plural(page.total, 'row')}
          </output>
        )}
        <SaveMenu at={at} query={view === 'Rows' ? query : ALL_ROWS} name={name} />
      </div>
      <div className={classes.body}>
        {view === 'Rows' && (
          <DataGrid at={at} query={query} onSort={(column, add) => setQuery(sortedBy(query, column, add))} />
        )}
        {view === 'Columns' && <ColumnsView at={at} columns={columns} />}
        {view === 'Chart' && (
          <Suspense>
            <QuickChart at={at} columns={columns} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

const countOf = ({ matching, total }: Page): string =>
  matching === total ? plural(total, 'row') : `${formatCount(matching)} of ${plural(total, 'row')}`

/** Ascending, descending, then as it was; `add` keeps the columns that are sorted by already. */
export function sortedBy(query: RowsQuery, column: string, add: boolean): RowsQuery {
  const now = query.sort.find((one) => one.column === column)
  const others = add ? query.sort.filter((one) => one.column !== column) : []
  if (now?.descending) return { ...query, sort: others }
  return { ...query, sort: [...others, { column, descending: now !== undefined }] }
}
