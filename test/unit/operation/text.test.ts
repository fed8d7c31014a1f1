import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/base/json.ts'
import { jsonTextOf, textOf } from '#shared/operation/text.ts'

describe('text of a value', () => {
  it('is text itself, or JSON', () => {
    expect([textOf('a "b"'), textOf(null), textOf([1, 'a']), jsonTextOf('a')]).toEqual([
      'a "b"',
      'null',
      '[1,"a"]',
      '"a"',
    ])
  })

  // Expected texts are what `str` and `json.dumps` of CPython 3 give.
  it.each<[Json, string]>([
    ['text', 'text'],
    [null, 'None'],
    [true, 'True'],
    [[false, 'a', ["it's"]], `[False, 'a', ["it's"]]`],
    [[`it's "it"`, 'a\\b\n\r\t'], `['it\\'s "it"', 'a\\\\b\\n\\r\\t']`],
    [{ k: 2.5, l: [] }, "{'k': 2.5, 'l': []}"],
    [[0.0001, 0.00001, 1.5e-7, 1e-100], '[0.0001, 1e-05, 1.5e-07, 1e-100]'],
    [[1e22, -3, -0], '[10000000000000000000000, -3, -0.0]'],
  ])('in the notation of Python, %j', (value, expected) => {
    expect(textOf(value, 'python')).toBe(expected)
  })

  it.each<[Json, string]>([
    ['é', '"\\u00e9"'],
    [{ a: [1, { b: null }], '\u2028😀': true }, '{"a": [1, {"b": null}], "\\u2028\\ud83d\\ude00": true}'],
    [[0.00001, '\u007f'], '[1e-05, "\\u007f"]'],
  ])('as JSON of Python, %j', (value, expected) => {
    expect(jsonTextOf(value, 'python')).toBe(expected)
  })
})
