import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { TableFilter, TableQuery } from '#shared/contract/values.ts'
import type { Column, ColumnType } from '#shared/operation/value.ts'
import { quoteName, quoteText } from './names.ts'
import { conditionSql } from './row-condition.ts'

/** Rows that pass every condition and hold the searched text in some column, whatever its case. */
export type RowFilter = Pick<TableQuery, 'filter' | 'search'> & Partial<Pick<TableQuery, 'sort'>>

/** An SQL condition, or null where every row passes. Errors: `column_missing`, `filter_invalid`. */
export function conditionOf(columns: readonly Column[], filter: RowFilter): string | null {
  for (const { column } of filter.sort ?? []) columnOf(columns, column)
  const parts = filter.filter.map(({ column: name, operator, value }) => {
    const column = columnOf(columns, name)
    return conditionSql({ column, operator, value: valueFor(column, operator, value), loose: true })
  })
  const { search } = filter
  if (search) {
    const text = `lower(${quoteText(search)})`
    const any = columns.map((column) => `contains(lower(${shownSql(column)}), ${text})`)
    parts.push(`(${any.join(' OR ')})`)
  }
  return parts.length > 0 ? parts.map((part) => `(${part})`).join(' AND ') : null
}

/** A cell as people see it, where that is another word than DuckDB's. */
function shownSql({ name, type }: Column): string {
  const column = quoteName(name)
  return type === 'boolean'
    ? `CASE ${column} WHEN true THEN 'yes' WHEN false THEN 'no' END`
    : `${column}::VARCHAR`
}

function columnOf(columns: readonly Column[], name: string): Column {
  const column = columns.find((each) => each.name === name)
  return column ?? fail('column_missing', `The table has no column "${name}".`, { column: name })
}

const TEXTUAL: ReadonlySet<TableFilter['operator']> = new Set([
  'contains',
  'startsWith',
  'endsWith',
  'matches',
])

/** What people have typed, as a value of the column's type. */
function valueFor(column: Column, operator: TableFilter['operator'], value: Json | undefined): Json {
  if (operator === 'missing' || operator === 'present') return null
  const text = textOf(column.name, value)
  if (operator === 'matches') return pattern(column.name, text)
  if (TEXTUAL.has(operator)) return text
  if (operator === 'in') return text.split(',').map((part) => typed(column, part.trim()))
  return typed(column, text)
}

function pattern(column: string, text: string): string {
  try {
    new RegExp(text)
    return text
  } catch {
    return fail('filter_invalid', `"${text}" is no regular expression.`, { column })
  }
}

function textOf(column: string, value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return fail('filter_invalid', `Say what "${column}" is to be compared with.`, { column })
}

function typed({ name, type }: Column, given: string): Json {
  const text = given.trim()
  switch (type) {
    case 'integer':
      if (/^-?\d{16,38}$/.test(text)) return text
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : unfit(name, type, text)
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : unfit(name, type, text)
    case 'boolean':
      if (/^(true|yes)$/i.test(text)) return true
      return /^(false|no)$/i.test(text) ? false : unfit(name, type, text)
    case 'date':
    case 'time':
    case 'timestamp':
      return isTime(type, text) ? text : unfit(name, type, text)
    default:
      return given
  }
}

function unfit(column: string, type: ColumnType, text: string): never {
  return fail('filter_invalid', `"${text}" can't be compared with the column "${column}": ${NEEDS[type]}.`, {
    column,
  })
}

const NEEDS: Partial<Record<ColumnType, string>> = {
  integer: 'it needs a number',
  number: 'it needs a number',
  boolean: 'it needs yes or no',
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
