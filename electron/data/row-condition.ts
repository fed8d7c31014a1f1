import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, type Json } from '#shared/base/json.ts'
import type { RowOperator } from '#shared/operation/row-operators.ts'
import type { Column } from '#shared/operation/value.ts'
import { quoteName, quoteText } from './names.ts'
import { timeSql } from './times.ts'

export interface RowTest {
  readonly column: Column
  readonly operator: RowOperator
  readonly value: Json
  /** Of what a text is compared with: any column's text, whatever its capitals. Else only texts, as they are written. */
  readonly loose?: boolean
}

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

/** A whole number that a JavaScript number may not hold, as a text: that is how Ergo shows one. */
const WHOLE = /^-?\d{1,38}$/

function numberSql(value: Json, column: Column): string {
  if (typeof value !== 'number') return unfit(column, value)
  return Number.isSafeInteger(value) ? String(value) : `${value}::DOUBLE`
}

/** A value as an SQL literal of the column's type. Error: `value_unfit`. */
function literal(value: Json, column: Column, loose: boolean): string {
  switch (column.type) {
    case 'integer':
      // As a fraction, a long whole number would be equal to its neighbours, too.
      if (typeof value === 'string' && WHOLE.test(value)) return `${quoteText(value)}::HUGEINT`
      return numberSql(value, column)
    case 'number':
      return numberSql(value, column)
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : unfit(column, value)
    case 'text':
      return typeof value === 'string' ? quoteText(value) : unfit(column, value)
    case 'date':
    case 'timestamp':
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return unfit(column, value)
      return timeSql(quoteText(value), 'timestamp')
    case 'time':
      if (typeof value !== 'string' || !/^\d\d?:\d\d/.test(value)) return unfit(column, value)
      return timeSql(quoteText(value), 'time')
    default:
      return loose && typeof value === 'string' ? quoteText(value) : unfit(column, value)
  }
}

/** An SQL condition on one column. A missing value meets only `missing` and `ne`. Error: `value_unfit`. */
export function conditionSql({ column, operator, value, loose = false }: RowTest): string {
  const name = quoteName(column.name)
  const text = (): [string, string] => {
    if (typeof value !== 'string' || (column.type !== 'text' && !loose)) return unfit(column, value)
    const [all, part] = [`${name}::VARCHAR`, quoteText(value)]
    return loose ? [`lower(${all})`, `lower(${part})`] : [all, part]
  }
  switch (operator) {
    case 'missing':
      return `${name} IS NULL`
    case 'present':
      return `${name} IS NOT NULL`
    case 'contains':
      return `contains(${text().join(', ')})`
    case 'startsWith':
      return `starts_with(${text().join(', ')})`
    case 'endsWith':
      return `ends_with(${text().join(', ')})`
    case 'matches':
      if (typeof value !== 'string' || (column.type !== 'text' && !loose)) return unfit(column, value)
      return `regexp_matches(${name}::VARCHAR, ${quoteText(value)}${loose ? ", 'i'" : ''})`
    case 'in': {
      if (!isJsonList(value)) return unfit(column, value)
      if (value.length === 0) return 'false'
      return `${comparable(name, column)} IN (${value.map((item) => literal(item, column, loose)).join(', ')})`
    }
    default: {
      const compared = `${comparable(name, column)} ${COMPARISONS[operator]} ${literal(value, column, loose)}`
      // DuckDB holds NaN greater than every number; here nothing compares with it.
      const greater = operator === 'gt' || operator === 'gte'
      return greater && column.type === 'number' ? `(${compared} AND NOT isnan(${name}))` : compared
    }
  }
}

/** What has no order of its own is compared by its text. */
const comparable = (name: string, { type }: Column): string =>
  type === 'json' || type === 'bytes' ? `${name}::VARCHAR` : name
