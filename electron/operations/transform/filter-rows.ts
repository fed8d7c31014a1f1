import { quoteText } from '#electron/data/names.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, type Json, type JsonRecord } from '#shared/base/json.ts'
import { filterRows, type RowCondition, type RowOperator } from '#shared/operation/transform/filter-rows.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { givePerRow, valuesAt } from '../rowwise.ts'
import { columnOf, giveQuery, quotedColumn, tableAt } from '../tables.ts'

const COMPARISONS: Partial<Record<RowOperator, string>> = {
  eq: '=',
  ne: 'IS DISTINCT FROM',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

const WANTED = {
  integer: 'a number',
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  date: 'a date such as "2024-01-31"',
  time: 'a time such as "12:30:00"',
  timestamp: 'a date or time such as "2024-01-31 12:30:00"',
  json: 'nothing: take it apart first',
  bytes: 'nothing',
} as const

function unfit(column: Column, value: Json): never {
  return fail(
    'value_unfit',
    `The column "${column.name}" holds ${column.type} values, which can be compared with ${WANTED[column.type]}, not with ${aKindOf(value)}.`,
    { column: column.name, value },
  )
}

/** A value as an SQL literal of the column's type: nothing is compared that is not of one kind. Error: `value_unfit`. */
function literal(value: Json, column: Column): string {
  switch (column.type) {
    case 'integer':
    case 'number':
      if (typeof value !== 'number') return unfit(column, value)
      return Number.isSafeInteger(value) ? String(value) : `${value}::DOUBLE`
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : unfit(column, value)
    case 'text':
      return typeof value === 'string' ? quoteText(value) : unfit(column, value)
    case 'date':
    case 'timestamp':
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return unfit(column, value)
      return `${quoteText(value)}::TIMESTAMP`
    case 'time':
      if (typeof value !== 'string' || !/^\d\d?:\d\d/.test(value)) return unfit(column, value)
      return `${quoteText(value)}::TIME`
    default:
      return unfit(column, value)
  }
}

function textOf(value: Json, column: Column): string {
  return column.type === 'text' && typeof value === 'string' ? quoteText(value) : unfit(column, value)
}

function conditionSql({ operator, column: name }: RowCondition, value: Json, table: TableValue): string {
  const column = columnOf(table, name)
  const quoted = quotedColumn(table, name)
  switch (operator) {
    case 'missing':
      return `${quoted} IS NULL`
    case 'present':
      return `${quoted} IS NOT NULL`
    case 'contains':
      return `contains(${quoted}::VARCHAR, ${textOf(value, column)})`
    case 'startsWith':
      return `starts_with(${quoted}::VARCHAR, ${textOf(value, column)})`
    case 'endsWith':
      return `ends_with(${quoted}::VARCHAR, ${textOf(value, column)})`
    case 'matches':
      return `regexp_matches(${quoted}::VARCHAR, ${textOf(value, column)})`
    case 'in': {
      if (!isJsonList(value)) return unfit(column, value)
      if (value.length === 0) return 'false'
      return `${quoted} IN (${value.map((item) => literal(item, column)).join(', ')})`
    }
    default: {
      const compared = `${quoted} ${COMPARISONS[operator]} ${literal(value, column)}`
      // DuckDB holds NaN greater than every number; here nothing compares with it.
      const greater = operator === 'gt' || operator === 'gte'
      return greater && column.type === 'number' ? `(${compared} AND NOT isnan(${quoted}))` : compared
    }
  }
}

function valueFor(condition: RowCondition, values: JsonRecord): Json {
  if (condition.input === '') return condition.value
  if (Object.hasOwn(values, condition.input)) return values[condition.input] ?? null
  return fail('value_missing', `Nothing called "${condition.input}" is connected to "values".`)
}

export const runFilterRows = implement(filterRows, async (config, context) => {
  if (config.by === 'sql') return givePerRow({ keep: config.sql }, context)
  const table = await tableAt(context)
  const values = await valuesAt(context)
  const tests = config.conditions.map((condition) =>
    conditionSql(condition, valueFor(condition, values), table),
  )
  if (tests.length === 0) return { value: table }
  const where = tests.map((test) => `(${test})`).join(config.match === 'all' ? ' AND ' : ' OR ')
  try {
    return await giveQuery(`SELECT * FROM input WHERE ${where}`, table, context)
  } catch (thrown) {
    throw patternFailure(thrown, config.conditions)
  }
})

/** Of all that these conditions do, only a regular expression can be wrong in itself. */
function patternFailure(thrown: unknown, conditions: readonly RowCondition[]): unknown {
  const patterns = conditions.filter((condition) => condition.operator === 'matches')
  if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed' || patterns.length === 0) return thrown
  return new AppFailure('bad_pattern', `"matches" needs a regular expression: ${thrown.message}`, undefined, {
    cause: thrown,
  })
}
