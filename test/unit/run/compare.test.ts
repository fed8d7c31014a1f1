import { describe, expect, it } from 'vitest'
import { jsonDifferences } from '#shared/base/json-diff.ts'
import { chainDifference, fieldChanges, isSameChain } from '#shared/chain/diff.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'
import { compareNodes } from '#shared/run/compare.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { emptyRun, type NodeState } from '#shared/run/state.ts'

const chain = (nodes: object[], over: object = {}): Chain =>
  Chain.parse({ name: 'C', nodes, edges: [], ...over })
const node = (id: string, config = {}, over = {}) => ({
  id,
  type: 'CALCULATE',
  operation: 'expression',
  config,
  ...over,
})

describe('differences of JSON', () => {
  it('go into records and lists, and name the place', () => {
    const before = { a: 1, b: [1, { c: 2 }], gone: null }
    const after = { a: 1, b: [1, { c: 3 }, 4], come: [] }
    expect(jsonDifferences(before, after, 10)).toEqual([
      { path: 'b.1.c', before: 2, after: 3 },
      { path: 'b.2', before: undefined, after: 4 },
      { path: 'gone', before: null, after: undefined },
      { path: 'come', before: undefined, after: [] },
    ])
    expect(jsonDifferences(before, after, 2)).toHaveLength(2)
    expect(jsonDifferences([1], { 0: 1 }, 9)).toEqual([{ path: '', before: [1], after: { 0: 1 } }])
    expect(jsonDifferences({ toString: 1 }, {}, 9)).toEqual([
      { path: 'toString', before: 1, after: undefined },
    ])
    expect(fieldChanges('x', 'x')).toEqual([])
  })
})

describe('differences of chains', () => {
  it('are nodes, fields, wires and parameters, but not places', () => {
    const before = chain([node('a', { expression: '1' }), node('b'), node('gone', {}, { name: 'Gone' })], {
      edges: [{ id: 'e', source: 'a', target: 'b' }],
      parameters: [{ name: 'limit', type: 'number', default: 3 }],
    })
    const after = chain(
      [
        node('a', { expression: '2' }, { policy: { retries: 2 }, position: { x: 9, y: 9 } }),
        node('b', {}, { position: { x: 1, y: 1 } }),
        node('new'),
      ],
      { edges: [{ id: 'other', source: 'b', target: 'new' }], parameters: [] },
    )
    const difference = chainDifference(before, after)
    expect(difference).toEqual({
      added: [{ id: 'new', name: 'new' }],
      removed: [{ id: 'gone', name: 'Gone' }],
      changed: [
        {
          id: 'a',
          name: 'a',
          fields: [
            { field: 'config.expression', before: '1', after: '2' },
            { field: 'policy', after: { retries: 2 } },
          ],
        },
      ],
      wiresAdded: [{ source: 'b', sourcePort: 'out', target: 'new', targetPort: 'in' }],
      wiresRemoved: [{ source: 'a', sourcePort: 'out', target: 'b', targetPort: 'in' }],
      parameters: [{ field: 'limit', before: { name: 'limit', type: 'number', default: 3 } }].map(
        ({ before: { name: _name, ...rest }, field }) => ({ field, before: rest }),
      ),
    })
    expect(isSameChain(difference)).toBe(false)
    expect(isSameChain(chainDifference(before, { ...before, name: 'Other name' }))).toBe(true)
  })
})

const done = (value: Value, over: Partial<NodeResult> = {}): NodeState => ({
  status: 'completed',
  attempt: 1,
  startedAt: 0,
  failures: [],
  result: { status: 'completed', value, warnings: [], attempts: 1, cached: false, durationMs: 5, ...over },
})
const ended = (status: 'failed' | 'skipped', message?: string): NodeState => ({
  status,
  attempt: 1,
  startedAt: 0,
  failures: [],
  result: {
    status,
    ...(message ? { error: { code: 'x', message } } : {}),
    warnings: [],
    attempts: 1,
    cached: false,
    durationMs: 1,
  },
})
const json = (value: number | string): Value => ({ kind: 'json', json: value })
const run = (nodes: Record<string, NodeState>, order = Object.keys(nodes)) => ({
  chain: chain(order.map((id) => node(id, {}, id === 'a' ? { name: 'Alpha' } : {}))),
  state: { ...emptyRun(), order, nodes: new Map(Object.entries(nodes)) },
})
const verdict = (a: NodeState, b: NodeState) => {
  const { nodes } = compareNodes(run({ a }), run({ a: b }))
  return [nodes[0]?.verdict, nodes[0]?.what]
}
const table = (over: Partial<TableValue> = {}): Value => ({
  kind: 'table',
  columns: [{ name: 'x', type: 'number' }],
  rowCount: 3,
  ref: 'blob:1',
  ...over,
})

