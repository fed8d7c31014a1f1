import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { closest } from '#shared/base/closest.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { quoteName } from './names.ts'

export interface TableQuery {
  readonly table: string
  readonly columns: readonly string[]
  readonly filters: Readonly<Record<string, string | number | boolean | null>>
  readonly order: readonly { readonly column: string; readonly descending: boolean }[]
}

export interface Answer {
  /** Column names, also where there are no rows. */
  readonly columns: readonly string[]
  readonly rows: JsonRecord[]
  /** There are more rows than were asked for. */
  readonly more: boolean
}

/** Opens an SQLite file so that nothing in it can change, for the length of `use`. Errors: `file_unreadable`, `sql_failed`. */
export function withDatabase<T>(path: string, use: (database: Database.Database) => T): T {
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
    database.defaultSafeIntegers(true)
    return use(database)
  } catch (thrown) {
    if (!(thrown instanceof Database.SqliteError)) throw thrown
    if (thrown.code === 'SQLITE_ERROR') {
      throw new AppFailure('sql_failed', `The SQL failed: ${thrown.message}.`, undefined, { cause: thrown })
    }
    const name = basename(path)
    const what = /NOTADB|CORRUPT/.test(thrown.code)
      ? 'is not an SQLite database'
      : `can't be read: ${thrown.message}`
    throw new AppFailure('file_unreadable', `The file "${name}" ${what}.`, undefined, { cause: thrown })
  } finally {
    database?.close()
  }
}

function known(name: string, names: readonly string[], code: string, what: string): string {
  const found = names.find((one) => one.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  const near = closest(name, names)
  const hint = near ? `did you mean "${near}"?` : `there are ${names.join(', ') || 'none'}.`
  return fail(code, `${what} "${name}": ${hint}`, { name })
}

/** SQL and bound parameters for a table. Names are checked: SQLite takes an unknown quoted name for a text. */
export function tableSql(database: Database.Database, query: TableQuery): { sql: string; values: unknown[] } {
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
    .map(String)
  const table = known(query.table, tables, 'table_missing', 'The database has no table')
  const all = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table).map(String)
  const column = (name: string): string =>
    quoteName(known(name, all, 'column_missing', `The table "${table}" has no column`))
  const values: unknown[] = []
  const where = Object.entries(query.filters).map(([name, value]) => {
    if (value === null) return `${column(name)} IS NULL`
    values.push(bound(value))
    return `${column(name)} = ?`
  })
  const order = query.order.map((by) => `${column(by.column)}${by.descending ? ' DESC' : ''}`)
  const sql = [
    `SELECT ${query.columns.length === 0 ? '*' : query.columns.map(column).join(', ')} FROM ${quoteName(table)}`,
    where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
    order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
  ]
  return { sql: sql.filter((part) => part !== '').join(' '), values }
}

/** A number is bound with a fraction, and a column of text is then compared with '5.0'; a whole one is meant as such. */
const bound = (value: Exclude<Json, null>): unknown =>
  typeof value === 'boolean' || Number.isSafeInteger(value) ? BigInt(Number(value)) : value

/** Whole numbers that a JavaScript number does not hold are text, blobs base64, infinities words. */
function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (Buffer.isBuffer(value)) return value.toString('base64')
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return typeof value === 'string' ? value : null
}

/** Without the remarks before its first word. */
const bare = (sql: string): string => sql.replace(/^(?:\s|--[^\n]*\n?|\/\*[\s\S]*?\*\/)+/, '')

/** Runs one SELECT, reading at most `limit` rows. Errors: `sql_invalid`, `sql_not_allowed`. */
export function select(
  database: Database.Database,
  sql: string,
  values: readonly unknown[],
  limit: number | null,
): Answer {
  if (!/^(select|with|values)\b/i.test(bare(sql))) fail('sql_not_allowed', 'Only one SELECT is allowed here.')
  const statement = prepare(database, sql)
  if (!statement.reader || !statement.readonly)
    fail('sql_not_allowed', 'Only a SELECT that changes nothing is allowed here.')
  const columns = statement.columns().map((column) => column.name)
  const rows: JsonRecord[] = []
  for (const row of statement.raw().iterate(...values)) {
    if (rows.length === limit) return { columns, rows, more: true }
    const cells = Array.isArray(row) ? row : []
    rows.push(Object.fromEntries(columns.map((name, i) => [name, jsonOf(cells[i])])))
  }
  return { columns, rows, more: false }
}

function prepare(database: Database.Database, sql: string): Database.Statement<unknown[], unknown> {
  try {
    return database.prepare(sql)
  } catch (thrown) {
    if (thrown instanceof RangeError) return fail('sql_not_allowed', 'Only one statement is allowed here.')
    if (!(thrown instanceof Database.SqliteError) || thrown.code !== 'SQLITE_ERROR') throw thrown
    return fail('sql_invalid', `The SQL can't be run on this database: ${thrown.message}.`)
  }
}
