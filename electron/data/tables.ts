import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import type { Tables } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { readingBlobs } from './blobs/reading.ts'
import { blobOf } from './blobs/refs.ts'
import { type DuckOptions, openDuck } from './duck.ts'
import { checkExpression, checkQuery } from './guard.ts'
import { inOrder, PLACE, quoteName, quoteText, rowsWithPlaces, withPlaces } from './names.ts'
import { readFile } from './read.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'
import { columnTypeOf } from './types.ts'
import { converterFor } from './values.ts'
import { exportTable } from './write.ts'

export interface TablesOptions extends Omit<DuckOptions, 'folders'> {
  /** Where tables kept as Parquet live; `undefined` where there are none. */
  readonly blobs?: BlobStore | undefined
}

/** The tables of one run. */
export interface RunTables extends Tables {
  /** Writes a table as Parquet that holds all that {@link Tables.rows} gives, whole or not at all. */
  exportParquet(table: TableValue, path: string, signal?: AbortSignal): Promise<void>
  /** Interrupts what is running and frees everything. */
  close(): Promise<void>
}

/** Relation names are unique in a process, so that a table of another run is missing rather than mistaken for one of this. */
let opened = 0

/** Opens the tables of a run; DuckDB itself is started at first use. */
export function openTables(options: TablesOptions): RunTables {
  const { blobs } = options
  const duck = openDuck({ ...options, folders: blobs ? [blobs.folder] : [] })
  const prefix = `t${threadId}_${++opened}_`
  const known = new Set<string>()
  let made = 0

  const nextName = (): string => `${prefix}${++made}`

  /** What stands for a table in SQL; with `place`, also the place of each row. */
  function relation(table: TableValue, place = false): string {
    if (known.has(table.ref)) return place ? rowsWithPlaces(table) : quoteName(table.ref)
    const blob = blobOf(table.ref)
    if (!blobs || !blob) {
      return fail('table_missing', 'The table is no longer there: run the node that made it again.')
    }
    const path = quoteText(blobs.path(blob))
    if (!place) return `read_parquet(${path})`
    const all = `SELECT * RENAME (file_row_number AS ${PLACE}) FROM read_parquet(${path}, file_row_number = true)`
    return `(${all})`
  }

  async function checked<T>(inputs: readonly TableValue[], work: Promise<T>): Promise<T> {
    if (!blobs) return work
    const hashes = inputs.map(({ ref }) => blobOf(ref)).filter((hash) => hash !== null)
    return readingBlobs(blobs, hashes, () => work)
  }

  async function columnsIn(name: string, signal?: AbortSignal): Promise<Column[]> {
    const result = await duck.run(`FROM ${quoteName(name)} LIMIT 0`, signal)
    return result
      .columnNames()
      .map((column, i) => ({ name: column, type: columnTypeOf(result.columnType(i)) }))
  }

  async function materialise(sql: string, signal?: AbortSignal): Promise<TableValue> {
    const name = nextName()
    const rowCount = countIn(await duck.run(`CREATE TABLE ${quoteName(name)} AS ${sql}`, signal))
    known.add(name)
    return { kind: 'table', columns: await columnsIn(name, signal), rowCount, ref: name }
  }

  /** Each input as a table of that name, and one with places; an input used several times is not copied. */
  function withInputs(inputs: Readonly<Record<string, TableValue>>, ordered = false): string {
    const from = (table: TableValue, place: boolean): string =>
      ordered ? inOrder(relation(table, place)) : `FROM ${relation(table, place)}`
    const tables = Object.entries(inputs).flatMap(([name, table]) => [
      `${quoteName(name)} AS NOT MATERIALIZED (${from(table, false)})`,
      `${withPlaces(name)} AS NOT MATERIALIZED (${from(table, true)})`,
    ])
    return tables.length > 0 ? `WITH ${tables.join(', ')} ` : ''
  }

  async function parse(sql: string, signal: AbortSignal): Promise<unknown> {
    const result = await duck.run('SELECT json_serialize_sql($1::VARCHAR)', signal, [sql])
    const [tree] = result.getChunk(0).getColumnValues(0)
    return typeof tree === 'string' ? JSON.parse(tree) : undefined
  }

  return {
    read: (path, readOptions, signal, warn = () => undefined) =>
      readFile({ duck, materialise }, path, readOptions, signal, warn),

    async parse(content, name, readOptions, signal, warn = () => undefined) {
      const folder = await mkdtemp(join(await duck.scratch(), 'content-'))
      try {
        const path = join(folder, name)
        await writeFile(path, content, { signal })
        return await readFile({ duck, materialise }, path, readOptions, signal, warn)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },

    async select(sql, inputs, signal, expressions = []) {
      for (const expression of expressions) checkExpression(await parse(`SELECT ${expression}`, signal))
      const { orderMatters, ordered } = checkQuery(await parse(sql, signal), inputs)
      const order = orderMatters && !ordered ? ' ORDER BY ALL' : ''
      const body = sql.replace(/;\s*$/, '')
      const whole = `${withInputs(inputs, orderMatters)}FROM (\n${body}\n)${order}`
      return checked(Object.values(inputs), materialise(whole, signal))
    },

    query: async (sql, inputs, signal) =>
      checked(Object.values(inputs), materialise(`${withInputs(inputs)}${sql}`, signal)),

    async fromRecords(records) {
      const columns = columnsOf(records)
      const name = nextName()
      await duck.run(createTable(name, columns))
      await duck.use((connection) => appendRecords(connection, name, columns, records))
      known.add(name)
      return { kind: 'table', columns: [...columns], rowCount: records.length, ref: name }
    },

    async rows(table, range) {
      const limit = range?.limit === undefined ? '' : ` LIMIT ${range.limit}`
      const offset = range?.offset ? ` OFFSET ${range.offset}` : ''
      return recordsIn(await checked([table], duck.run(`FROM ${relation(table)}${limit}${offset}`)))
    },

    write: async (table, path, format, signal) =>
      checked([table], exportTable(duck, relation(table), path, format, signal)),
    exportParquet: (table, path, signal) => exportTable(duck, relation(table), path, 'parquet', signal),
    close: duck.close,
  }
}

function countIn(result: DuckDBMaterializedResult): number {
  return Number(result.getChunk(0).getColumnValues(0)[0])
}

/** Rows as plain JSON, by {@link converterFor}. */
function recordsIn(result: DuckDBMaterializedResult): JsonRecord[] {
  const names = result.columnNames()
  const convert = names.map((_, i) => converterFor(result.columnType(i)))
  const records: JsonRecord[] = []
  for (let at = 0; at < result.chunkCount; at++) {
    const chunk = result.getChunk(at)
    const columns = convert.map((toJson, i) => chunk.getColumnValues(i).map(toJson))
    for (let row = 0; row < chunk.rowCount; row++) {
      const record: [string, Json][] = names.map((name, i) => [name, columns[i]?.[row] ?? null])
      records.push(Object.fromEntries(record))
    }
  }
  return records
}
