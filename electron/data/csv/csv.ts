import { AppFailure } from '#shared/base/errors.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { quoteName, quoteNames, quoteText } from '../names.ts'
import type { Reading } from '../read.ts'
import { readExactly } from '../read-numbers.ts'
import { csvFailure } from './check.ts'
import { MISFIT, type Plan, planColumns } from './columns.ts'
import { type Dialect, findDialect } from './dialect.ts'
import { common, listed } from './parameters.ts'
import { settleTexts } from './settle-texts.ts'

function statement(reading: Reading, dialect: Dialect, columns: readonly Plan[], selected: string): string {
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
  return `SELECT ${selected} FROM read_csv(${quoteText(reading.path)}, ${parameters})`
}

const valuesOf = (columns: readonly Plan[]): string =>
  columns.map((column) => `${column.select} AS ${quoteName(column.name)}`).join(', ')

async function readAs(reading: Reading, dialect: Dialect, wholeFile: boolean): Promise<TableValue> {
  const texts = dialect.columns.map(({ name }) => ({ name, read: 'VARCHAR', select: quoteName(name) }))
  const table = await readExactly(reading, {
    read: (exact) => {
      const columns = planColumns(reading, dialect, wholeFile, exact)
      return reading.materialise(statement(reading, dialect, columns, valuesOf(columns)), reading.signal)
    },
    texts: (names) => statement(reading, dialect, texts, quoteNames(names)),
    told: (name) => Object.hasOwn(reading.options.columnTypes ?? {}, name),
  })
  const plans = planColumns(reading, dialect, wholeFile, new Map())
  tell(reading, dialect, plans)
  return settleTexts({ reading, dialect, table }, plans)
}

/** What was found out of the file and may be wrong. */
function tell({ options, warn }: Reading, dialect: Dialect, columns: readonly Plan[]): void {
  if (options.skipLines === undefined && dialect.skip > 0) {
    const lines = dialect.skip === 1 ? 'The first line was' : `The first ${dialect.skip} lines were`
    warn('lines_skipped', `${lines} skipped: they don't look like the table's.`, { lines: dialect.skip })
  }
  if (options.decimal === undefined && dialect.decimal === ',') {
    warn('decimal_comma', 'Numbers are read with a decimal comma (1,5 is one and a half).')
  }
  const formats = [
    { what: 'Dates', type: 'DATE', format: dialect.dateFormat },
    { what: 'Times', type: 'TIMESTAMP', format: dialect.timestampFormat },
  ]
  for (const { what, type, format } of formats) {
    if (format === undefined || format.startsWith('%Y')) continue
    if (!columns.some((column) => column.read === type)) continue
    warn('date_format', `${what} are read as ${format} (%d day, %m month, %Y year).`, { format })
  }
}

/**
 * The same with what the sniffer read by a format as text: where some of a column's times have seconds and some have none, it finds a
 * format that is not that of all, even in the whole file. `undefined` where there is no such column.
 */
function withoutFormats(dialect: Dialect): Dialect | undefined {
  const formats = new Map([
    ['DATE', dialect.dateFormat],
    ['TIMESTAMP', dialect.timestampFormat],
  ])
  const columns = dialect.columns.map((column) =>
    formats.get(column.type) === undefined ? column : { ...column, type: 'VARCHAR' },
  )
  return columns.every((column, i) => column === dialect.columns[i]) ? undefined : { ...dialect, columns }
}

/**
 * Reads delimited text by RFC 4180. What is not told is found out from a sample of 20 480 rows; where a later row does not fit, from
 * the whole file.
 */
export async function readCsv(reading: Reading): Promise<TableValue> {
  try {
    const dialect = await findDialect(reading, false)
    try {
      return await readAs(reading, dialect, false)
    } catch (thrown) {
      if (!isMisfit(thrown)) throw thrown
    }
    const whole = await findDialect(reading, true)
    const plain = withoutFormats(whole)
    try {
      return await readAs(reading, whole, true)
    } catch (thrown) {
      if (!isMisfit(thrown) || plain === undefined) throw thrown
    }
    return await readAs(reading, plain, true)
  } catch (thrown) {
    throw csvFailure(thrown, reading)
  }
}

function isMisfit(thrown: unknown): boolean {
  if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed') return false
  const message = thrown.cause instanceof Error ? thrown.cause.message : ''
  return thrown.message.includes(MISFIT) || message.includes('Error when converting column')
}
