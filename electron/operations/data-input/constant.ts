import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json, parseJson } from '#shared/base/json.ts'
import { constant, type DataType } from '#shared/operation/data-input/constant.ts'
import { pyTruthy } from '#shared/operation/python/compare.ts'
import { textOf } from '#shared/operation/text.ts'
import { giveJson, implement } from '../define.ts'

export const runConstant = implement(constant, (config) =>
  giveJson(READERS[config.dataType](config.value, config.lenient)),
)

const READERS: Record<DataType, (value: Json, lenient: boolean) => Json> = {
  auto: (value) => value,
  text: (value, lenient) => textOf(value, lenient ? 'python' : 'json'),
  integer: asInteger,
  number: asNumber,
  boolean: asBoolean,
  list: (value) => {
    const parsed = fromText(value)
    return isJsonList(parsed) ? parsed : refuse(value, 'a list such as [1, 2, 3]')
  },
  record: (value) => {
    const parsed = fromText(value)
    return isJsonRecord(parsed) ? parsed : refuse(value, 'a record such as {"mass": 1.5}')
  },
}

function refuse(value: Json, wanted: string): never {
  const got =
    typeof value === 'string'
      ? `the text ${JSON.stringify(shorten(value))}`
      : typeof value === 'number'
        ? `the number ${value}`
        : aKindOf(value)
  return fail('not_parsable', `The value is ${got}, not ${wanted}: correct it, or choose another data type.`)
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function asInteger(value: Json, lenient: boolean): number {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return value
    return lenient ? Math.trunc(value) : refuse(value, 'a whole number')
  }
  if (typeof value === 'boolean' && lenient) return Number(value)
  if (typeof value !== 'string' || !/^\s*[+-]?\d+\s*$/.test(value)) return refuse(value, 'a whole number')
  const integer = Number(value)
  if (!Number.isSafeInteger(integer)) return refuse(value, 'a whole number of up to 15 digits')
  return integer
}

function asNumber(value: Json, lenient: boolean): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean' && lenient) return Number(value)
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) {
    return refuse(value, 'a number (with a decimal point, such as 2.5 or 1e-3)')
  }
  const number = Number(value)
  if (!Number.isFinite(number))
    fail('not_finite', `The number ${shorten(value.trim())} is too large to hold.`)
  return number
}

const TRUE = new Set(['true', '1', 'yes'])
const FALSE = new Set(['false', '0', 'no'])

function asBoolean(value: Json, lenient: boolean): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  if (typeof value === 'string') {
    const word = value.trim().toLowerCase()
    if (TRUE.has(word)) return true
    if (lenient || FALSE.has(word)) return false
  }
  return lenient ? pyTruthy(value) : refuse(value, 'true, yes, 1, false, no or 0')
}

/** Text as the JSON it holds; what is not JSON, or not text, as it is. */
function fromText(value: Json): Json {
  if (typeof value !== 'string') return value
  const parsed = parseJson(value)
  if (!parsed.ok) return value
  return parsed.value
}
