import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api'
import { fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { ColumnType } from '#shared/operation/value.ts'
import { checkNames, quoteName } from './names.ts'
import { SQL_TYPES } from './sql-types.ts'

/** Rows in one of DuckDB's vectors. */
const CHUNK = 2048

type Kind = Extract<ColumnType, 'text' | 'integer' | 'number' | 'boolean' | 'json'>

function kindOf(value: Json): Kind {
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'integer' : 'number'
    case 'string':
      return 'text'
    default:
      return 'json'
  }
}

/** A column of a table made from records. */
export interface RecordColumn {
  readonly name: string
  readonly type: Kind
}

const isNumeric = (kind: Kind): boolean => kind === 'integer' || kind === 'number'

/** The narrowest kind that holds both without changing a value. */
function widen(a: Kind | undefined, b: Kind): Kind {
  if (a === undefined || a === b) return b
  return isNumeric(a) && isNumeric(b) ? 'number' : 'json'
}

const VECTORS: Record<Kind, DuckDBType> = {
  text: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  json: VARCHAR,
}

function cell(value: Json | undefined, kind: Kind): DuckDBValue {
  if (value === null || value === undefined) return null
  if (kind === 'integer') return typeof value === 'number' ? BigInt(value) : null
  if (kind === 'json') return JSON.stringify(value)
  return typeof value === 'object' ? null : value
}

/**
 * The columns of a list of records: the union of their keys, in order of appearance. A column has one type that holds all of
 * its values as they are; values of several kinds, lists and records are kept as JSON. Errors: `empty_input`, `bad_column_name`.
 */
export function columnsOf(records: readonly JsonRecord[]): RecordColumn[] {
  const kinds = new Map<string, Kind | undefined>()
  for (const record of records) {
    for (const name of Object.keys(record)) {
      const value = record[name]
      const known = kinds.get(name)
      if (value === null || value === undefined) {
        if (known === undefined) kinds.set(name, known)
      } else if (known !== 'json') {
        kinds.set(name, widen(known, kindOf(value)))
      }
    }
  }
  if (kinds.size === 0) {
    fail('empty_input', 'The list has no records with fields, so there are no columns to make a table of.')
  }
  checkNames([...kinds.keys()])
  return [...kinds].map(([name, type]) => ({ name, type: type ?? 'text' }))
}

export const createTable = (name: string, columns: readonly RecordColumn[]): string =>
  `CREATE TABLE ${quoteName(name)} (${columns
    .map((column) => `${quoteName(column.name)} ${SQL_TYPES[column.type]}`)
    .join(', ')})`

/** Appends records column by column, which is many times faster than value by value. */
export async function appendRecords(
  connection: DuckDBConnection,
  table: string,
  columns: readonly RecordColumn[],
  records: readonly JsonRecord[],
): Promise<void> {
  const chunk = DuckDBDataChunk.create(columns.map((column) => VECTORS[column.type]))
  const appender = await connection.createAppender(table)
  for (let from = 0; from < records.length; from += CHUNK) {
    const rows = records.slice(from, from + CHUNK)
    chunk.reset()
    chunk.setColumns(
      columns.map(({ name, type }) =>
        rows.map((row) => cell(Object.hasOwn(row, name) ? row[name] : null, type)),
      ),
    )
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
