import type { DuckDBValue } from '@duckdb/node-api'
import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { TableFilter, TableQuery } from '#shared/contract/values.ts'
import type { Column, ColumnType } from '#shared/operation/value.ts'
import { quoteName } from './names.ts'

/** Rows that pass every condition and hold the searched text in some column, whatever its case. */
export type RowFilter = Pick<TableQuery, 'filter' | 'search'> & Partial<Pick<TableQuery, 'sort'>>

const COMPARISONS: Partial<Record<TableFilter['operator'], string>> = {
  eq: '=',
  ne: 'IS DISTINCT FROM',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

/** What a compared value is read as; other columns are compared as text. */
const READ_AS: Partial<Record<ColumnType, string>> = {
  integer: 'DOUBLE',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
}

/**
 * An SQL condition, or null where every row passes. What people have typed goes into `values`, never into the text.
 * Errors: `column_missing`, `filter_invalid`.
 */
export function conditionOf(
  columns: readonly Column[],
  filter: RowFilter,
  values: DuckDBValue[],
): string | null {
  const placeholder = (value: DuckDBValue): string => `$${values.push(value)}`
  for (const { column } of filter.sort ?? []) columnOf(columns, column)
  const parts = filter.filter.map(({ column, operator, value }) => {
    const { name, type } = columnOf(columns, column)
    const quoted = quoteName(name)
    if (operator === 'empty') return `${quoted} IS NULL`
    if (operator === 'notEmpty') return `${quoted} IS NOT NULL`
    if (operator === 'contains') return contains(quoted, placeholder(textOf(name, value)))
    const sign = COMPARISONS[operator] ?? '='
    const readAs = READ_AS[type]
    if (readAs === undefined) return `CAST(${quoted} AS VARCHAR) ${sign} ${placeholder(textOf(name, value))}`
    return `${quoted} ${sign} CAST(${placeholder(operandOf(name, type, value))} AS ${readAs})`
  })
  const { search } = filter
  if (search) {
    const text = placeholder(search)
    parts.push(`(${columns.map((column) => contains(quoteName(column.name), text)).join(' OR ')})`)
  }
  return parts.length > 0 ? parts.join(' AND ') : null
}

const contains = (column: string, text: string): string =>
  `contains(lower(CAST(${column} AS VARCHAR)), lower(${text}))`

function columnOf(columns: readonly Column[], name: string): Column {
  const column = columns.find((each) => each.name === name)
  return column ?? fail('column_missing', `The table has no column "${name}".`, { column: name })
}

function textOf(column: string, value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return fail('filter_invalid', `Say what "${column}" is to be compared with.`, { column })
}

/** A value that DuckDB can read as the column's type. */
function operandOf(column: string, type: ColumnType, value: Json | undefined): DuckDBValue {
  const text = textOf(column, value).trim()
  const fits =
    type === 'boolean'
      ? /^(true|false)$/i.test(text)
      : type === 'integer' || type === 'number'
        ? text !== '' && Number.isFinite(Number(text))
        : isTime(type, text)
  if (fits) return text
  return fail('filter_invalid', `"${text}" can't be compared with the column "${column}": ${NEEDS[type]}.`, {
    column,
  })
}

const NEEDS: Partial<Record<ColumnType, string>> = {
  integer: 'it needs a number',
  number: 'it needs a number',
  boolean: 'it needs true or false',
  date: 'it needs a date such as 2024-05-31',
  time: 'it needs a time such as 14:30',
  timestamp: 'it needs a date and time such as 2024-05-31 14:30',
}

function isTime(type: ColumnType, text: string): boolean {
  const date = String.raw`\d{4}-\d{2}-\d{2}`
  const time = String.raw`\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?`
  if (type === 'time') return new RegExp(`^${time}$`).test(text)
  if (!new RegExp(`^${date}([T ]${time}Z?)?$`).test(text)) return false
  return !Number.isNaN(Date.parse(text.slice(0, 10)))
}
