import type { FunctionRow } from './define.ts'

/** `by` is the name of a field of the items or a function of an item. */
export const LISTS = {
  column: [
    'list, field',
    'That field of every record; a record without it is an error.',
    'column([{ m: 1 }, { m: 2 }], "m")',
    [1, 2],
  ],
  first: ['list', 'The first item; an empty list is an error.', 'first([4, 5])', 4],
  last: ['list', 'The last item; an empty list is an error.', 'last([4, 5])', 5],
  take: ['list, n', 'The first n items.', 'take([1, 2, 3], 2)', [1, 2]],
  drop: ['list, n', 'All but the first n items.', 'drop([1, 2, 3], 2)', [3]],
  range: [
    'start, end, step?',
    'The numbers from start up to, not including, end.',
    'range(0, 6, 2)',
    [0, 2, 4],
  ],
  sort: ['list', 'Numbers or texts in ascending order.', 'sort([10, 9, 1])', [1, 9, 10]],
  sortBy: [
    'list, by, order?',
    'Items ordered by a field or function; order "asc" or "desc".',
    'sortBy([{ m: 1 }, { m: 2 }], "m", "desc")',
    [{ m: 2 }, { m: 1 }],
  ],
  reverse: ['list', 'In reverse order.', 'reverse([1, 2, 3])', [3, 2, 1]],
  unique: ['list', 'Without items equal to an earlier one.', 'unique([1, 2, 1, [3], [3]])', [1, 2, [3]]],
  compact: ['list', 'Without what is nothing (null).', 'compact([1, null, 0])', [1, 0]],
  flatten: ['list', 'The items of the lists within, at every depth.', 'flatten([1, [2, [3]]])', [1, 2, 3]],
  chunk: ['list, size', 'Cut into lists of so many items.', 'chunk([1, 2, 3], 2)', [[1, 2], [3]]],
  zip: [
    'lists',
    'Lists of the same length, item by item.',
    'zip([1, 2], ["a", "b"])',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  groupBy: [
    'list, by',
    'A record of lists: the items by what a field or function says.',
    'groupBy([1, 2, 3], x => x % 2 ? "odd" : "even")',
    { odd: [1, 3], even: [2] },
  ],
  countBy: [
    'list, by',
    'How many items there are of each group.',
    'countBy(["a", "b", "a"], x => x)',
    { a: 2, b: 1 },
  ],
  minBy: ['list, by', 'The item with the smallest value.', 'minBy([{ m: 3 }, { m: 1 }], "m")', { m: 1 }],
  maxBy: ['list, by', 'The item with the largest value.', 'maxBy([{ m: 3 }, { m: 1 }], "m")', { m: 3 }],
  any: ['list, test', 'Whether at least one item passes.', 'any([1, 5], x => x > 3)', true],
  all: ['list, test', 'Whether every item passes.', 'all([1, 5], x => x > 3)', false],
  union: ['lists', 'All items of the lists, each once.', 'union([1, 2], [2, 3])', [1, 2, 3]],
  intersection: ['lists', 'The items that every list has.', 'intersection([1, 2], [2, 3])', [2]],
  difference: ['list, others', 'The items that the other list lacks.', 'difference([1, 2, 3], [2])', [1, 3]],
} as const satisfies Record<string, FunctionRow>
