import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { isNumeric } from '#shared/operation/columns.ts'
import type { Missing } from '#shared/operation/series.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { columnOf, quotedColumn, tableAt } from './tables.ts'

/** Above this the numbers of a few columns would take gigabytes. */
const MAX_ROWS = 5_000_000

export interface Series {
  /** The columns' names as the table has them. */
  readonly names: readonly string[]
  /** One array of finite numbers for each name, all of one length. */
  readonly columns: readonly Float64Array[]
}

export interface SeriesOptions {
  /** `ignore`: as `drop`, without a warning. */
  readonly missing: Missing | 'ignore'
  /** How many rows there must be at least. */
  readonly atLeast: number
}

/** The names of all columns of numbers. */
export const numericNames = (table: TableValue): string[] =>
  table.columns.filter(isNumeric).map((column) => column.name)

/**
 * The columns that are named; for each empty name the next column of numbers that is neither named nor `taken`. `what` says in the
 * plural what they are for. Error: `column_missing`.
 */
export function namesOf(
  table: TableValue,
  wanted: readonly string[],
  what: string,
  taken: readonly string[] = [],
): string[] {
  const named = wanted.map((name) => (name === '' ? undefined : columnOf(table, name).name))
  const free = numericNames(table).filter((name) => !named.includes(name) && !taken.includes(name))
  return named.map(
    (name) =>
      name ??
      free.shift() ??
      fail(
        'column_missing',
        `The table has too few columns of numbers for ${what}: cast a column, or connect another table.`,
        {
          columns: table.columns.map((column) => column.name),
        },
      ),
  )
}

/** The columns to use as x and y. Error: `column_missing`. */
export function xyNames(
  table: TableValue,
  config: { readonly x: string; readonly y: string },
): [string, string] {
  const [x = '', y = ''] = namesOf(table, [config.x, config.y], 'x and y')
  return [x, y]
}

/**
 * Columns of a table as numbers, in the table's order. Rows where one is missing or not finite are dropped with the warning
 * `rows_dropped`, or refused. Errors: `column_missing`, `missing_values`, `too_few_points`, `too_many_rows`.
 */
export async function seriesOf(
  table: TableValue,
  names: readonly string[],
  { missing, atLeast }: SeriesOptions,
  context: OperationContext,
): Promise<Series> {
  const found = names.map((name) => numericColumn(table, name))
  if (table.rowCount > MAX_ROWS) {
    fail(
      'too_many_rows',
      `The table has ${table.rowCount} rows; at most ${MAX_ROWS} can be taken. Filter or group it first.`,
    )
  }
  const list = found.map((name, i) => `CAST(${quotedColumn(table, name)} AS DOUBLE) AS c${i}`)
  const numbers = await context.services.tables.query(
    `SELECT ${list.join(', ')} FROM input`,
    { input: table },
    context.signal,
  )
  const rows = await context.services.tables.rows(numbers)
  const columns = found.map(() => new Float64Array(rows.length))
  let count = 0
  for (const row of rows) {
    const values = found.map((_, i) => row[`c${i}`])
    if (!values.every((value) => typeof value === 'number')) continue
    for (const [i, column] of columns.entries()) column[count] = Number(values[i])
    count += 1
  }
  const dropped = rows.length - count
  const where = found.map((name) => `"${name}"`).join(' or ')
  if (dropped > 0 && missing === 'refuse') {
    fail(
      'missing_values',
      `${dropped} of ${rows.length} rows have no finite number in ${where}: fill them in, or leave them out.`,
      {
        dropped,
      },
    )
  }
  if (count < atLeast) {
    fail(
      'too_few_points',
      `There ${count === 1 ? 'is 1 row' : `are ${count} rows`} with numbers in ${where}, but at least ${atLeast} are needed.`,
      {
        count,
        atLeast,
      },
    )
  }
  if (dropped > 0 && missing === 'drop') {
    const what = dropped === 1 ? 'row has' : 'rows have'
    context.warn(
      'rows_dropped',
      `${dropped} of ${rows.length} ${what} no finite number in ${where} and ${dropped === 1 ? 'was' : 'were'} left out.`,
      {
        dropped,
        total: rows.length,
      },
    )
  }
  return { names: found, columns: columns.map((column) => column.subarray(0, count)) }
}

function numericColumn(table: TableValue, name: string): string {
  const column = columnOf(table, name)
  if (isNumeric(column)) return column.name
  return fail(
    'column_missing',
    `The column "${column.name}" holds ${column.type}, not numbers: cast it, or choose another.`,
    {
      column: column.name,
    },
  )
}

export interface Xy {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly xName: string
  readonly yName: string
}

/** The columns x and y of the table at `in`. Errors: those of {@link seriesOf}. */
export async function xyAt(
  config: { readonly x: string; readonly y: string; readonly missing: Missing },
  atLeast: number,
  context: OperationContext,
): Promise<Xy> {
  const table = await tableAt(context)
  const { names, columns } = await seriesOf(
    table,
    xyNames(table, config),
    { missing: config.missing, atLeast },
    context,
  )
  return { x: itemAt(columns, 0), y: itemAt(columns, 1), xName: itemAt(names, 0), yName: itemAt(names, 1) }
}

/** Error: `duplicate_x`, if an x of the ascending ones is there twice. */
export function refuseTwice({ xName, yName }: Pick<Xy, 'xName' | 'yName'>, x: Float64Array): void {
  const twice = x.find((value, i) => i > 0 && value === x[i - 1])
  if (twice !== undefined) {
    fail(
      'duplicate_x',
      `"${xName}" is ${twice} in several rows, so "${yName}" is no function of it: average or drop rows first.`,
      {
        x: twice,
      },
    )
  }
}

/** {@link xyAt} in ascending order of x. Error: `duplicate_x`. */
export async function ascendingAt(
  config: { readonly x: string; readonly y: string; readonly missing: Missing },
  atLeast: number,
  context: OperationContext,
): Promise<Xy> {
  const data = await xyAt(config, atLeast, context)
  const order = [...data.x.keys()].sort((i, j) => itemAt(data.x, i) - itemAt(data.x, j))
  const x = Float64Array.from(order, (i) => itemAt(data.x, i))
  refuseTwice(data, x)
  return { ...data, x, y: Float64Array.from(order, (i) => itemAt(data.y, i)) }
}

/**
 * The numbers of one column of the table at `in`: the named one, else the first of numbers. `ignore`: rows without a number are
 * passed over in silence, for an operation that keeps them. Errors: those of {@link seriesOf}.
 */
export async function columnAt(
  config: { readonly column: string },
  missing: Missing | 'ignore',
  atLeast: number,
  context: OperationContext,
): Promise<{ table: TableValue; name: string; numbers: Float64Array }> {
  const table = await tableAt(context)
  const wanted = config.column === '' ? numericNames(table)[0] : config.column
  if (wanted === undefined)
    return fail('column_missing', 'The table has no column of numbers: cast one, or connect another table.')
  const { names, columns } = await seriesOf(table, [wanted], { missing, atLeast }, context)
  return { table, name: itemAt(names, 0), numbers: itemAt(columns, 0) }
}
