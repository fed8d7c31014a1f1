import type { DuckDBValue } from '@duckdb/node-api'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { TablePage, TableQuery } from '#shared/contract/values.ts'
import type { Column } from '#shared/operation/value.ts'
import { openDuck } from './duck.ts'
import { quoteName, quoteNames, quoteText } from './names.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'
import { conditionOf } from './row-filter.ts'
import { converterFor } from './values.ts'

/** A table to page through. */
export interface PagedTable {
  readonly columns: readonly Column[]
  readonly rowCount: number
}

/** Shows tables in parts, for people to look at. Errors: `column_missing`, `filter_invalid`, those of SQL. */
export interface Pages {
  /** Of a Parquet file in the folder of blobs. */
  ofFile(path: string, table: PagedTable, query: TableQuery, signal?: AbortSignal): Promise<TablePage>
  /** Of a list of records, taken as a table. Errors: `empty_input`, `bad_column_name`. */
  ofRecords(records: readonly JsonRecord[], query: TableQuery, signal?: AbortSignal): Promise<TablePage>
  close(): Promise<void>
}

/** What rows come from, and the column that numbers them. */
interface Source {
  readonly from: string
  readonly rowNumber: string
}

/** @param options.blobs the folder whose Parquet files may be read. */
export function openPages(options: { readonly blobs: string; readonly scratch: string }): Pages {
  const duck = openDuck({ files: [], folders: [options.blobs], scratch: options.scratch })
  let made = 0

  async function read(
    source: Source,
    table: PagedTable,
    query: TableQuery,
    signal: AbortSignal | undefined,
  ): Promise<TablePage> {
    const values: DuckDBValue[] = []
    const where = conditionOf(table.columns, query, values)
    const matching = where === null ? table.rowCount : await count(source, where, values, signal)
    const result = await duck.run(pageSql(source, table, query, where), signal, values)
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
    source: Source,
    where: string,
    values: DuckDBValue[],
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const result = await duck.run(`SELECT count(*) FROM ${source.from} WHERE ${where}`, signal, values)
    return Number(result.getChunk(0).getColumnValues(0)[0])
  }

  return {
    ofFile: (path, table, query, signal) =>
      read(
        {
          from: `read_parquet(${quoteText(path)}, file_row_number = true)`,
          rowNumber: 'file_row_number',
        },
        table,
        query,
        signal,
      ),

    async ofRecords(records, query, signal) {
      const columns = columnsOf(records)
      const name = `records_${++made}`
      await duck.run(createTable(name, columns))
      try {
        await duck.use((connection) => appendRecords(connection, name, columns, records))
        const source = { from: quoteName(name), rowNumber: 'rowid' }
        return await read(source, { columns, rowCount: records.length }, query, signal)
      } finally {
        await duck.run(`DROP TABLE ${quoteName(name)}`)
      }
    },

    close: duck.close,
  }
}

/** Unsorted, unfiltered rows are found by their number, which skips the parts of a file that hold others. */
function pageSql(source: Source, table: PagedTable, query: TableQuery, where: string | null): string {
  const select = `SELECT ${quoteNames(table.columns.map((column) => column.name))} FROM ${source.from}`
  const { offset, limit, sort } = query
  if (where === null && sort.length === 0) {
    const range = `${source.rowNumber} >= ${offset} AND ${source.rowNumber} < ${offset + limit}`
    return `${select} WHERE ${range} ORDER BY ${source.rowNumber}`
  }
  const order = sort.map(
    ({ column, descending }) => `${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  // Equal rows stay in their own order, so that pages neither repeat nor miss one.
  const by = [...order, source.rowNumber].join(', ')
  return `${select}${where === null ? '' : ` WHERE ${where}`} ORDER BY ${by} LIMIT ${limit} OFFSET ${offset}`
}
