import { DuckDBListValue, type DuckDBValue } from '@duckdb/node-api'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { ColumnType, TableValue } from '#shared/operation/value.ts'
import { PLACE, quoteName, rowsWithPlaces } from '../names.ts'
import {
  becauseOf,
  type Decimal,
  findOdd,
  hasLeadingZero,
  mostlyFits,
  type OddTexts,
  toMissing,
} from '../odd-texts.ts'
import type { Reading } from '../read.ts'
import { SQL_TYPES } from '../sql-types.ts'
import { type Candidate, candidatesFor, candidatesIn } from './candidates.ts'
import type { Plan } from './columns.ts'
import type { Dialect } from './dialect.ts'
import { lineOf } from './lines.ts'

/** A table as read, and how. */
interface Read {
  readonly reading: Reading
  readonly dialect: Dialect
  readonly table: TableValue
}

/** So many rows of a table are looked at to know which columns are to be looked at whole, fewer of a wide one. */
const SAMPLE_ROWS = 1024
const SAMPLE_CELLS = 200_000
/** They come from so many parts of the table, from its beginning to its end. */
const PARTS = 4
/** A column with fewer cells than that in the sample is mostly empty, and its first cells are looked at instead. */
const FEW_CELLS = 8
const FIRST_CELLS = 64
/** No number or time is longer. */
const CELL_LENGTH = 64

async function rowsOf({ duck, signal }: Reading, sql: string): Promise<DuckDBValue[][]> {
  const result = await duck.run(sql, signal)
  return Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i).getRows()).flat()
}

const isText = (value: DuckDBValue | undefined): value is string => typeof value === 'string'
const cut = (column: string): string => `left(${column}, ${CELL_LENGTH})`

/** Some of the texts of each column. */
async function samplesOf({ reading, table }: Read, names: readonly string[]): Promise<string[][]> {
  const from = rowsWithPlaces(table)
  const columns = names.map(quoteName)
  const rows = Math.max(FIRST_CELLS, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / names.length)))
  const select = `SELECT ${columns.map(cut).join(', ')} FROM ${from}`
  const isWhole = table.rowCount <= rows
  const found = await rowsOf(reading, isWhole ? select : inParts(select, table.rowCount, rows))
  const samples = names.map((_, i) => found.map((row) => row[i]).filter(isText))
  const sparse = samples.flatMap((sample, i) => (sample.length < FEW_CELLS ? [i] : []))
  if (isWhole || sparse.length === 0) return samples
  const firsts = sparse.map((i) => {
    const cells = `SELECT ${cut(columns[i] ?? '')} AS cell FROM ${from} WHERE ${columns[i]} IS NOT NULL LIMIT ${FIRST_CELLS}`
    return `(SELECT list(cell) FROM (${cells}))`
  })
  const [lists = []] = await rowsOf(reading, `SELECT ${firsts.join(', ')}`)
  for (const [at, i] of sparse.entries()) {
    const list = lists[at]
    if (list instanceof DuckDBListValue) samples[i] = list.items.filter(isText)
  }
  return samples
}

/** Some of the rows of a long table. DuckDB finds a range of places without a look at the others. */
function inParts(select: string, rowCount: number, rows: number): string {
  const each = Math.floor(rows / PARTS)
  const parts = Array.from({ length: PARTS }, (_, i) => {
    const first = Math.floor((i * (rowCount - each)) / (PARTS - 1))
    return `(${select} WHERE ${PLACE} BETWEEN ${first} AND ${first + each - 1})`
  })
  return parts.join(' UNION ALL ')
}

interface Suspect {
  readonly name: string
  /** `unknown` for a column that may stay text. */
  readonly becomes: ColumnType | 'unknown'
  readonly candidates: readonly Candidate[]
}

/** A suspect that can become what it is told to be in one way only, so that its cells need no counting. */
interface Plain extends Suspect {
  readonly becomes: ColumnType
  readonly candidates: readonly [Candidate]
}

const isPlain = (suspect: Suspect): suspect is Plain =>
  suspect.becomes !== 'unknown' && suspect.candidates.length === 1

interface Counted extends Suspect {
  /** How many cells hold anything. */
  readonly present: number
  /** How many of them have a time of day. */
  readonly clocks: number
  /** The candidates that fit the most cells; of several, all fit as many. */
  readonly best: readonly Candidate[]
  readonly fits: number
}

