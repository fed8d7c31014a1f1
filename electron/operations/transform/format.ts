import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import type { Notation } from '#shared/operation/notation.ts'
import { format } from '#shared/operation/transform/format.ts'
import { giveJson, implement } from '../define.ts'
import { andThen, expectList, firstJson } from '../inputs.ts'
import { finite } from '../lists.ts'
import { jsonTextOf, textOf } from '../text.ts'

export const runFormat = implement(format, (config, context) =>
  andThen(firstJson(context), (input) => {
    switch (config.format) {
      case 'text':
        return giveJson(textOf(input, config.notation))
      case 'json':
        return giveJson(jsonTextOf(input, config.notation))
      case 'csv':
        return giveJson(csvOf(expectList(input), config.notation))
      case 'percent': {
        const percent = finite(expectNumber(input) * 100, 'The percentage')
        return giveJson(`${fixed(percent, config.precision)}%`)
      }
      case 'fixed':
        return giveJson(fixed(expectNumber(input), config.precision))
    }
  }),
)

function expectNumber(value: Json): number {
  return typeof value === 'number'
    ? value
    : fail('not_a_number', `A number is needed here, but the input is ${aKindOf(value)}.`)
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
