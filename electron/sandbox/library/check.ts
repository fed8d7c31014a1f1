import { kindOf } from '#shared/base/json.ts'

/**
 * What the library's functions ask of their arguments. They throw built-in errors only: an error of a class of our own
 * would hand that class, which is not frozen, to the text that catches it.
 */

/** Anything the user's text may pass; nothing is known of it. */
export type Argument = unknown

function words(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? 'not a number (NaN)' : 'infinite'
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'bigint' || typeof value === 'symbol') return `a ${typeof value}`
  const kind = kindOf(value as Parameters<typeof kindOf>[0])
  return kind === 'nothing' ? kind : `a ${kind}`
}

function needs(name: string, what: string, got: string): never {
  throw new TypeError(`${name} needs ${what}, but got ${got}`)
}

export function numberArg(name: string, value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : needs(name, 'a number', words(value))
}

export function integerArg(name: string, value: unknown, least: number): number {
  const number = numberArg(name, value)
  if (Number.isInteger(number) && number >= least) return number
  return needs(name, `a whole number from ${least}`, String(number))
}

export function textArg(name: string, value: unknown): string {
  return typeof value === 'string' ? value : needs(name, 'a text', words(value))
}

export function listArg(name: string, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : needs(name, 'a list', words(value))
}

export function recordArg(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  return needs(name, 'a record', words(value))
}

type Callback = (...args: readonly unknown[]) => unknown

export function functionArg(name: string, value: unknown): Callback {
  return typeof value === 'function'
    ? (value as Callback)
    : needs(name, 'a function such as x => x > 3', words(value))
}

/** The answer of a test; anything but true or false is a mistake in it. */
export function testArg(name: string, value: unknown): (item: unknown, index: number) => boolean {
  const test = functionArg(name, value)
  return (item, index) => {
    const passes = test(item, index)
    return typeof passes === 'boolean'
      ? passes
      : needs(name, 'a test that gives true or false', words(passes))
  }
}

/** The items of a list of numbers, each checked, as a new array. */
export function numbersArg(name: string, value: unknown): number[] {
  return listArg(name, value).map((item, i) => {
    if (typeof item === 'number' && Number.isFinite(item)) return item
    const missing = item === null || item === undefined ? '; leave missing values out with compact(…)' : ''
    return needs(name, 'numbers', `${words(item)} at place ${i + 1}${missing}`)
  })
}

/** As {@link numbersArg}, of a function that takes one list or the numbers themselves; at least `least` of them. */
export function numbersOf(name: string, args: readonly unknown[], least = 1): number[] {
  const numbers = numbersArg(name, args.length === 1 && Array.isArray(args[0]) ? args[0] : args)
  if (numbers.length >= least) return numbers
  const what = `at least ${least} ${least === 1 ? 'number' : 'numbers'}`
  return needs(name, what, numbers.length === 0 ? 'none' : String(numbers.length))
}

/** Two lists of numbers of the same length, at least `least` pairs. */
export function pairedArg(name: string, xs: unknown, ys: unknown, least: number): [number[], number[]] {
  const [a, b] = [numbersArg(name, xs), numbersArg(name, ys)]
  if (a.length !== b.length) needs(name, 'two lists of the same length', `${a.length} and ${b.length} items`)
  if (a.length < least) needs(name, `at least ${least} pairs`, String(a.length))
  return [a, b]
}