/** Looks at all cells of the suspects, in one go. */
async function countFits({ reading, table }: Read, suspects: readonly Suspect[]): Promise<Counted[]> {
  if (suspects.length === 0) return []
  const aggregates = suspects.flatMap(({ name, candidates }) => [
    `count(${quoteName(name)})`,
    `count(*) FILTER (WHERE ${quoteName(name)} LIKE '%:%')`,
    ...candidates.map(({ sql }) => `count(${sql})`),
  ])
  const [row = []] = await rowsOf(reading, `SELECT ${aggregates.join(', ')} FROM ${quoteName(table.ref)}`)
  const counts = row.map(Number)
  return suspects.map((suspect) => {
    const [present = 0, clocks = 0, ...each] = counts.splice(0, suspect.candidates.length + 2)
    const fits = Math.max(0, ...each)
    const best = suspect.candidates.filter((_, i) => each[i] === fits)
    return { ...suspect, present, clocks, best, fits }
  })
}

const isMonthFirst = (format: string | undefined): boolean | undefined =>
  format?.startsWith('%m') ? true : format?.startsWith('%d') ? false : undefined

/** Whether the month comes before the day in the file, as far as columns tell in which only one order fits. */
function orderIn(columns: readonly Counted[], { dateFormat, timestampFormat }: Dialect): boolean | undefined {
  const certain = columns.filter(({ best, fits, present }) => best.length === 1 && fits === present)
  return [...certain.map(({ best }) => best[0]?.format), timestampFormat, dateFormat]
    .map(isMonthFirst)
    .find((order) => order !== undefined)
}

/** Of candidates that fit alike, the one in the file's order of day and month, or else in the usual one. */
function chosenOf({ best }: Counted, order: boolean | undefined): Candidate | undefined {
  const [first] = best
  if (first?.format === undefined) return first
  const wanted = order ?? first.format.endsWith('%p')
  return best.find(({ format }) => isMonthFirst(format) === wanted) ?? first
}

function tellFormat({ warn }: Reading, { name, best, clocks }: Counted, { format }: Candidate): void {
  if (format === undefined || format.startsWith('%Y')) return
  const what = clocks > 0 ? 'Times' : 'Dates'
  const other = best.length > 1 ? '; the other order of day and month would fit too' : ''
  const message = `${what} in "${name}" are read as ${format} (%d day, %m month, %Y year)${other}.`
  warn('date_format', message, { format, column: name })
}

/** Makes a column of text what the SQL makes of its cells. A cell of which it makes nothing is an error, and the column stays as it is. */
async function convert(
  { reading, table }: Read,
  { name }: Suspect,
  sql: string,
  type: ColumnType,
): Promise<TableValue> {
  const [from, column, as] = [quoteName(table.ref), quoteName(name), SQL_TYPES[type]]
  const value = `CASE WHEN ${column} IS NOT NULL THEN coalesce(CAST(${sql} AS ${as}), error('')) END`
  await reading.duck.run(
    `ALTER TABLE ${from} ALTER COLUMN ${column} TYPE ${as} USING ${value}`,
    reading.signal,
  )
  const columns = table.columns.map((one) => (one.name === name ? { name, type } : one))
  return { ...table, columns }
}

/** The first cell that does not fit, and its line. */
async function firstOdd({ reading, dialect, table }: Read, { name }: Suspect, sql: string) {
  const column = quoteName(name)
  const [[cell, row] = []] = await rowsOf(
    reading,
    `SELECT ${column}, ${PLACE} FROM ${rowsWithPlaces(table)} WHERE ${column} IS NOT NULL AND (${sql}) IS NULL ORDER BY ${PLACE} LIMIT 1`,
  )
  const text = String(cell)
  return { text, line: await lineOf(reading, dialect, Number(row), text) }
}

/** A column of a told type has a cell that is none. */
async function refuse(read: Read, column: Suspect, sql: string): Promise<never> {
  const { name, becomes } = column
  const { text, line } = await firstOdd(read, column, sql)
  const has = text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH)}…` : text
  const where = line === undefined ? '' : ` in line ${line}`
  return fail(
    'file_unreadable',
    `The file "${read.reading.name}" can't be read: the column "${name}" is to hold ${becomes}s, but has ${has}${where}: correct it, add it to Missing values, or give the column another type.`,
    { column: name, ...(line === undefined ? {} : { line }) },
  )
}

