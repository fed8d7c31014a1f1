import { formatPattern, parseIso } from '#electron/sandbox/library/calendar.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import type { Notation } from '#shared/operation/notation.ts'
import { jsonTextOf, textOf } from '#shared/operation/text.ts'
import { format } from '#shared/operation/transform/format.ts'
import { giveJson, implement } from '../define.ts'
import { andThen, expectList, firstJson } from '../inputs.ts'
import { byRules, finite } from '../lists.ts'

export const runFormat = implement(format, (config, context) =>
  andThen(firstJson(context), (input) => {
    // In the predecessor, what a format is not made for becomes plain text.
    const isPython = config.notation === 'python'
    switch (config.format) {
      case 'text':
        return giveJson(textOf(input, config.notation))
      case 'json':
        return giveJson(jsonTextOf(input, config.notation))
      case 'csv':
        if (isPython && !isJsonList(input)) return giveJson(textOf(input, 'python'))
        return giveJson(csvOf(expectList(input), config.notation))
      case 'percent': {
        const number = isPython ? byRules(input, 'python') : input
        if (isPython && typeof number !== 'number') return giveJson(textOf(input, 'python'))
        const percent = finite(expectNumber(number) * 100, 'The percentage')
        return giveJson(`${fixed(percent, config.precision)}%`)
      }
      case 'fixed':
        return giveJson(fixed(expectNumber(input), config.precision))
      case 'date':
        return giveJson(formatPattern(expectDate(input), config.pattern))
    }
  }),
)

function expectNumber(value: Json): number {
  return typeof value === 'number'
    ? value
    : fail('not_a_number', `A number is needed here, but the input is ${aKindOf(value)}.`)
}

/** The furthest that a JavaScript date can lie from 1970, in milliseconds (ECMAScript). */
const MAX_EPOCH = 8.64e15

/** Unix milliseconds of a date in ISO 8601 form (UTC without an offset), or the number itself. */
function expectDate(value: Json): number {
  const epoch = typeof value === 'string' ? parseIso(value) : value
  if (typeof epoch === 'number' && Math.abs(epoch) <= MAX_EPOCH) return epoch
  const got = typeof value === 'object' ? aKindOf(value) : JSON.stringify(value)
  return fail(
    'not_a_date',
    `A date such as 2024-03-01 or Unix milliseconds are needed, but the input is ${got}.`,
  )
}

/** `toFixed` rounds the exact binary value, but gives up at 1e21, where every number is whole. */
function fixed(value: number, digits: number): string {
  if (Math.abs(value) < 1e21) return value.toFixed(digits)
  return BigInt(value) + (digits === 0 ? '' : `.${'0'.repeat(digits)}`)
}

/**
 * One line of items, or for a list of records one line of field names and one for each record, as RFC 4180 quotes them.
 * In the predecessor's notation the items are joined by commas and nothing else is done.
 */
function csvOf(items: readonly Json[], notation: Notation): string {
  if (notation === 'python') return items.map((item) => textOf(item, notation)).join(',')
  const records = items.filter(isJsonRecord)
  if (records.length === 0 || records.length < items.length) return lineOf(items)
  const names = [...new Set(records.flatMap(Object.keys))]
  return [names, ...records.map((record) => cellsOf(record, names))].map(lineOf).join('\n')
}

const cellsOf = (record: JsonRecord, names: readonly string[]): Json[] =>
  names.map((name) => (Object.hasOwn(record, name) ? (record[name] ?? null) : null))

const lineOf = (cells: readonly Json[]): string => cells.map(cellOf).join(',')

function cellOf(value: Json): string {
  const text = value === null ? '' : textOf(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
