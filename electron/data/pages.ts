import type { DuckDBValue } from '@duckdb/node-api'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import type { TablePage, TableQuery } from '#shared/contract/values.ts'
import type { ChartSpec } from '#shared/operation/chart/spec.ts'
import type { Column } from '#shared/operation/value.ts'
import { drawChart } from './chart/draw.ts'
import type { Relation } from './chart/source.ts'
import { openDuck } from './duck.ts'
import { quoteName, quoteNames, quoteText } from './names.ts'
import { RecordTables } from './record-tables.ts'
import { renameInSql, type SqlRenames } from './rename.ts'
import { conditionOf } from './row-filter.ts'
import { converterFor } from './values.ts'

/** Where a table's rows are: a Parquet file in the folder of blobs, or a list of records, told from others by its key. */
export type TableSource =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly columns: readonly Column[]
      readonly rowCount: number
    }
  | { readonly kind: 'records'; readonly key: string; readonly records: readonly JsonRecord[] }

/** Shows tables in parts and as charts, for people to look at. Errors: `column_missing`, `filter_invalid`, those of SQL; of a list
 * of records `empty_input`, `bad_column_name`. */
export interface Pages {
  page(source: TableSource, query: TableQuery, signal?: AbortSignal): Promise<TablePage>
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
}

/** @param options.blobs the folder whose Parquet files may be read. */
export function openPages(options: { readonly blobs: string; readonly scratch: string }): Pages {
  const duck = openDuck({ files: [], folders: [options.blobs], scratch: options.scratch })
  const records = new RecordTables(duck)

  function within<T>(source: TableSource, work: (table: Table) => Promise<T>): Promise<T> {
    if (source.kind === 'file') {
      const { path, columns, rowCount } = source
      const from = `read_parquet(${quoteText(path)}, file_row_number = true)`
      return work({ from, rowNumber: 'file_row_number', columns, rowCount })
    }
    const rowCount = source.records.length
    return records.use(source.key, source.records, (from, columns) =>
      work({ from, rowNumber: 'rowid', columns, rowCount }),
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

  async function read(table: Table, query: TableQuery, signal: AbortSignal | undefined): Promise<TablePage> {
    const values: DuckDBValue[] = []
    const where = conditionOf(table.columns, query, values)
    const matching = where === null ? table.rowCount : await count(table, where, values, signal)
    const result = await duck.run(pageSql(table, query, where), signal, values)
    const convert = result.columnNames().map((_, i) => converterFor(result.columnType(i)))
    const rows: Json[][] = []
    for (let at = 0; at < result.chunkCount; at++) {
      const chunk = result.getChunk(at)
      const columns = convert.map((toJson, i) => chunk.getColumnValues(i).map(toJson))
      for (let row = 0; row < chunk.rowCount; row++) rows.push(columns.map((column) => column[row] ?? null))
    }
    return { columns: [...table.columns], rows, offset: query.offset, matching, total: table.rowCount }
  }

  async function count(
    table: Table,
    where: string,
    values: DuckDBValue[],
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const result = await duck.run(`SELECT count(*) FROM ${table.from} WHERE ${where}`, signal, values)
    return Number(result.getChunk(0).getColumnValues(0)[0])
  }

  return {
    page: (source, query, signal) => within(source, (table) => read(table, query, signal)),
    columns: (source) => within(source, async (table) => table.columns),
    draw: (spec, sources, { window, points }, signal) =>
      withinAll([...sources], (tables) => drawChart(spec, tables, { duck, signal, window, points })),
    renameInSql: (sql, names) => renameInSql(duck, sql, names),
    close: duck.close,
  }
}

/** Unsorted, unfiltered rows are found by their number, which skips the parts of a file that hold others. */
function pageSql(table: Table, query: TableQuery, where: string | null): string {
  const select = `SELECT ${quoteNames(table.columns.map((column) => column.name))} FROM ${table.from}`
  const { offset, limit, sort } = query
  if (where === null && sort.length === 0) {
    const range = `${table.rowNumber} >= ${offset} AND ${table.rowNumber} < ${offset + limit}`
    return `${select} WHERE ${range} ORDER BY ${table.rowNumber}`
  }
  const order = sort.map(
    ({ column, descending }) => `${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  // Equal rows stay in their own order, so that pages neither repeat nor miss one.
  const by = [...order, table.rowNumber].join(', ')
  return `${select}${where === null ? '' : ` WHERE ${where}`} ORDER BY ${by} LIMIT ${limit} OFFSET ${offset}`
}
