import { isJsonList, isJsonRecord, type Json } from '../../base/json.ts'
import { isPyNumber, pyNumber, pyTypeOf, raise } from './types.ts'

/** Nothing, false, 0 and everything empty are false; all else is true. */
export function pyTruthy(value: Json): boolean {
  if (isJsonList(value)) return value.length > 0
  return isJsonRecord(value) ? Object.keys(value).length > 0 : Boolean(value)
}

/**
 * `==`: deep for lists and records (whose order does not matter); a boolean equals the number 0 or 1; values of
 * different types are unequal, never an error. Iterative, so that deep values cost no stack.
 */
export function pyEquals(left: Json, right: Json): boolean {
  const pairs: [Json | undefined, Json | undefined][] = [[left, right]]
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a = null, b = null] = pair
    if (isPyNumber(a) && isPyNumber(b)) {
      if (Number(a) !== Number(b)) return false
    } else if (isJsonList(a) && isJsonList(b)) {
      if (a.length !== b.length) return false
      for (const [i, item] of a.entries()) pairs.push([item, b[i]])
    } else if (isJsonRecord(a) && isJsonRecord(b)) {
      const keys = Object.keys(a)
      if (keys.length !== Object.keys(b).length) return false
      for (const key of keys) {
        if (!Object.hasOwn(b, key)) return false
        pairs.push([a[key], b[key]])
      }
    } else if (a !== b) return false
  }
  return true
}

/** Texts in the order of their code points (JavaScript's own order is by UTF-16 units, which differs past U+FFFF). */
function compareText(left: string, right: string): number {
  const a = Array.from(left)
  const b = Array.from(right)
  for (const [i, char] of a.entries()) {
    const other = b[i]
    if (other === undefined) return 1
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return a.length - b.length
}

/** The ordering of two values as a test; lists go by the first pair that is unequal. */
function ordered(
  symbol: string,
  test: (left: number, right: number) => boolean,
): (left: Json, right: Json) => boolean {
  return (left, right) => {
    let [a, b] = [left, right]
    while (isJsonList(a) && isJsonList(b)) {
      const at = firstUnequal(a, b)
      if (at >= a.length || at >= b.length) return test(a.length, b.length)
      const next: [Json, Json] = [a[at] ?? null, b[at] ?? null]
      ;[a, b] = next
    }
    if (isPyNumber(a) && isPyNumber(b)) return test(pyNumber(a), pyNumber(b))
    if (typeof a === 'string' && typeof b === 'string') return test(compareText(a, b), 0)
    return raise(`${pyTypeOf(a)} and ${pyTypeOf(b)} can't be compared with ${symbol}`)
  }
}

function firstUnequal(a: readonly Json[], b: readonly Json[]): number {
  const at = a.findIndex((item, i) => i >= b.length || !pyEquals(item, b[i] ?? null))
  return at < 0 ? a.length : at
}

export const pyLess = ordered('<', (a, b) => a < b)
export const pyLessEqual = ordered('<=', (a, b) => a <= b)
export const pyGreater = ordered('>', (a, b) => a > b)
export const pyGreaterEqual = ordered('>=', (a, b) => a >= b)

/** `x in container`: an equal item of a list, a key of a record, or a part of a text. */
export function pyIn(item: Json, container: Json): boolean {
  if (isJsonList(container)) return container.some((other) => pyEquals(item, other))
  if (isJsonRecord(container)) return pyInSet(item, Object.keys(container))
  if (typeof container !== 'string') return raise(`nothing can be in ${pyTypeOf(container)}`)
  return typeof item === 'string'
    ? container.includes(item)
    : raise(`only a text can be in a text, not ${pyTypeOf(item)}`)
}

/** `x in {…}`: as {@link pyIn} of a list, but a list or record can't be a member and is an error. */
export function pyInSet(item: Json, members: readonly Json[]): boolean {
  if (isJsonList(item) || isJsonRecord(item)) return raise(`${pyTypeOf(item)} can't be a member or a key`)
  return members.some((other) => pyEquals(item, other))
}
