import { DuckDBListValue, DuckDBStructValue, type DuckDBValue } from '@duckdb/node-api'
import { AppFailure } from '#shared/base/errors.ts'
import { quoteText } from '../names.ts'
import type { Reading } from '../read.ts'
import { checkLines } from './check.ts'
import { common, listed } from './parameters.ts'

/** How a file is written: found by DuckDB's sniffer, or told. */
export interface Dialect {
  readonly delimiter: string
  /** Lines before the table. */
  readonly skip: number
  readonly header: boolean
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly dateFormat: string | undefined
  readonly timestampFormat: string | undefined
  readonly decimal: '.' | ','
}

interface Told {
  readonly delimiter?: string | undefined
  readonly decimal?: '.' | ',' | undefined
  readonly skip?: number | undefined
  readonly wholeFile: boolean
}

const DELIMITERS = [',', ';', '\t', '|'] as const

const textIn = (value: DuckDBValue | undefined): string => (typeof value === 'string' ? value : '')

async function sniff(reading: Reading, told: Told): Promise<Dialect> {
  const { options, path } = reading
  const parameters = listed({
    ...common(reading),
    delim: told.delimiter === undefined ? undefined : quoteText(told.delimiter),
    header: options.header === undefined ? undefined : String(options.header),
    skip: told.skip === undefined ? undefined : String(told.skip),
    decimal_separator: told.decimal === ',' ? quoteText(',') : undefined,
    sample_size: told.wholeFile ? '-1' : undefined,
  })
  const result = await reading.duck.run(
    `SELECT Delimiter, SkipRows, HasHeader, Columns, DateFormat, TimestampFormat FROM sniff_csv(${quoteText(path)}, ${parameters})`,
    reading.signal,
  )
  const [delimiter, skip, header, columns, dateFormat, timestampFormat] = result.getChunk(0).getRowValues(0)
  const items = columns instanceof DuckDBListValue ? columns.items : []
  return {
    delimiter: textIn(delimiter),
    skip: Number(skip),
    header: header === true,
    columns: items.flatMap((item) =>
      item instanceof DuckDBStructValue
        ? [{ name: textIn(item.entries.name), type: textIn(item.entries.type) }]
        : [],
    ),
    dateFormat: textIn(dateFormat) || undefined,
    timestampFormat: textIn(timestampFormat) || undefined,
    decimal: told.decimal ?? '.',
  }
}

/** How many values a line has; a delimiter in quotes is none. */
export function valuesIn(line: string, delimiter: string): number {
  return line.replace(/"(?:[^"]|"")*"?/g, '').split(delimiter).length
}

const linesOf = (head: string): string[] => head.split(/\r\n|\r|\n/)

/** The delimiter that stands most often in a line, if any does. */
function likelyDelimiter(line: string): string | undefined {
  const counted = DELIMITERS.map((sign) => ({ sign, count: valuesIn(line, sign) }))
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a))
  return best.count > 1 ? best.sign : undefined
}

/**
 * The sniffer takes lines before the table for remarks, but also rows before one that is longer. Remarks are narrower than the
 * table and fewer than its lines.
 */
function isPreamble(head: string, { skip, delimiter, columns }: Dialect): boolean {
  const lines = linesOf(head)
  const narrower = lines.slice(0, skip).every((line) => valuesIn(line, delimiter) < columns.length)
  return narrower && lines.length - skip > skip
}

/**
 * Sniffs, and mistrusts two of the sniffer's ways out of a file whose rows differ in length: one column for everything, and taking
 * the first rows for remarks. The rows are found fault with instead.
 */
async function settle(reading: Reading, wholeFile: boolean): Promise<Dialect> {
  const { options, head } = reading
  const skip = options.skipLines
  const [first = ''] = linesOf(head).slice(skip ?? 0)
  let told: Told = {
    delimiter: options.delimiter ?? (options.format === 'tsv' ? '\t' : undefined),
    decimal: options.decimal,
    skip,
    wholeFile,
  }
  try {
    let dialect = await sniff(reading, told)
    if (told.delimiter === undefined && dialect.columns.length === 1) {
      told = { ...told, delimiter: likelyDelimiter(first) }
      if (told.delimiter !== undefined) dialect = await sniff(reading, told)
    }
    if (skip === undefined && dialect.skip > 0 && !isPreamble(head, dialect)) {
      told = { ...told, delimiter: dialect.delimiter, skip: 0 }
      dialect = await sniff(reading, told)
    }
    return dialect
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed') throw thrown
    const delimiter = told.delimiter ?? likelyDelimiter(first) ?? ','
    await checkLines(reading, delimiter, valuesIn(first, delimiter), skip ?? 0)
    throw thrown
  }
}

/** Finds out how the file is written, from a sample or from all of it. Numbers may have a decimal comma. */
export async function findDialect(reading: Reading, wholeFile: boolean): Promise<Dialect> {
  const dialect = await settle(reading, wholeFile)
  if (reading.options.decimal !== undefined || dialect.delimiter === ',') return dialect
  const texts = ({ columns }: Dialect): number => columns.filter((column) => column.type === 'VARCHAR').length
  if (texts(dialect) === 0) return dialect
  const { delimiter, skip } = dialect
  const other = await sniff(reading, { delimiter, skip, decimal: ',', wholeFile })
  return texts(other) < texts(dialect) ? other : dialect
}
