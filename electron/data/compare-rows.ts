import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { RowState, RowsCompared } from '#shared/contract/comparison.ts'
import { ROW_STATES } from '#shared/contract/comparison.ts'
import type { Column } from '#shared/operation/value.ts'
import { type Duck, openDuck } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { RecordTables, type WriteList } from './record-tables.ts'
import { Shared } from './shared.ts'
import { converterFor } from './values.ts'

/** A table to compare: a Parquet file in the folder of blobs, or a list of records, told from others by its key. */
export type ComparedTable =
  | { readonly path: string; readonly columns: readonly Column[] }
  | { readonly key: string; readonly records: readonly JsonRecord[] | WriteList }

export interface RowsQuery {
  readonly keys?: readonly string[] | undefined
  readonly states: readonly RowState[]
  readonly offset: number
  readonly limit: number
}

/** Compares tables row by row, in DuckDB. Errors: `column_missing`, `empty_input`, `bad_column_name`. */
export interface RowComparisons {
  rows(a: ComparedTable, b: ComparedTable, query: RowsQuery, signal?: AbortSignal): Promise<RowsCompared>
  close(): Promise<void>
}

/** Columns of these types name rows; numbers with fractions, texts as long as JSON and bytes do not. */
const KEY_TYPES: ReadonlySet<Column['type']> = new Set(['text', 'integer', 'date', 'timestamp', 'boolean'])
/** So many columns are looked at for one that names the rows. */
const LOOKED_AT = 12

/** Comparisons that are at hand at a time; each takes some twenty bytes a row. */
const KEPT = 3

interface Side {
  readonly columns: readonly Column[]
  /** What stands after FROM, with a column {@link PLACE}. */
  readonly from: string
}

/** Which row stands beside which: a table of their places, in the order in which they are shown. */
interface Joined {
  readonly name: string
  readonly keys: readonly string[]
  readonly counts: RowsCompared['counts']
}

const PLACE = quoteName('ergo row')
const TIMES = quoteName('ergo times')

