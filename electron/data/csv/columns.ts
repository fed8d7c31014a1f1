import { fail } from '#shared/base/errors.ts'
import { ColumnType } from '#shared/operation/value.ts'
import { quoteName, quoteText } from '../names.ts'
import type { Reading } from '../read.ts'
import type { Exact } from '../read-numbers.ts'
import { SQL_TYPES } from '../sql-types.ts'
import { plainTimeSql, timestampSql, trimmedSql } from '../times.ts'
import type { Dialect } from './dialect.ts'

/** Said by our own checks when a value is not of the type that the sample promised. */
export const MISFIT = 'not of the sampled type'

/** How a column is read. */
export interface Plan {
  readonly name: string
  /** The type that is read. */
  readonly read: string
  /** What makes the column of it. */
  readonly select: string
  /** Of a column that is read as text: what it is to become when all of its cells are there; `unknown` where they are to tell. */
  readonly becomes?: ColumnType | 'unknown'
}

/** What the sniffer calls a time with an offset from UTC. */
const ZONED = 'TIMESTAMP WITH TIME ZONE'

type Found = Dialect['columns'][number]

const asRead = (name: string, read: string): Plan => ({ name, read, select: quoteName(name) })
const asText = (name: string, becomes: ColumnType | 'unknown'): Plan => ({
  ...asRead(name, 'VARCHAR'),
  becomes,
})
/** A column as the sniffer found it. */
const asFound = ({ name, type }: Found): Plan =>
  type === 'VARCHAR' ? asText(name, 'unknown') : asRead(name, type)

/** A type as the user may write it in `columnTypes`. Error: `column_type_unknown`. */
function toldType(name: string, type: string): ColumnType {
  const known = ColumnType.safeParse(type)
  if (known.success) return known.data
  const types = ColumnType.options.join(', ')
  return fail('column_type_unknown', `The type "${type}" of column "${name}" is unknown: it can be ${types}.`)
}

/** The column's text made a value by SQL that gives NULL for what does not fit; such a text is an error. */
function fromText(name: string, sql: string, error: string): Plan {
  const column = quoteName(name)
  const select = `CASE WHEN ${column} IS NULL THEN NULL ELSE coalesce(${sql}, error(${error})) END`
  return { name, read: 'VARCHAR', select }
}

/** That a column holds something else, for the user, as SQL. */
const saidOf = (name: string, what: string): string =>
  `${quoteText(`the column "${name}" is to hold ${what}, but has `)} || ${quoteName(name)}`

/**
 * Times as found are read as text: DuckDB would leave out an offset from UTC that comes after the sample, and take what is no time
 * at all for missing where times have an offset. (Dates, and times in another format, are read by the format that was found.)
 */
function timeFrom({ name, type }: Found, { timestampFormat }: Dialect, error: string): Plan | undefined {
  const column = quoteName(name)
  if (type === 'TIME') return fromText(name, plainTimeSql(column), error)
  if (type === ZONED) return fromText(name, trimmedSql(column, 'TIMESTAMPTZ'), error)
  if (type !== 'TIMESTAMP' || timestampFormat !== undefined) return undefined
  return fromText(name, timestampSql(column), error)
}

/**
 * A type that a sample suggests may not fit rows beyond it, and DuckDB would round 1.5 to an integer without a word. So integers are
 * read as numbers and narrowed where nothing is lost.
 */
function guarded(found: Found, dialect: Dialect): Plan {
  const { name, type } = found
  const misfit = quoteText(MISFIT)
  if (type !== 'BIGINT') return timeFrom(found, dialect, misfit) ?? asFound(found)
  const column = quoteName(name)
  const whole = `${column} = trunc(${column}) AND abs(${column}) <= ${Number.MAX_SAFE_INTEGER}`
  const test = `CASE WHEN ${column} IS NULL OR ${whole} THEN ${column}::BIGINT ELSE error(${misfit}) END`
  return { name, read: 'DOUBLE', select: test }
}

/** True where the sniffer found a column's times in a format other than ISO 8601, by which they can be read at once. */
function hasFormat(type: ColumnType, found: string, { dateFormat, timestampFormat }: Dialect): boolean {
  if (type === 'date') return found === 'DATE' && dateFormat !== undefined
  return type === 'timestamp' && found === 'TIMESTAMP' && timestampFormat !== undefined
}

/**
 * Of a type that the user has given: an integer's text must be one, and a time's offset from UTC counts. Such columns are read as text
 * and made what they are to be afterwards, when the cell that does not fit can be named.
 */
function strict({ name, type: found }: Found, type: ColumnType, dialect: Dialect): Plan {
  const later = type === 'integer' || type === 'timestamp' || type === 'date' || type === 'time'
  return later && !hasFormat(type, found, dialect) ? asText(name, type) : asRead(name, SQL_TYPES[type])
}

/** How each column is read: by its type as told, as it has to be to lose no digits, or as found. Errors: `column_missing`, `column_type_unknown`. */
export function planColumns(
  { options, name: file }: Reading,
  dialect: Dialect,
  wholeFile: boolean,
  exact: ReadonlyMap<string, Exact>,
): Plan[] {
  const told = new Map(Object.entries(options.columnTypes ?? {}))
  const missing = [...told.keys()].filter((name) => !dialect.columns.some((column) => column.name === name))
  if (missing.length > 0) {
    const names = dialect.columns.map((column) => column.name).join(', ')
    fail('column_missing', `The file "${file}" has no column "${missing.join('", "')}": it has ${names}.`)
  }
  return dialect.columns.map((column) => {
    const { name } = column
    const own = told.get(name)
    if (own !== undefined) return strict(column, toldType(name, own), dialect)
    const kept = exact.get(name)
    if (kept !== undefined) return asRead(name, kept)
    if (!wholeFile) return guarded(column, dialect)
    return timeFrom(column, dialect, saidOf(name, 'times')) ?? asFound(column)
  })
}
