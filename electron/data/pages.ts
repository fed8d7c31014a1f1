import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import type { ColumnProfile } from '#shared/contract/profile.ts'
import type { RowQuery, TablePage, TableQuery } from '#shared/contract/values.ts'
import type { ChartSpec } from '#shared/operation/chart/spec.ts'
import type { Column } from '#shared/operation/value.ts'
import { drawChart } from './chart/draw.ts'
import type { Relation } from './chart/source.ts'
import { openDuck, type Progress } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { Orders } from './orders.ts'
import { profileColumn } from './profile.ts'
import { RecordTables, type WriteList } from './record-tables.ts'
import { renameInSql, type SqlRenames } from './rename.ts'
import { conditionOf } from './row-filter.ts'
import { converterFor } from './values.ts'
import { exportTable, type TableFormat } from './write.ts'

/**
 * Where a table's rows are: a Parquet file in the folder of blobs, or a list of records, at hand or elsewhere, told from others by
 * its key.
 */
export type TableSource =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly columns: readonly Column[]
      readonly rowCount: number
    }
  | { readonly kind: 'records'; readonly key: string; readonly records: readonly JsonRecord[] }
  | { readonly kind: 'list'; readonly key: string; readonly write: WriteList }

/** Shows tables in parts and as charts, for people to look at. Errors: `column_missing`, `filter_invalid`, those of SQL; of a list
 * of records `empty_input`, `bad_column_name`. */
export interface Pages {
  page(source: TableSource, query: TableQuery, signal?: AbortSignal): Promise<TablePage>
  profile(source: TableSource, column: string, signal?: AbortSignal): Promise<ColumnProfile>
  /** Writes the rows that a query shows, all of them, to a file, whole or not at all. */
  save(
    source: TableSource,
    query: RowQuery,
    to: { readonly format: TableFormat; readonly path: string; readonly progress?: Progress },
    signal?: AbortSignal,
  ): Promise<void>
  columns(source: TableSource): Promise<readonly Column[]>
  /** A chart's points; `sources` are the tables of its layers by name. */
  draw(
    spec: ChartSpec,
    sources: ReadonlyMap<string, TableSource>,
    query: Pick<DrawQuery, 'window' | 'points'>,
    signal?: AbortSignal,
  ): Promise<Drawing>
  /** {@link renameInSql}, by the same DuckDB. */
  renameInSql(sql: string, names: SqlRenames): Promise<string | null>
  close(): Promise<void>
}

interface Table extends Relation {
  readonly rowCount: number
  /** Tells its content from others'. */
  readonly key: string
}

/** Rows at the beginning of a sorted table that are looked for without sorting it. */
const NEAR = 1000

