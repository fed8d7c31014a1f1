import { evenStep } from '#electron/analysis/spacing.ts'
import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { Missing } from '#shared/operation/series.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { refuseTwice, seriesOf, type Xy, xyNames } from './series.ts'
import { tableAt } from './tables.ts'

/** A curve with the rows that it comes from. */
export interface Curve extends Xy {
  /** The rows that have numbers, in ascending order of x: row i goes with x and y at i. */
  readonly rows: TableValue
}

/** The columns x and y of the table at `in`, in order of x, with their rows. Errors: those of `CURVE_ERRORS`. */
export async function curveAt(
  config: { readonly x: string; readonly y: string; readonly missing: Missing },
  atLeast: number,
  context: OperationContext,
): Promise<Curve> {
  const table = await tableAt(context)
  const names = xyNames(table, config)
  const [xName, yName] = names
  const { columns } = await seriesOf(table, names, { missing: config.missing, atLeast }, context)
  const given = { x: itemAt(columns, 0), y: itemAt(columns, 1), xName, yName }
  const isInOrder = given.x.every((value, i) => i === 0 || value >= itemAt(given.x, i - 1))
  if (isInOrder && given.x.length === table.rowCount) {
    refuseTwice(given, given.x)
    return { ...given, rows: table }
  }
  const order = [...given.x.keys()].sort((i, j) => itemAt(given.x, i) - itemAt(given.x, j))
  const x = Float64Array.from(order, (i) => itemAt(given.x, i))
  refuseTwice(given, x)
  const [xSql, ySql] = names.map((name) => `CAST(${quoteName(name)} AS DOUBLE)`)
  const rows = await context.services.tables.query(
    `SELECT * EXCLUDE (${PLACE}) FROM ${withPlaces('input')} WHERE isfinite(${xSql}) AND isfinite(${ySql})
      ORDER BY ${xSql}, ${PLACE}`,
    { input: table },
    context.signal,
  )
  return { x, y: Float64Array.from(order, (i) => itemAt(given.y, i)), xName, yName, rows }
}

/** The step of x. Error: `uneven_spacing`, which says what needs it and what else can be done. */
export function stepOf({ x, xName }: Xy, method: string, otherwise = 'choose another method'): number {
  return (
    evenStep(x) ??
    fail(
      'uneven_spacing',
      `${method} needs evenly spaced "${xName}", and this is not: resample first, or ${otherwise}.`,
    )
  )
}

/** Error: `bad_window`, unless the window is an odd number of points that the data and a polynomial of that degree allow. */
export function checkWindow(window: number, points: number, order?: number): void {
  const least = order === undefined ? 3 : Math.max(5, order + 1)
  if (window % 2 === 1 && window >= least && window <= points) return
  const why =
    points < least
      ? `there are only ${points} points`
      : `take an odd number from ${least} to ${points}, the points there are`
  fail('bad_window', `A window of ${window} points is not possible: ${why}.`, { window, points })
}
