import { type Check, checksOf, scaleOf } from '#electron/data/chart/places.ts'
import { quoteName, quoteNames } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { isJsonList, type JsonRecord } from '#shared/base/json.ts'
import { chartOf, columnsUsed } from '#shared/operation/chart/chart-of.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartSpec } from '#shared/operation/chart/spec.ts'
import { columnNamed } from '#shared/operation/columns.ts'
import { chart } from '#shared/operation/output/chart.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { inputAt, tableOf } from '../inputs.ts'

export const runChart = implement(chart, async (config, context) => {
  const table = await dataAt(context)
  if (table.rowCount === 0) fail('empty_input', 'The input has no rows, so there is nothing to draw.')
  const spec = chartOf({ ...config, title: config.title || context.nodeName }, table.columns)
  await check(spec, table, context)
  const used = columnsUsed(spec).map((name) => columnNamed(table.columns, name).name)
  const data = await context.services.tables.query(
    `SELECT ${quoteNames(used)} FROM input`,
    { input: table },
    context.signal,
  )
  const units = new Map(table.columns.map((column) => [column.name, column]))
  return {
    value: {
      kind: 'chart',
      spec,
      data: { ...data, columns: data.columns.map((c) => ({ ...units.get(c.name), ...c })) },
    },
  }
})

/** A list of numbers is drawn over its indices. */
async function dataAt(context: OperationContext): Promise<TableValue> {
  const { value } = inputAt(context)
  if (value.kind === 'json' && isJsonList(value.json) && value.json.length > 0) {
    const list = value.json
    if (list.every((item) => typeof item === 'number' || item === null)) {
      return context.services.tables.fromRecords(list.map((item, index) => ({ index, value: item })))
    }
  }
  if (value.kind === 'json' && isJsonList(value.json) && value.json.length === 0) {
    fail('empty_input', 'The list is empty, so there is nothing to draw.')
  }
  return tableOf(value, context)
}

/**
 * Counts what has no place in the chart, and says so in a warning. Errors: `nothing_to_draw`, `too_many_categories`,
 * `too_many_series`.
 */
async function check(spec: ChartSpec, table: TableValue, context: OperationContext): Promise<void> {
  const checks = checksOf(spec, table.columns)
  const { group, mark, x } = itemAt(spec.layers, 0)
  const named = x !== '' && scaleOf(columnNamed(table.columns, x), mark) === 'category'
  const drawable = spec.layers.map((layer) => {
    const of = checks.filter(({ column }) =>
      [layer.x, layer.y, layer.value].some((name) => sameName(name, column)),
    )
    return (
      of.map(({ missing, notPositive }) => `NOT (${missing} OR ${notPositive ?? 'false'})`).join(' AND ') ||
      'true'
    )
  })
  const counts = [
    ...checks.flatMap(({ missing, notPositive }, i) => [
      `count(*) FILTER (${missing}) AS m${i}`,
      `count(*) FILTER (${notPositive ?? 'false'}) AS p${i}`,
    ]),
    `count(*) FILTER (${drawable.map((one) => `(${one})`).join(' OR ')}) AS drawn`,
    `${group ? `count(DISTINCT ${quoteName(columnNamed(table.columns, group).name)})` : '0'} AS series`,
    `${named ? `count(DISTINCT ${quoteName(columnNamed(table.columns, x).name)})` : '0'} AS categories`,
  ]
  const { tables } = context.services
  const counted = await tables.query(
    `SELECT ${counts.join(', ')} FROM input`,
    { input: table },
    context.signal,
  )
  const found = itemAt(await tables.rows(counted), 0)
  const at = (name: string): number => Number(found[name])
  for (const [i, one] of checks.entries()) warnOf(one, at(`m${i}`), at(`p${i}`), table.rowCount, context)
  if (at('drawn') === 0) {
    fail(
      'nothing_to_draw',
      `No row has all that the chart needs of ${checks.map(({ column }) => `"${column}"`).join(', ')}: look at the warnings, and at the columns that are chosen.`,
    )
  }
  if (at('series') > LIMITS.series) {
    fail(
      'too_many_series',
      `"${group}" has ${at('series')} different values; at most ${LIMITS.series} series can be told apart. Filter or group the table first.`,
      { series: at('series') },
    )
  }
  if (at('categories') > LIMITS.categories) {
    fail(
      'too_many_categories',
      `"${x}" has ${at('categories')} different values; at most ${LIMITS.categories} can each have a place. Group the table first, or draw a histogram.`,
      { categories: at('categories') },
    )
  }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function warnOf(
  { column }: Check,
  missing: number,
  notPositive: number,
  total: number,
  context: OperationContext,
): void {
  const rows = (count: number, one: string, many: string): string =>
    `${count} of ${total} ${count === 1 ? one : many}`
  const data: JsonRecord = { column, total }
  if (missing > 0) {
    context.warn(
      'not_drawn',
      `${rows(missing, 'row has', 'rows have')} no usable value of "${column}" and ${missing === 1 ? 'is' : 'are'} not drawn.`,
      { ...data, count: missing },
    )
  }
  if (notPositive > 0) {
    context.warn(
      'not_on_log_axis',
      `${rows(notPositive, 'value', 'values')} of "${column}" ${notPositive === 1 ? 'is' : 'are'} not above 0, so ${notPositive === 1 ? 'it has' : 'they have'} no place on a logarithmic axis and ${notPositive === 1 ? 'is' : 'are'} not drawn.`,
      { ...data, count: notPositive },
    )
  }
}
