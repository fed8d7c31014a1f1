import { isJsonList, isJsonRecord, type Json } from '../../base/json.ts'
import { pyTruthy } from './compare.ts'
import { isPyInteger, pyTypeOf, raise } from './types.ts'

/** `container[key]`: an item of a list or a text (negative counts from the end) or a key of a record; absent is an error. */
export function pyIndex(container: Json, key: Json): Json {
  if (isJsonRecord(container)) {
    return typeof key === 'string' && Object.hasOwn(container, key)
      ? (container[key] ?? null)
      : raise(`the record has no key ${JSON.stringify(key)}`)
  }
  const items = sequence(container)
  if (!isPyInteger(key)) raise(`${pyTypeOf(container)} is indexed by integers, not by ${pyTypeOf(key)}`)
  const at = Number(key) < 0 ? items.length + Number(key) : Number(key)
  const item = items[at]
  return item === undefined
    ? raise(`index ${Number(key)} is outside ${pyTypeOf(container)} of ${items.length}`)
    : item
}

/** `container[start:stop:step]` of a list or a text; what is null is Python's default. */
export function pySlice(container: Json, start: Json, stop: Json, step: Json): Json {
  const items = sequence(container)
  const by = bound(step) ?? 1
  if (by === 0) raise('the step of a slice is not 0')
  const [low, high] = by > 0 ? [0, items.length] : [-1, items.length - 1]
  const clamp = (at: number | null, otherwise: number): number =>
    at === null ? otherwise : Math.min(high, Math.max(low, at < 0 ? at + items.length : at))
  const from = clamp(bound(start), by > 0 ? low : high)
  const to = clamp(bound(stop), by > 0 ? high : low)
  const taken: Json[] = []
  for (let at = from; by > 0 ? at < to : at > to; at += by) taken.push(items[at] ?? null)
  return typeof container === 'string' ? taken.join('') : taken
}

function bound(value: Json): number | null {
  if (value === null) return null
  return isPyInteger(value)
    ? Number(value)
    : raise(`a slice is bounded by integers, not by ${pyTypeOf(value)}`)
}

/** The items of a list, or the characters (code points) of a text. */
function sequence(value: Json): readonly Json[] {
  if (isJsonList(value)) return value
  return typeof value === 'string' ? Array.from(value) : raise(`${pyTypeOf(value)} has no items`)
}

/** `left and right`: the first operand that is false, else the last. */
export function pyAnd(left: Json, right: () => Json): Json {
  return pyTruthy(left) ? right() : left
}

/** `left or right`: the first operand that is true, else the last. */
export function pyOr(left: Json, right: () => Json): Json {
  return pyTruthy(left) ? left : right()
}

/** What Python's `str.strip()` takes away. It differs from JavaScript's `trim`, which also takes U+FEFF. */
const SPACES =
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'

/** Looks at each end once; a regular expression for the end begins anew at each space within. */
function strip(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && SPACES.includes(text.charAt(start))) start += 1
  while (end > start && SPACES.includes(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

const TEXT_METHODS: Readonly<Record<string, (text: string) => Json>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  strip,
}

const AFFIX_METHODS: Readonly<Record<string, (text: string, part: string) => Json>> = {
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
}

/** How many arguments each method that is carried over takes. */
export const PY_METHODS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  get: [1, 2],
  lower: [0, 0],
  upper: [0, 0],
  strip: [0, 0],
  startswith: [1, 1],
  endswith: [1, 1],
}

/** `value.method(…)` for the methods of {@link PY_METHODS}; on a value of another type it is an error. */
export function pyMethod(method: string, value: Json, first: Json = null, second: Json = null): Json {
  if (method === 'get' && isJsonRecord(value)) {
    if (isJsonList(first) || isJsonRecord(first)) raise(`${pyTypeOf(first)} can't be a key`)
    return typeof first === 'string' && Object.hasOwn(value, first) ? (value[first] ?? null) : second
  }
  if (typeof value === 'string') {
    const plain = TEXT_METHODS[method]
    if (plain) return plain(value)
    const affix = AFFIX_METHODS[method]
    if (affix) return typeof first === 'string' ? affix(value, first) : raise(`${method} needs a text`)
  }
  return raise(`${pyTypeOf(value)} has no method ${method}`)
}

/** A name that the condition uses and nothing gives. */
export function pyUnknown(name: string): never {
  return raise(`the name "${name}" is not known here: only the node's inputs are, by their ids`)
}