/** @param options.blobs the folder whose Parquet files may be read. */
export function openPages(options: { readonly blobs: string; readonly scratch: string }): Pages {
  const duck = openDuck({ files: [], folders: [options.blobs], scratch: options.scratch })
  const records = new RecordTables(duck)
  const orders = new Orders(duck)

  function within<T>(source: TableSource, work: (table: Table) => Promise<T>): Promise<T> {
    if (source.kind === 'file') {
      const { path, columns, rowCount } = source
      const from = `read_parquet(${quoteText(path)}, file_row_number = true)`
      return work({ from, rowNumber: 'file_row_number', columns, rowCount, key: `${path} ${columns.length}` })
    }
    const list = source.kind === 'list' ? source.write : source.records
    return records.use(source.key, list, (from, { columns, rowCount }) =>
      work({ from, rowNumber: 'rowid', columns, rowCount, key: from }),
    )
  }

  /** All tables at once, for as long as the work takes. */
  function withinAll<T>(
    sources: readonly (readonly [string, TableSource])[],
    work: (tables: ReadonlyMap<string, Table>) => Promise<T>,
    open: ReadonlyMap<string, Table> = new Map(),
  ): Promise<T> {
    const [next, ...rest] = sources
    if (!next) return work(open)
    return within(next[1], (table) => withinAll(rest, work, new Map([...open, [next[0], table]])))
  }

  /** Rows that are found by `select`, as JSON; each begins with its number. */
  async function rowsOf(select: string, signal: AbortSignal | undefined): Promise<[bigint, Json[]][]> {
    const result = await duck.run(select, signal)
    const convert = result.columnNames().map((_, i) => converterFor(result.columnType(i)))
    const rows: [bigint, Json[]][] = []
    for (let at = 0; at < result.chunkCount; at++) {
      for (const [number, ...cells] of result.getChunk(at).getRows()) {
        rows.push([BigInt(String(number)), cells.map((cell, i) => convert[i + 1]?.(cell) ?? null)])
      }
    }
    return rows
  }

  async function read(table: Table, query: TableQuery, signal: AbortSignal | undefined): Promise<TablePage> {
    const { columns, rowCount, key } = table
    const { offset, limit, sort } = query
    const where = conditionOf(columns, query)
    const shown = query.columns
      ? { ...table, columns: columns.slice(query.columns.from, query.columns.to) }
      : table
    const orderKey = JSON.stringify([key, sort, query.filter, query.search])
    const answer = (rows: readonly Json[][], matching: number): TablePage => ({
      columns: [...columns],
      rows: [...rows],
      offset,
      matching,
      total: rowCount,
    })
    // The first rows of a sorted table are found without sorting all of it.
    const near = where === null && offset + limit <= NEAR && !orders.has(orderKey)
    if (where === null && (sort.length === 0 || near)) {
      const rows = await rowsOf(pageSql(shown, query), signal)
      return answer(
        rows.map(([, row]) => row),
        rowCount,
      )
    }
    const [places, matching] = await orders.use(
      orderKey,
      orderSql(table, sort, where),
      async (order) => [await order.places(offset, limit, signal), order.count] as const,
      signal,
    )
    if (places.length === 0) return answer([], matching)
    const found = new Map(
      await rowsOf(`${selectSql(shown)} WHERE ${table.rowNumber} IN (${places.join(', ')})`, signal),
    )
    return answer(
      places.flatMap((place) => {
        const row = found.get(place)
        return row ? [row] : []
      }),
      matching,
    )
  }

  return {
    page: (source, query, signal) => within(source, (table) => read(table, query, signal)),
    profile: (source, column, signal) =>
      within(source, (table) => profileColumn(duck, table, column, signal)),
    save: (source, query, { format, path, progress }, signal) =>
      within(source, async (table) => {
        const where = conditionOf(table.columns, { ...query, sort: query.sort })
        const plain = where === null && query.sort.length === 0
        const columns = table.columns.map((column) => quoteName(column.name)).join(', ')
        const rest = plain ? '' : `${whereSql(where)} ORDER BY ${bySql(query.sort, table.rowNumber)}`
        await exportTable(
          duck,
          `(SELECT ${columns} FROM ${table.from}${rest})`,
          path,
          format,
          signal,
          progress,
        )
      }),
    columns: (source) => within(source, async (table) => table.columns),
    draw: (spec, sources, { window, points }, signal) =>
      withinAll([...sources], (tables) => drawChart(spec, tables, { duck, signal, window, points })),
    renameInSql: (sql, names) => renameInSql(duck, sql, names),
    close: duck.close,
  }
}

const selectSql = ({ columns, from, rowNumber }: Table): string =>
  `SELECT ${[rowNumber, ...columns.map((column) => quoteName(column.name))].join(', ')} FROM ${from}`

const whereSql = (where: string | null): string => (where === null ? '' : ` WHERE ${where}`)

/** Equal rows stay in their own order, so that pages neither repeat nor miss one. */
function bySql(sort: TableQuery['sort'], rowNumber: string): string {
  const order = sort.map(
    ({ column, descending }) => `${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  return [...order, rowNumber].join(', ')
}

/** Unsorted rows are found by their number, which skips the parts of a file that hold others. */
function pageSql(table: Table, { offset, limit, sort }: TableQuery): string {
  const { rowNumber } = table
  if (sort.length > 0)
    return `${selectSql(table)} ORDER BY ${bySql(sort, rowNumber)} LIMIT ${limit} OFFSET ${offset}`
  const range = `${rowNumber} >= ${offset} AND ${rowNumber} < ${offset + limit}`
  return `${selectSql(table)} WHERE ${range} ORDER BY ${rowNumber}`
}

const orderSql = ({ from, rowNumber }: Table, sort: TableQuery['sort'], where: string | null): string =>
  `SELECT ${rowNumber} AS p FROM ${from}${whereSql(where)} ORDER BY ${bySql(sort, rowNumber)}`