export function openRowComparisons(options: {
  readonly blobs: string
  readonly scratch: string
}): RowComparisons {
  const duck = openDuck({ files: [], folders: [options.blobs], scratch: options.scratch })
  const lists = new RecordTables(duck)
  const joins = new Shared<Joined>(KEPT, ({ name }) => duck.run(`DROP TABLE ${quoteName(name)}`))
  let made = 0

  function within<T>(table: ComparedTable, work: (side: Side) => Promise<T>): Promise<T> {
    if ('path' in table) {
      const source = `read_parquet(${quoteText(table.path)}, file_row_number = true)`
      return work({
        columns: table.columns,
        from: `(SELECT *, file_row_number AS ${PLACE} FROM ${source})`,
      })
    }
    const { key, records } = table
    if (typeof records !== 'function' && records.length === 0)
      return work({ columns: [], from: `(SELECT 0 AS ${PLACE} WHERE false)` })
    return lists.use(key, records, (name, { columns }) =>
      work({ columns, from: `(SELECT *, rowid AS ${PLACE} FROM ${name})` }),
    )
  }

  /** The first column that both have and that names each row of both once; none where there is none. */
  async function keysOf(a: Side, b: Side, signal: AbortSignal): Promise<string[]> {
    const candidates = common(a, b)
      .filter((column) => KEY_TYPES.has(column.type))
      .slice(0, LOOKED_AT)
    for (const { name } of candidates) {
      const column = quoteName(name)
      const unique = [a, b].map(
        ({ from }) => `(SELECT count(*) > 0 AND count(DISTINCT ${column}) = count(*) FROM ${from})`,
      )
      const result = await duck.run(`SELECT ${unique.join(' AND ')}`, signal)
      if (result.getChunk(0).getColumnValues(0)[0] === true) return [name]
    }
    return []
  }

  async function join(
    a: Side,
    b: Side,
    asked: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<Joined> {
    const keys = asked ? checked(asked, a, b) : await keysOf(a, b, signal)
    const name = `joined_${++made}`
    await duck.run(
      `CREATE TABLE ${quoteName(name)} AS ${joinedSql(a, b, keys)} ORDER BY coalesce(place_a, place_b), place_b`,
      signal,
    )
    const counted = await duck.run(`SELECT state, count(*) FROM ${quoteName(name)} GROUP BY state`)
    return { name, keys, counts: { same: 0, changed: 0, added: 0, removed: 0, ...countsIn(counted) } }
  }

  async function pageOf(
    { name, keys, counts }: Joined,
    [a, b]: readonly [Side, Side],
    { states, offset, limit }: RowsQuery,
    signal: AbortSignal | undefined,
  ): Promise<RowsCompared> {
    const page = await duck.run(
      `SELECT state, place_a, place_b FROM ${quoteName(name)} WHERE state IN (${states.map(quoteText).join(', ')})
        ORDER BY rowid LIMIT ${limit} OFFSET ${offset}`,
      signal,
    )
    const pairs = pairsIn(page)
    const columns = columnsOfBoth(a, b)
    const cellsA = await cellsOf(duck, a, columns, placesIn(pairs, 'a'), signal)
    const cellsB = await cellsOf(duck, b, columns, placesIn(pairs, 'b'), signal)
    const cells = (of: ReadonlyMap<string, Json[]>, place: string | null): Json[] | null =>
      place === null ? null : (of.get(place) ?? null)
    return {
      kind: 'table',
      columns,
      keys: [...keys],
      counts,
      rows: pairs.map((pair) => ({
        state: pair.state,
        a: cells(cellsA, pair.a),
        b: cells(cellsB, pair.b),
      })),
      offset,
      matching: states.reduce((sum, state) => sum + counts[state], 0),
    }
  }

  return {
    rows: (tableA, tableB, query, signal) =>
      within(tableA, (a) =>
        within(tableB, (b) =>
          joins.use(
            JSON.stringify([nameOf(tableA), nameOf(tableB), query.keys ?? null]),
            (stop) => join(a, b, query.keys, stop),
            (joined) => pageOf(joined, [a, b], query, signal),
            signal,
          ),
        ),
      ),
    close: duck.close,
  }
}

const nameOf = (table: ComparedTable): string => ('path' in table ? table.path : table.key)

const common = (a: Side, b: Side): Column[] => {
  const names = new Set(b.columns.map((column) => column.name))
  return a.columns.filter((column) => names.has(column.name))
}

function checked(keys: readonly string[], a: Side, b: Side): string[] {
  const names = new Set(common(a, b).map((column) => column.name))
  const missing = keys.find((key) => !names.has(key))
  if (missing !== undefined)
    fail('column_missing', `The column "${missing}" is not in both tables: choose another key.`)
  return [...new Set(keys)]
}

function columnsOfBoth(a: Side, b: Side): RowsCompared['columns'] {
  const both = common(a, b)
  const names = new Set(both.map((column) => column.name))
  return [
    ...both.map((column) => ({ ...column, in: 'both' as const })),
    ...a.columns.filter(({ name }) => !names.has(name)).map((column) => ({ ...column, in: 'a' as const })),
    ...b.columns.filter(({ name }) => !names.has(name)).map((column) => ({ ...column, in: 'b' as const })),
  ]
}

/**
 * A full outer join on the keys, null being equal to null. Rows of one key are matched one after the other: the nth of the one
 * table with the nth of the other. Without keys the whole table is one such group. Columns of another type are compared
 * as text, unless both are numbers.
 */
function joinedSql(a: Side, b: Side, keys: readonly string[]): string {
  const types = new Map(b.columns.map((column) => [column.name, column.type]))
  const partition = keys.length > 0 ? `PARTITION BY ${keys.map(quoteName).join(', ')} ` : ''
  const numbered = ({ from }: Side): string =>
    `SELECT *, row_number() OVER (${partition}ORDER BY ${PLACE}) AS ${TIMES} FROM ${from}`
  const pair = ({ name, type }: Column): [string, string] => {
    const [left, right] = [`a.${quoteName(name)}`, `b.${quoteName(name)}`]
    return alike(types.get(name), type) ? [left, right] : [`${left}::VARCHAR`, `${right}::VARCHAR`]
  }
  const both = common(a, b)
  const differ = both.map((column) => pair(column).join(' IS DISTINCT FROM '))
  const match = both
    .filter((column) => keys.includes(column.name))
    .map((column) => pair(column).join(' IS NOT DISTINCT FROM '))
  return `SELECT CASE WHEN b.${PLACE} IS NULL THEN 'removed' WHEN a.${PLACE} IS NULL THEN 'added'
      WHEN ${differ.length > 0 ? differ.join(' OR ') : 'false'} THEN 'changed' ELSE 'same' END AS state,
    a.${PLACE} AS place_a, b.${PLACE} AS place_b
    FROM (${numbered(a)}) AS a FULL OUTER JOIN (${numbered(b)}) AS b
    ON ${[...match, `a.${TIMES} = b.${TIMES}`].join(' AND ')}`
}

const NUMBERS: ReadonlySet<Column['type'] | undefined> = new Set(['integer', 'number'])
const alike = (a: Column['type'] | undefined, b: Column['type']): boolean =>
  a === b || (NUMBERS.has(a) && NUMBERS.has(b))

const isState = (value: unknown): value is RowState => ROW_STATES.some((state) => state === value)

function countsIn(result: DuckDBMaterializedResult): Partial<Record<RowState, number>> {
  const counts: Partial<Record<RowState, number>> = {}
  for (let at = 0; at < result.chunkCount; at++) {
    const [states = [], numbers = []] = result.getChunk(at).getColumns()
    for (const [i, state] of states.entries()) if (isState(state)) counts[state] = Number(numbers[i])
  }
  return counts
}

interface Pair {
  readonly state: RowState
  /** The row's place in each table; null where it has none. */
  readonly a: string | null
  readonly b: string | null
}

function pairsIn(result: DuckDBMaterializedResult): Pair[] {
  const pairs: Pair[] = []
  const placeIn = (cell: unknown): string | null => (cell === null || cell === undefined ? null : `${cell}`)
  for (let at = 0; at < result.chunkCount; at++)
    for (const [state, a, b] of result.getChunk(at).getRows())
      if (isState(state)) pairs.push({ state, a: placeIn(a), b: placeIn(b) })
  return pairs
}

const placesIn = (pairs: readonly Pair[], side: 'a' | 'b'): string[] =>
  pairs.map((pair) => pair[side]).filter((place) => place !== null)

/** Rows of one side by their places, in the order of `columns`. */
async function cellsOf(
  duck: Duck,
  side: Side,
  columns: RowsCompared['columns'],
  places: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Json[]>> {
  const rows = new Map<string, Json[]>()
  if (places.length === 0) return rows
  const names = side.columns.map(({ name }) => name)
  const select = [PLACE, ...names.map(quoteName)].join(', ')
  const result = await duck.run(
    `SELECT ${select} FROM ${side.from} WHERE ${PLACE} IN (${places.join(', ')})`,
    signal,
  )
  const convert = result.columnNames().map((_, i) => converterFor(result.columnType(i)))
  const order = columns.map(({ name }) => names.indexOf(name) + 1)
  for (let at = 0; at < result.chunkCount; at++) {
    for (const row of result.getChunk(at).getRows()) {
      const cells = row.map((cell, i) => convert[i]?.(cell) ?? null)
      rows.set(
        `${row[0]}`,
        order.map((from) => (from === 0 ? null : (cells[from] ?? null))),
      )
    }
  }
  return rows
}
