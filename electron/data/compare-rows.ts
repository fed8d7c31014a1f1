import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { RowState, RowsCompared } from '#shared/contract/comparison.ts'
import { ROW_STATES } from '#shared/contract/comparison.ts'
import type { Column } from '#shared/operation/value.ts'
import { openDuck } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'
import { converterFor } from './values.ts'

/** A table to compare: a Parquet file in the folder of blobs, or records. */
export type ComparedTable =
  | { readonly path: string; readonly columns: readonly Column[] }
  | { readonly records: readonly JsonRecord[] }

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

interface Side {
  readonly columns: readonly Column[]
  /** What stands after FROM, with a column {@link PLACE}. */
  readonly from: string
  readonly drop: string | null
}

const PLACE = quoteName('ergo row')
const TIMES = quoteName('ergo times')

export function openRowComparisons(options: {
  readonly blobs: string
  readonly scratch: string
}): RowComparisons {
  const duck = openDuck({ files: [], folders: [options.blobs], scratch: options.scratch })
  let made = 0

  async function sideOf(table: ComparedTable): Promise<Side> {
    if ('path' in table) {
      const source = `read_parquet(${quoteText(table.path)}, file_row_number = true)`
      return {
        columns: table.columns,
        from: `(SELECT *, file_row_number AS ${PLACE} FROM ${source})`,
        drop: null,
      }
    }
    const { records } = table
    if (records.length === 0) return { columns: [], from: `(SELECT 0 AS ${PLACE} WHERE false)`, drop: null }
    const columns = columnsOf(records)
    const name = `compared_${++made}`
    await duck.run(createTable(name, columns))
    await duck.use((connection) => appendRecords(connection, name, columns, records))
    const from = `(SELECT *, rowid AS ${PLACE} FROM ${quoteName(name)})`
    return { columns, from, drop: `DROP TABLE ${quoteName(name)}` }
  }

  /** The first column that both have and that names each row of both once; none where there is none. */
  async function keysOf(a: Side, b: Side, signal: AbortSignal | undefined): Promise<string[]> {
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

  return {
    async rows(tableA, tableB, query, signal) {
      const sides: Side[] = []
      try {
        const a = await sideOf(tableA)
        sides.push(a)
        const b = await sideOf(tableB)
        sides.push(b)
        const keys = query.keys ? checked(query.keys, a, b) : await keysOf(a, b, signal)
        const columns = columnsOfBoth(a, b)
        const joined = joinedSql(a, b, keys)
        const counted = await duck.run(`SELECT state, count(*) FROM (${joined}) GROUP BY state`, signal)
        const counts = { same: 0, changed: 0, added: 0, removed: 0, ...countsIn(counted) }
        const states = query.states.map(quoteText).join(', ')
        const page = await duck.run(
          `SELECT * FROM (${joined}) WHERE state IN (${states}) ORDER BY coalesce(place_a, place_b), place_b LIMIT ${query.limit} OFFSET ${query.offset}`,
          signal,
        )
        return {
          kind: 'table',
          columns,
          keys,
          counts,
          rows: rowsOf(page, columns, a, b),
          offset: query.offset,
          matching: query.states.reduce((sum, state) => sum + counts[state], 0),
        }
      } finally {
        for (const { drop } of sides) if (drop) await duck.run(drop)
      }
    },
    close: duck.close,
  }
}

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
  const cells = [
    ...a.columns.map(({ name }, i) => `a.${quoteName(name)} AS a${i}`),
    ...b.columns.map(({ name }, i) => `b.${quoteName(name)} AS b${i}`),
  ]
  return `SELECT CASE WHEN b.${PLACE} IS NULL THEN 'removed' WHEN a.${PLACE} IS NULL THEN 'added'
      WHEN ${differ.length > 0 ? differ.join(' OR ') : 'false'} THEN 'changed' ELSE 'same' END AS state,
    a.${PLACE} AS place_a, b.${PLACE} AS place_b${cells.map((cell) => `, ${cell}`).join('')}
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

function rowsOf(
  result: DuckDBMaterializedResult,
  columns: RowsCompared['columns'],
  a: Side,
  b: Side,
): RowsCompared['rows'] {
  const names = result.columnNames()
  const convert = names.map((_, i) => converterFor(result.columnType(i)))
  const place = (side: Side, letter: string): (number | null)[] =>
    columns.map(({ name }) => {
      const at = side.columns.findIndex((column) => column.name === name)
      return at < 0 ? null : names.indexOf(`${letter}${at}`)
    })
  const [placesA, placesB] = [place(a, 'a'), place(b, 'b')]
  const rows: RowsCompared['rows'] = []
  for (let at = 0; at < result.chunkCount; at++) {
    const chunk = result.getChunk(at)
    const cells = convert.map((toJson, i) => chunk.getColumnValues(i).map(toJson))
    for (let row = 0; row < chunk.rowCount; row++) {
      const state = cells[0]?.[row]
      if (!isState(state)) continue
      const pick = (places: (number | null)[]): Json[] =>
        places.map((from) => (from === null ? null : (cells[from]?.[row] ?? null)))
      rows.push({
        state,
        a: state === 'added' ? null : pick(placesA),
        b: state === 'removed' ? null : pick(placesB),
      })
    }
  }
  return rows
}
