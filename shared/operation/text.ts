import { isJsonList, type Json } from '../base/json.ts'
import type { Notation } from './notation.ts'

/** A value's text: text as it is, anything else written in the notation. */
export function textOf(value: Json, notation: Notation = 'json'): string {
  if (typeof value === 'string') return value
  return notation === 'python' ? pythonRepr(value) : JSON.stringify(value)
}

/** JSON text in the notation: compact, or as Python's `json.dumps` writes it (spaces, ASCII only). */
export function jsonTextOf(value: Json, notation: Notation = 'json'): string {
  return notation === 'python' ? pythonJson(value) : JSON.stringify(value)
}

/** Python's `repr`: `None`, `True`, `[1, 'a']`, `{'k': 2.5}`. */
function pythonRepr(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return pythonNumber(value)
  if (typeof value === 'string') return pythonQuoted(value)
  if (isJsonList(value)) return `[${value.map(pythonRepr).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, part]) => `${pythonQuoted(key)}: ${pythonRepr(part)}`)
    .join(', ')}}`
}

function pythonJson(value: Json): string {
  if (typeof value === 'number') return pythonNumber(value)
  if (typeof value === 'string') return asciiQuoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isJsonList(value)) return `[${value.map(pythonJson).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, part]) => `${asciiQuoted(key)}: ${pythonJson(part)}`)
    .join(', ')}}`
}

/**
 * Python writes a float with the same shortest digits as JavaScript, but with an exponent below 1e-4 and from 1e16 on,
 * of at least two digits. An integer has no exponent. (Whether 2.0 was written with its point is lost in JSON.)
 */
function pythonNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  if (Number.isInteger(value)) return BigInt(value).toString()
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  if (Number(exponent) >= -4) return String(value)
  return `${mantissa}e-${exponent.slice(1).padStart(2, '0')}`
}

/** Single quotes, or double ones where the text has single ones only. */
function pythonQuoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`)
  return quote + escaped + quote
}

function asciiQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
