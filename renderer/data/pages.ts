import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { Json } from '#shared/base/json.ts'
import type { Inputs, Outputs } from '#shared/contract/index.ts'
import type { RowQuery } from '#shared/contract/values.ts'
import { queries } from '../api.ts'

export type ValueAt = Pick<Inputs['values']['preview'], 'executionId' | 'nodeId' | 'port'>
export type RowsQuery = Pick<RowQuery, 'sort' | 'filter'> & { readonly search: string }

export const ALL_ROWS: RowsQuery = { sort: [], filter: [], search: '' }

const PAGE = 100
/** Pages out of sight are forgotten soon: a long table must not gather in memory. */
const KEPT_MS = 3000
/** Rows that are only passed on the way are not asked for. */
const PASSING_MS = 40

/** What a query adds to a request. */
export const asked = ({ sort, filter, search }: RowsQuery) => ({
  sort,
  filter,
  ...(search ? { search } : {}),
})

const pageOf = (at: ValueAt, query: RowsQuery, page: number) =>
  queries.values.table.queryOptions({
    input: { ...at, ...asked(query), offset: page * PAGE, limit: PAGE },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  })

/** The first page, which says what the table is like. While another is on its way the one before stays. */
export const useFirstPage = (at: ValueAt, query: RowsQuery) =>
  useQuery({ ...pageOf(at, query, 0), placeholderData: keepPreviousData })

/** The rows between two places, those that are there already. */
export function useRows(
  at: ValueAt,
  query: RowsQuery,
  from: number,
  to: number,
): ReadonlyMap<number, readonly Json[]> {
  const [range] = useDebouncedValue(
    `${Math.floor(from / PAGE)} ${Math.floor(Math.max(from, to - 1) / PAGE)}`,
    PASSING_MS,
  )
  const [first = 0, last = 0] = range.split(' ').map(Number)
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, i) => pageOf(at, query, first + i)),
  })
  const rows = new Map<number, readonly Json[]>()
  for (const { data } of pages)
    for (const [i, row] of data?.rows.entries() ?? []) rows.set((data?.offset ?? 0) + i, row)
  return rows
}

export type Page = Outputs['values']['table']
