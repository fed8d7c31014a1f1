import { type Json, kindOf } from '../../base/json.ts'

/** Fails as Python would have raised. The sandbox turns it into the node's error. */
export function raise(reason: string): never {
  throw new Error(`As in Python, ${reason}.`)
}

const WORDS = {
  nothing: 'None',
  list: 'a list',
  record: 'a record',
  text: 'a text',
  number: 'a number',
  boolean: 'a boolean',
} as const

export const pyTypeOf = (value: Json): string => WORDS[kindOf(value)]

/** Booleans are numbers in Python: `True + 1` is 2. */
export function isPyNumber(value: Json | undefined): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

export const pyNumber = (value: number | boolean): number => Number(value)

/** An index or a count. */
export function isPyInteger(value: Json | undefined): value is number | boolean {
  return isPyNumber(value) && Number.isInteger(Number(value))
}
