import type { FunctionRow } from './define.ts'

export const RECORDS = {
  get: [
    'value, path, otherwise?',
    'What is at a dotted path, else the last argument (or null).',
    'get({ a: [{ b: 1 }] }, "a.0.b")',
    1,
  ],
  has: ['record, field', 'Whether a record has a field.', 'has({ a: 1 }, "b")', false],
  keys: ['record', 'The names of the fields.', 'keys({ a: 1, b: 2 })', ['a', 'b']],
  values: ['record', 'The values of the fields.', 'values({ a: 1, b: 2 })', [1, 2]],
  pairs: ['record', 'Each field as [name, value].', 'pairs({ a: 1 })', [['a', 1]]],
  fromPairs: ['pairs', 'A record of pairs [name, value].', 'fromPairs([["a", 1]])', { a: 1 }],
  pick: ['record, fields', 'With those fields only.', 'pick({ a: 1, b: 2 }, ["a"])', { a: 1 }],
  omit: ['record, fields', 'Without those fields.', 'omit({ a: 1, b: 2 }, ["a"])', { b: 2 }],
  merge: [
    'records',
    'One record of all fields; of the same name, the last counts.',
    'merge({ a: 1 }, { a: 2, b: 3 })',
    { a: 2, b: 3 },
  ],
  mapValues: [
    'record, change',
    'With every value changed by a function.',
    'mapValues({ a: 1, b: 2 }, x => x * 10)',
    { a: 10, b: 20 },
  ],
  equals: ['a, b', 'Whether two values are equal, all the way down.', 'equals({ a: [1] }, { a: [1] })', true],
  coalesce: ['values', 'The first that is not nothing (null).', 'coalesce(null, 3, 4)', 3],
  isEmpty: ['value', 'Whether it is nothing, or an empty text, list or record.', 'isEmpty([])', true],
  kind: ['value', 'What a value is: nothing, list, record, text, number, boolean.', 'kind([1])', 'list'],
} as const satisfies Record<string, FunctionRow>
