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
/** Columns whose cells come at once: a table of no more comes with whole rows. */
export const BLOCK = 40
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

const pageOf = (at: ValueAt, query: RowsQuery, page: number, block = 0) =>
  queries.values.table.queryOptions({
    input: {
      ...at,
      ...asked(query),
      offset: page * PAGE,
      limit: PAGE,
      columns: { from: block * BLOCK, to: (block + 1) * BLOCK },
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  })

/** The first page, which says what the table is like and has the cells of its first columns. While another is on its way the one before stays. */
export const useFirstPage = (at: ValueAt, query: RowsQuery) =>
  useQuery({ ...pageOf(at, query, 0), placeholderData: keepPreviousData })

/** A cell's value; undefined until it has come. */
export type CellAt = (row: number, column: number) => Json | undefined

interface Part {
  /** The first, and the one after the last. */
  readonly from: number
  readonly to: number
}

/** The cells of some rows and columns, those that are there already. */
export function useCells(at: ValueAt, query: RowsQuery, rows: Part, columns: Part): CellAt {
  const [wanted] = useDebouncedValue(`${partsOf(rows, PAGE)} ${partsOf(columns, BLOCK)}`, PASSING_MS)
  const [firstPage = 0, pages = 0, firstBlock = 0, blocks = 0] = wanted.split(' ').map(Number)
  const found = useQueries({
    queries: Array.from({ length: pages * blocks }, (_, i) =>
      pageOf(at, query, firstPage + Math.floor(i / blocks), firstBlock + (i % blocks)),
    ),
  })
  return (row, column) => {
    const page = Math.floor(row / PAGE) - firstPage
    const block = Math.floor(column / BLOCK) - firstBlock
    if (block < 0 || block >= blocks) return undefined
    return found[page * blocks + block]?.data?.rows[row % PAGE]?.[column % BLOCK]
  }
}

/** Which part of so many is the first that is needed, and how many are. */
function partsOf({ from, to }: Part, size: number): string {
  const first = Math.floor(from / size)
  return `${first} ${Math.floor(Math.max(from, to - 1) / size) - first + 1}`
}

export type Page = Outputs['values']['table']
