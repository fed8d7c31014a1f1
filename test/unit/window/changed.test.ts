import { expect, it } from 'vitest'
import type { Json } from '#shared/base/json.ts'
import { changedTexts } from '../../../renderer/compare/changed.ts'

it.each<[Json, Json, string, string]>([
  [1, 2.5, '1', '2.5'],
  [1000000.001, 1000000.004, '1000000.001', '1000000.004'],
  [null, '', 'missing', 'empty text'],
  [null, 0, 'missing', '0'],
  ['5', 5, '"5"', '5'],
  [{ a: 1 }, { a: 2 }, '{"a":1}', '{"a":2}'],
  [true, false, 'yes', 'no'],
  [true, 'yes', 'true', 'yes'],
])('%j and %j are told apart', (before, after, a, b) => {
  expect(changedTexts(before, after)).toEqual([a, b])
})
