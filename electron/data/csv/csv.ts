import { AppFailure, fail } from '#shared/base/errors.ts'
import { ColumnType, type TableValue } from '#shared/operation/value.ts'
import { quoteName, quoteText } from '../names.ts'
import type { Reading } from '../read.ts'
import { SQL_TYPES } from '../sql-types.ts'
import { csvFailure } from './check.ts'
import { type Dialect, findDialect } from './dialect.ts'
import { common, listed } from './parameters.ts'

/** Said by our own checks when a value is not of the type that the sample promised. */
const MISFIT = 'not of the sampled type'

/** An SQL type as the user may write it in `columnTypes`: one of our own type names. Error: `column_type_unknown`. */
function toldType(name: string, type: string): string {
  const known = ColumnType.safeParse(type)
  if (known.success) return SQL_TYPES[known.data]
  const types = ColumnType.options.join(', ')
  return fail('column_type_unknown', `The type "${type}" of column "${name}" is unknown: it can be ${types}.`)
}

interface Plan {
  readonly name: string
  /** The type that is read. */
  readonly read: string
  /** What makes the column of it. */
  readonly select: string
}

/**
 * A type that a sample suggests may not fit rows beyond it, and DuckDB would round 1.5 to an integer without a word. So integers are
 * read as numbers and narrowed where nothing is lost. (Dates have the format that the sniffer found; a time after one is an error.)
 */
function guarded(name: string, type: string): Plan {
  const column = quoteName(name)
  if (type !== 'BIGINT') return { name, read: type, select: column }
  const whole = `${column} = trunc(${column}) AND abs(${column}) <= ${Number.MAX_SAFE_INTEGER}`
  const test = `CASE WHEN ${column} IS NULL OR ${whole} THEN ${column}::BIGINT ELSE error(${quoteText(MISFIT)}) END`
  return { name, read: 'DOUBLE', select: test }
}

/** Of a type that the user has given: an integer's text must be one. */
function strict(name: string, type: string): Plan {
  const column = quoteName(name)
  if (type !== 'BIGINT') return { name, read: type, select: column }
  const said = quoteText(`the column "${name}" is to hold integers, but has `)
  return {
    name,
    read: 'VARCHAR',
    select: `CASE WHEN ${column} IS NULL OR regexp_full_match(${column}, '\\s*[+-]?[0-9]+\\s*') THEN ${column}::BIGINT ELSE error(${said} || ${column}) END`,
  }
}

function plan({ options, name: file }: Reading, dialect: Dialect, wholeFile: boolean): Plan[] {
  const told = new Map(Object.entries(options.columnTypes ?? {}))
  const missing = [...told.keys()].filter((name) => !dialect.columns.some((column) => column.name === name))
  if (missing.length > 0) {
    const names = dialect.columns.map((column) => column.name).join(', ')
    fail('column_missing', `The file "${file}" has no column "${missing.join('", "')}": it has ${names}.`)
  }
  return dialect.columns.map(({ name, type }) => {
    const own = told.get(name)
    if (own !== undefined) return strict(name, toldType(name, own))
    return wholeFile ? { name, read: type, select: quoteName(name) } : guarded(name, type)
  })
}

function statement(reading: Reading, dialect: Dialect, wholeFile: boolean): string {
  const columns = plan(reading, dialect, wholeFile)
  const parameters = listed({
    ...common(reading),
    auto_detect: 'false',
    delim: quoteText(dialect.delimiter),
    header: String(dialect.header),
    skip: String(dialect.skip),
    dateformat: dialect.dateFormat === undefined ? undefined : quoteText(dialect.dateFormat),
    timestampformat: dialect.timestampFormat === undefined ? undefined : quoteText(dialect.timestampFormat),
    decimal_separator: dialect.decimal === ',' ? quoteText(',') : undefined,
    columns: `{${columns.map((column) => `${quoteText(column.name)}: ${quoteText(column.read)}`).join(', ')}}`,
  })
  const selected = columns.map((column) => `${column.select} AS ${quoteName(column.name)}`).join(', ')
  return `SELECT ${selected} FROM read_csv(${quoteText(reading.path)}, ${parameters})`
}

function tell(reading: Reading, dialect: Dialect): void {
  const { options, warn } = reading
  if (options.skipLines === undefined && dialect.skip > 0) {
    const lines = dialect.skip === 1 ? 'The first line was' : `The first ${dialect.skip} lines were`
    warn('lines_skipped', `${lines} skipped: they don't look like the table's.`, { lines: dialect.skip })
  }
  if (options.decimal === undefined && dialect.decimal === ',') {
    warn('decimal_comma', 'Numbers are read with a decimal comma (1,5 is one and a half).')
  }
  if (dialect.dateFormat && !dialect.dateFormat.startsWith('%Y')) {
    warn('date_format', `Dates are read as ${dialect.dateFormat} (%d day, %m month, %Y year).`, {
      format: dialect.dateFormat,
    })
  }
}

/**
 * Reads delimited text by RFC 4180. What is not told is found out from a sample of 20 480 rows; where a later row does not fit, from
 * the whole file.
 */
export async function readCsv(reading: Reading): Promise<TableValue> {
  try {
    const dialect = await findDialect(reading, false)
    try {
      const table = await reading.materialise(statement(reading, dialect, false), reading.signal)
      tell(reading, dialect)
      return table
    } catch (thrown) {
      if (!isMisfit(thrown)) throw thrown
    }
    const whole = await findDialect(reading, true)
    const table = await reading.materialise(statement(reading, whole, true), reading.signal)
    tell(reading, whole)
    return table
  } catch (thrown) {
    throw csvFailure(thrown, reading)
  }
}

function isMisfit(thrown: unknown): boolean {
  if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed') return false
  const message = thrown.cause instanceof Error ? thrown.cause.message : ''
  return thrown.message.includes(MISFIT) || message.includes('Error when converting column')
}