/** So many of a column's cells are times that the others, even if there are many, are told. */
const NEARLY_ALL = 0.9

/** Says what keeps a column of text from being numbers or times, where that is nearly all that it has. */
async function tellOdd(read: Read, column: Counted, { what, sql }: Candidate): Promise<void> {
  const { reading, table } = read
  const { name, fits, present } = column
  if (!mostlyFits(fits, present)) return
  const order = what === 'times' ? `min(${PLACE})` : undefined
  const ask = (select: string) => rowsOf(reading, select)
  const found = await findOdd(ask, rowsWithPlaces(table), quoteName(name), sql, order)
  const odd: OddTexts = { ...found, cells: present - fits, present }
  if (what === 'numbers' && (odd.more || odd.words.some(hasLeadingZero))) return
  if (odd.more && fits < present * NEARLY_ALL) return
  const data = { column: name, words: [...odd.words], cells: odd.cells, total: present }
  // Where missing values can't be told, as in what comes over HTTP, there is no such field to name.
  const able = reading.options.missing !== undefined
  if (what === 'numbers') {
    const hint = able ? `${toMissing(odd)}, or convert the column` : 'convert the column'
    return reading.warn('read_as_text', `"${name}" is read as text ${becauseOf(odd)}: ${hint}.`, data)
  }
  const { line } = await firstOdd(read, column, sql)
  const where = line === undefined ? '' : `, ${odd.cells === 1 ? 'in' : 'first in'} line ${line}`
  const hint = able ? `, or ${toMissing(odd)}` : ', or convert the column'
  const them = odd.words.length === 1 ? 'it' : 'them'
  reading.warn(
    'read_as_text',
    `"${name}" is read as text ${becauseOf(odd, where)}, all others being dates or times: correct ${them}${hint}.`,
    line === undefined ? data : { ...data, line },
  )
}

/** How a fraction may be written in columns that are text so far. */
function decimalsOf({ options }: Reading, { decimal, delimiter }: Dialect): readonly Decimal[] {
  if (options.decimal !== undefined) return [options.decimal]
  return decimal === ',' ? [','] : delimiter === ',' ? ['.'] : ['.', ',']
}

/**
 * Makes of columns of text what they are to be, or what all of their cells are: DuckDB knows dates and times in few formats, and in one
 * per file. Where a few cells keep a column from it, that is told. Columns that are text by a sample cost no more than that.
 */
export async function settleTexts(read: Read, plans: readonly Plan[]): Promise<TableValue> {
  const { reading, dialect } = read
  const texts = plans.flatMap(({ name, becomes }) => (becomes === undefined ? [] : [{ name, becomes }]))
  if (texts.length === 0) return read.table
  const decimals = decimalsOf(reading, dialect)
  const samples = await samplesOf(
    read,
    texts.map(({ name }) => name),
  )
  const suspects = texts.flatMap(({ name, becomes }, i): Suspect[] => {
    const sample = samples[i] ?? []
    const told = becomes !== 'unknown'
    if (!told && sample.length === 0) return []
    const candidates = told ? candidatesFor(name, sample, becomes) : candidatesIn(name, sample, decimals)
    return candidates.length === 0 ? [] : [{ name, becomes, candidates }]
  })
  let { table } = read
  const [plain, open] = [suspects.filter(isPlain), suspects.filter((suspect) => !isPlain(suspect))]
  for (const column of plain) {
    const [{ sql }] = column.candidates
    try {
      table = await convert({ ...read, table }, column, sql, column.becomes)
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed') throw thrown
      await refuse({ ...read, table }, column, sql)
    }
  }
  const counted = await countFits(read, open)
  const order = orderIn(counted, dialect)
  for (const column of counted) {
    const chosen = chosenOf(column, order)
    if (chosen === undefined) continue
    const now = { ...read, table }
    const { becomes, fits, present, clocks } = column
    if (fits < present) {
      if (becomes !== 'unknown') await refuse(now, column, chosen.sql)
      await tellOdd(now, column, chosen)
    } else if (becomes !== 'unknown' || chosen.what === 'times') {
      const found = clocks > 0 ? 'timestamp' : 'date'
      table = await convert(now, column, chosen.sql, becomes === 'unknown' ? found : becomes)
      tellFormat(reading, column, chosen)
    }
  }
  return table
}
