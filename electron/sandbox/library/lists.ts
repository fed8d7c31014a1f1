import { isEqual } from '#shared/base/equal.ts'
import type { LISTS } from '#shared/operation/functions/lists.ts'
import { functionArg, integerArg, listArg, numberArg, recordArg, testArg, textArg } from './check.ts'
import type { CodeOf } from './define.ts'

const MAX_RANGE = 10_000_000

/** What an item is judged by: a function of it, or the name of a field that it must have. */
function keyArg(name: string, by: unknown): (item: unknown) => unknown {
  if (typeof by !== 'string') {
    const key = functionArg(name, by)
    return (item) => key(item)
  }
  return (item) => {
    const record = recordArg(name, item)
    if (Object.hasOwn(record, by)) return record[by]
    throw new TypeError(`${name} finds no field ${JSON.stringify(by)} in one of the items`)
  }
}

/** Numbers by size, texts by their characters' codes, false before true. Anything else has no order. */
function compare(name: string, a: unknown, b: unknown): number {
  if (typeof a === typeof b && /^(?:number|string|boolean)$/.test(typeof a)) {
    const [left, right] = [a as number, b as number]
    return left < right ? -1 : left > right ? 1 : 0
  }
  throw new TypeError(`${name} can order numbers with numbers and texts with texts, nothing else`)
}

function sortBy(name: string, list: unknown, by: unknown, order: unknown): unknown[] {
  if (order !== 'asc' && order !== 'desc') throw new TypeError(`${name} needs the order "asc" or "desc"`)
  const key = keyArg(name, by)
  const sign = order === 'asc' ? 1 : -1
  return listArg(name, list)
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => sign * compare(name, a.key, b.key))
    .map(({ item }) => item)
}

function extreme(name: string, list: unknown, by: unknown, sign: 1 | -1): unknown {
  const items = listArg(name, list)
  const key = keyArg(name, by)
  let best = nonEmpty(name, items[0], items)
  let bestKey = key(best)
  for (const item of items.slice(1)) {
    const itemKey = key(item)
    if (sign * compare(name, itemKey, bestKey) > 0) [best, bestKey] = [item, itemKey]
  }
  return best
}

function nonEmpty<T>(name: string, item: T, items: readonly unknown[]): T {
  if (items.length > 0) return item
  throw new TypeError(`${name} needs at least one item, but the list is empty`)
}

function groups(name: string, list: unknown, by: unknown): Map<string, unknown[]> {
  const key = keyArg(name, by)
  const found = new Map<string, unknown[]>()
  for (const item of listArg(name, list)) {
    const group = String(key(item))
    const members = found.get(group)
    if (members) members.push(item)
    else found.set(group, [item])
  }
  return found
}

/** Simple values are compared by a set, lists and records one by one. */
function unique(items: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>()
  const objects: unknown[] = []
  return items.filter((item) => {
    if (typeof item !== 'object' || item === null) return seen.size < seen.add(item).size
    if (objects.some((other) => isEqual(item, other))) return false
    objects.push(item)
    return true
  })
}

const has = (items: readonly unknown[], item: unknown): boolean => items.some((other) => isEqual(item, other))
const lists = (name: string, all: readonly unknown[]): (readonly unknown[])[] =>
  all.map((list) => listArg(name, list))

function range(start: number, end: number, step: number): number[] {
  if (step === 0) throw new RangeError('range needs a step other than 0')
  const length = Math.max(0, Math.ceil((end - start) / step))
  if (length > MAX_RANGE) throw new RangeError(`range gives at most ${MAX_RANGE} numbers`)
  return Array.from({ length }, (_, i) => start + i * step)
}

export const listFunctions = {
  column: (list: unknown, field: unknown) =>
    listArg('column', list).map(keyArg('column', textArg('column', field))),
  first: (list: unknown) => nonEmpty('first', listArg('first', list)[0], listArg('first', list)),
  last: (list: unknown) => nonEmpty('last', listArg('last', list).at(-1), listArg('last', list)),
  take: (list: unknown, n: unknown) => listArg('take', list).slice(0, integerArg('take', n, 0)),
  drop: (list: unknown, n: unknown) => listArg('drop', list).slice(integerArg('drop', n, 0)),
  range: (start: unknown, end: unknown, step: unknown = 1) =>
    range(numberArg('range', start), numberArg('range', end), numberArg('range', step)),
  sort: (list: unknown) => [...listArg('sort', list)].sort((a, b) => compare('sort', a, b)),
  sortBy: (list: unknown, by: unknown, order: unknown = 'asc') => sortBy('sortBy', list, by, order),
  reverse: (list: unknown) => [...listArg('reverse', list)].reverse(),
  unique: (list: unknown) => unique(listArg('unique', list)),
  compact: (list: unknown) => listArg('compact', list).filter((item) => item !== null && item !== undefined),
  flatten: (list: unknown) => listArg('flatten', list).flat(Number.POSITIVE_INFINITY),
  chunk: (list: unknown, size: unknown) => {
    const [items, width] = [listArg('chunk', list), integerArg('chunk', size, 1)]
    return Array.from({ length: Math.ceil(items.length / width) }, (_, i) =>
      items.slice(i * width, (i + 1) * width),
    )
  },
  zip: (...all: unknown[]) => {
    const columns = lists('zip', all)
    const length = columns[0]?.length ?? 0
    if (columns.some((list) => list.length !== length)) {
      throw new RangeError(
        `zip needs lists of the same length, but got ${columns.map((l) => l.length).join(', ')}`,
      )
    }
    return Array.from({ length }, (_, i) => columns.map((list) => list[i]))
  },
  groupBy: (list: unknown, by: unknown) => Object.fromEntries(groups('groupBy', list, by)),
  countBy: (list: unknown, by: unknown) =>
    Object.fromEntries([...groups('countBy', list, by)].map(([group, members]) => [group, members.length])),
  minBy: (list: unknown, by: unknown) => extreme('minBy', list, by, -1),
  maxBy: (list: unknown, by: unknown) => extreme('maxBy', list, by, 1),
  any: (list: unknown, test: unknown) => listArg('any', list).some(testArg('any', test)),
  all: (list: unknown, test: unknown) => listArg('all', list).every(testArg('all', test)),
  union: (...all: unknown[]) => unique(lists('union', all).flat()),
  intersection: (...all: unknown[]) => {
    const [head = [], ...rest] = lists('intersection', all)
    return unique(head).filter((item) => rest.every((list) => has(list, item)))
  },
  difference: (list: unknown, others: unknown) => {
    const away = listArg('difference', others)
    return listArg('difference', list).filter((item) => !has(away, item))
  },
} satisfies CodeOf<typeof LISTS>