describe('two runs', () => {
  it('are compared in the order in which they run; the first that differs is told', () => {
    const one = run({ a: done(json(1)), old: done(json(1)), b: done(json(2)), tail: done(json(0)) })
    const two = run({ a: done(json(1)), b: done(json(3)), new: ended('failed', 'No.') })
    const compared = compareNodes(one, two)
    expect(compared.nodes.map(({ nodeId, verdict }) => [nodeId, verdict])).toEqual([
      ['a', 'same'],
      ['old', 'absent'],
      ['b', 'changed'],
      ['new', 'absent'],
      ['tail', 'absent'],
    ])
    expect(compared.first).toBe('old')
    expect(compared.nodes[0]).toEqual({
      nodeId: 'a',
      name: 'Alpha',
      verdict: 'same',
      what: '',
      a: { status: 'completed', durationMs: 5 },
      b: { status: 'completed', durationMs: 5 },
    })
    expect(compared.nodes[1]).toMatchObject({ b: null, what: 'It is only in the first run.' })
    expect(compared.nodes[3]).toMatchObject({
      a: null,
      b: { error: 'No.' },
      what: 'It is only in the second run.',
    })
    expect(compareNodes(one, one).first).toBeNull()
  })

  it.each([
    ['the same value', done(json(1)), done(json(1)), 'same', ''],
    ['another value', done(json(1)), done(json(2)), 'changed', 'Its value differs.'],
    [
      'another kind',
      done(json(1)),
      done(table()),
      'changed',
      'It is a value in the first run and a table in the second.',
    ],
    [
      'a value grown large',
      done(json(1)),
      done({ kind: 'large', of: 'json', ref: 'r', size: 9, preview: 1 }),
      'changed',
      'Its value differs.',
    ],
    ['the same table', done(table()), done(table()), 'same', ''],
    ['other rows', done(table()), done(table({ ref: 'blob:2' })), 'changed', 'Its rows differ.'],
    [
      'more rows',
      done(table()),
      done(table({ ref: 'blob:2', rowCount: 4 })),
      'changed',
      'It has 3 rows, then 4.',
    ],
    [
      'other columns',
      done(table()),
      done(table({ ref: 'blob:2', columns: [] })),
      'changed',
      'Its columns differ.',
    ],
    [
      'another file',
      done({ kind: 'file', path: 'p', size: 1, sha256: 'a' }),
      done({ kind: 'file', path: 'p', size: 1, sha256: 'b' }),
      'changed',
      'The file’s content differs.',
    ],
    [
      'a moved file',
      done({ kind: 'file', path: 'p', size: 1, sha256: 'a' }),
      done({ kind: 'file', path: 'q', size: 1, sha256: 'a' }),
      'changed',
      'The file has another path.',
    ],
    [
      'the same file',
      done({ kind: 'file', path: 'p', size: 1 }),
      done({ kind: 'file', path: 'p', size: 1 }),
      'same',
      '',
    ],
    [
      'the same bytes',
      done({ kind: 'bytes', base64: 'AA==', size: 1 }),
      done({ kind: 'bytes', base64: 'AA==', size: 1 }),
      'same',
      '',
    ],
    [
      'the same chart',
      done({ kind: 'chart', spec: { b: 1, a: 2 } }),
      done({ kind: 'chart', spec: { a: 2, b: 1 } }),
      'same',
      '',
    ],
    [
      'the same large value',
      done({ kind: 'large', of: 'json', ref: 'r', size: 9, preview: 1 }),
      done({ kind: 'large', of: 'json', ref: 'r', size: 9, preview: 1 }),
      'same',
      '',
    ],
    [
      'a way where there was none',
      done(json(1)),
      done(json(1), { decision: { result: false, path: 'false' } }),
      'changed',
      'It took no branch, then false.',
    ],
    [
      'no way where there was one',
      done(json(1), { decision: { result: true, path: 'true' } }),
      done(json(1)),
      'changed',
      'It took true, then no branch.',
    ],
    [
      'another way',
      done(json(1), { decision: { result: true, path: 'true' } }),
      done(json(1), { decision: { result: false, path: 'false' } }),
      'changed',
      'It took true, then false.',
    ],
    [
      'another value at another output only',
      done(json(1), { outputs: { kept: table(), pairs: json('one') } }),
      done(json(1), { outputs: { kept: table(), pairs: json('two') } }),
      'changed',
      'Output pairs: its value differs.',
    ],
    [
      'an output that carried the result itself',
      done(table()),
      done(table(), { outputs: { kept: table({ ref: 'blob:2', rowCount: 2 }) } }),
      'changed',
      'Output kept: it has 3 rows, then 2.',
    ],
    [
      'the same at each output',
      done(json(1), { outputs: { kept: table() } }),
      done(json(1), { outputs: { kept: table() } }),
      'same',
      '',
    ],
    ['a failure now', done(json(1)), ended('failed', 'No.'), 'failed', 'It failed in the second run only.'],
    ['a failure then', ended('failed', 'No.'), done(json(1)), 'failed', 'It failed in the first run only.'],
    ['the same failure', ended('failed', 'No.'), ended('failed', 'No.'), 'same', ''],
    [
      'two failures',
      ended('failed', 'No.'),
      ended('failed', 'Never.'),
      'failed',
      'It failed in both runs, with different errors.',
    ],
    [
      'a skip',
      done(json(1)),
      ended('skipped'),
      'changed',
      'It was completed in the first run and skipped in the second.',
    ],
    ['two skips', ended('skipped'), ended('skipped'), 'same', ''],
  ] as const)('%s', (_, a, b, expected, what) => {
    expect(verdict(a, b)).toEqual([expected, what])
  })

  it('of which one was cut off: what a node took is not known', () => {
    const cut: NodeState = { status: 'running', attempt: 1, startedAt: 0, failures: [], result: undefined }
    expect(compareNodes(run({ a: cut }), run({ a: done(json(1)) })).nodes).toMatchObject([
      {
        a: { status: 'running', durationMs: null },
        what: 'It was running in the first run and completed in the second.',
      },
    ])
  })

  it('with a result that only one has', () => {
    const none = done(json(1))
    if (none.result) delete none.result.value
    expect(verdict(none, done(json(1)))).toEqual(['changed', 'It has a result in the second run only.'])
    expect(verdict(done(json(1)), none)).toEqual(['changed', 'It has a result in the first run only.'])
    expect(verdict(none, none)).toEqual(['same', ''])
  })
})
