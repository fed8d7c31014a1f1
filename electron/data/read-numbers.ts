import type { TableValue } from '#shared/operation/value.ts'
import { quoteName } from './names.ts'
import type { Reading } from './read.ts'

/** What a column is read as where numbers with a fraction would lose digits of its whole numbers. */
export type Exact = 'HUGEINT' | 'VARCHAR'

interface Source {
  /** Reads the table, some columns as they have to be to lose no digits. */
  readonly read: (exact: ReadonlyMap<string, Exact>) => Promise<TableValue>
  /** SQL for the same rows with these columns as the text that stands in the file. */
  readonly texts: (names: readonly string[]) => string
  /** True for a column that is to hold numbers whatever it has. */
  readonly told: (name: string) => boolean
}

/** From here on (2^53) not every whole number has a DOUBLE of its own. */
const LARGE = Number.MAX_SAFE_INTEGER + 1

/** For each column, what these aggregates of it are. */
async function measure(
  { duck, signal }: Reading,
  names: readonly string[],
  aggregates: (column: string) => readonly string[],
  from: string,
): Promise<number[][]> {
  if (names.length === 0) return []
  const all = names.map((name) => aggregates(quoteName(name)))
  const result = await duck.run(`SELECT ${all.flat().join(', ')} FROM ${from}`, signal)
  const numbers = result.getChunk(0).getRowValues(0).map(Number)
  return all.map(({ length }) => numbers.splice(0, length))
}

const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})`

/** So many digits a wide integer has at most, here and in Parquet. */
const MOST_DIGITS = 38
/** So many digits, and zeros after them, a DOUBLE gives back as they were. */
const KEPT_DIGITS = 15

interface Suspect {
  readonly name: string
  /** Infinities and NaNs. */
  readonly notFinite: number
  readonly large: number
}

/**
 * The columns with a number that is large or none at all. NaN is above every number to DuckDB, and it knows the limits of each part of
 * a column: where all lie between, none is looked at.
 */
async function findSuspects(reading: Reading, { columns, ref }: TableValue): Promise<Suspect[]> {
  const from = quoteName(ref)
  const numbers = columns.filter(({ type }) => type === 'number').map(({ name }) => name)
  const beyond = numbers.map((name) => `NOT (${quoteName(name)} BETWEEN ${1 - LARGE} AND ${LARGE - 1})`)
  if (beyond.length === 0) return []
  const any = await reading.duck.run(
    `SELECT 1 FROM ${from} WHERE ${beyond.join(' OR ')} LIMIT 1`,
    reading.signal,
  )
  if (any.rowCount === 0) return []
  const counts = await measure(
    reading,
    numbers,
    (x) => [count(`NOT isfinite(${x})`), count(`NOT isnan(${x}) AND abs(${x}) >= ${LARGE}`)],
    from,
  )
  return numbers.map((name, i) => {
    const [notFinite = 0, large = 0] = counts[i] ?? []
    return { name, notFinite, large }
  })
}

interface Lost {
  readonly name: string
  /** Whole numbers that a DOUBLE gives back as another one. */
  readonly rounded: number
  /** Those of more than {@link MOST_DIGITS}. */
  readonly long: number
  /** What keeps all digits, if the column can be that. */
  readonly exact: Exact | undefined
}

/** Which columns would not keep whole numbers as they stand in the file. */
async function findLost(reading: Reading, names: readonly string[], source: Source): Promise<Lost[]> {
  const aggregates = (x: string): string[] => {
    const whole = `regexp_full_match(${x}, '\\s*[+-]?[0-9]+\\s*')`
    const digits = `ltrim(trim(${x}), '+-0')`
    const long = `length(${digits}) > ${MOST_DIGITS}`
    const another = `TRY_CAST(${x} AS HUGEINT) IS DISTINCT FROM TRY_CAST(TRY_CAST(${x} AS DOUBLE)::VARCHAR AS HUGEINT)`
    const rounded = `CASE WHEN ${long} THEN length(rtrim(${digits}, '0')) > ${KEPT_DIGITS} ELSE ${another} END`
    const ofWhole = (condition: string): string =>
      count(`CASE WHEN ${whole} THEN ${condition} ELSE false END`)
    return [ofWhole(rounded), ofWhole(long), count(`NOT ${whole}`)]
  }
  const counts = await measure(reading, names, aggregates, `(${source.texts(names)})`)
  return names.flatMap((name, i) => {
    const [rounded = 0, long = 0, fractions = 0] = counts[i] ?? []
    if (rounded === 0) return []
    const exact = fractions > 0 || source.told(name) ? undefined : long > 0 ? 'VARCHAR' : 'HUGEINT'
    return [{ name, rounded, long, exact }]
  })
}

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)

function tellLost({ options, warn }: Reading, { name, rounded, long, exact }: Lost): void {
  if (exact === 'VARCHAR') {
    const why = `it has whole numbers of more than ${MOST_DIGITS} digits in ${rows(long)}`
    warn('kept_as_text', `"${name}" is kept as text: ${why}.`, { column: name, rows: long })
  } else if (exact === undefined) {
    const able = options.format === 'csv' || options.format === 'tsv'
    const hint = able ? ' If they name things, give the column the type text.' : ''
    warn(
      'digits_lost',
      `"${name}" has whole numbers with more digits than a number can hold in ${rows(rounded)}: they are rounded, and different ones may have become the same.${hint}`,
      { column: name, rows: rounded },
    )
  }
}

/**
 * Reads a table so that different whole numbers stay different: a column of nothing else that has too many digits for numbers with
 * a fraction holds wide integers, or text. Where that can't be, digits that are lost are told, and so are infinities and NaNs. It
 * costs a look at the columns of numbers, and one at their text only where there are numbers so large.
 */
export async function readExactly(reading: Reading, source: Source): Promise<TableValue> {
  const table = await source.read(new Map())
  const suspects = await findSuspects(reading, table)
  const large = suspects.filter((column) => column.large > 0).map(({ name }) => name)
  const lost = await findLost(reading, large, source)
  const exact = new Map(
    lost.flatMap((column): [string, Exact][] => (column.exact ? [[column.name, column.exact]] : [])),
  )
  for (const column of lost) tellLost(reading, column)
  for (const { name, notFinite } of suspects) {
    if (notFinite === 0 || exact.has(name)) continue
    const data = { column: name, rows: notFinite }
    reading.warn('not_finite', `"${name}" is infinite or not a number in ${rows(notFinite)}.`, data)
  }
  if (exact.size === 0) return table
  await reading.duck.run(`DROP TABLE ${quoteName(table.ref)}`, reading.signal)
  return source.read(exact)
}
