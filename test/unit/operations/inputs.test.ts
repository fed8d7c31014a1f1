import { describe, expect, it } from 'vitest'
import { runReturn } from '#electron/operations/output/return.ts'
import { returnValue } from '#shared/operation/output/return.ts'
import type { Value } from '#shared/operation/value.ts'
import { outputOf } from '../../operations/harness.ts'

describe('a value as JSON', () => {
  it.each<[string, Value, unknown]>([
    ['a chart', { kind: 'chart', spec: { type: 'line' } }, { type: 'line' }],
    ['a file', { kind: 'file', path: '/a', size: 3 }, { path: '/a', size: 3 }],
    [
      'a hashed file',
      { kind: 'file', path: '/a', size: 3, sha256: 'x' },
      { path: '/a', size: 3, sha256: 'x' },
    ],
    ['bytes', { kind: 'bytes', base64: 'eA==', size: 1 }, { base64: 'eA==', size: 1 }],
  ])('is, for %s, what describes it', async (_name, value, expected) => {
    expect(await outputOf(returnValue, runReturn, {}, { values: { v: value } })).toEqual({ v: expected })
  })
})
