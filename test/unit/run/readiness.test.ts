import { describe, expect, it } from 'vitest'
import { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { pathsRead, planChain } from '#shared/run/plan.ts'
import { readiness } from '#shared/run/readiness.ts'

const node = (id: string, operation = 'expression') => ({ id, type: 'CALCULATE', operation, config: {} })
const planOf = (nodes: object[], edges: object[] = []) =>
  planChain(Chain.parse({ name: 'C', nodes, edges }), registry)
const result = (over: Partial<NodeResult>): NodeResult => ({
  status: 'completed',
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 0,
  ...over,
})

describe('a chain that was not validated', () => {
  it('is not planned', () => {
    const both = [node('a'), node('b')]
    const edge = (id: string, source: string, target: string) => ({ id, source, target })
    expect(() => planOf(both, [edge('e', 'a', 'b'), edge('f', 'b', 'a')])).toThrow('has a cycle')
    expect(() => planOf(both, [edge('e', 'a', 'gone')])).toThrow('The edge "e" has a loose end.')
    expect(() => planOf([node('a', 'spell')])).toThrow('The node "a" has no operation')
  })
})

describe('a folder that a node reads', () => {
  it('is left out where none is chosen', () => {
    const read = { folder: 'data', glob: '*.csv' }
    expect(pathsRead({ reads: [read, { folder: '', glob: '*' }] }, {})).toEqual([read])
  })
})

describe('whether a node may run', () => {
  const plan = planOf(
    [
      node('a'),
      node('b'),
      { id: 'j', type: 'TRANSFORM', operation: 'join', config: { keys: [{ left: 'k', right: 'k' }] } },
    ],
    [
      { id: 'e', source: 'a', target: 'j', targetPort: 'left' },
      { id: 'f', source: 'b', target: 'j', targetPort: 'right' },
    ],
  )
  const join = plan.nodes.find(({ id }) => id === 'j')
  const ready = (...ended: (NodeResult | undefined)[]) => {
    if (!join) throw new Error('no join')
    return readiness(join, (at) => ended[at])
  }
  const done = result({})

  it.each<[string, NodeResult, string]>([
    ['ended well', done, 'run'],
    ['failed', result({ status: 'failed' }), 'upstream_failed'],
    ['took another branch', result({ decision: { result: true, path: 'true' } }), 'branch_not_taken'],
    [
      'was skipped after a failure',
      result({ status: 'skipped', reason: 'upstream_failed' }),
      'upstream_failed',
    ],
    ['was stopped', result({ status: 'cancelled', reason: 'stopped' }), 'stopped'],
    ['was skipped without a reason', result({ status: 'skipped' }), 'branch_not_taken'],
  ])('is told by its other side, which %s', (_, other, expected) => {
    expect(ready(done, other)).toBe(expected)
    expect(ready(other, done)).toBe(expected)
    expect(ready(other, other)).toBe(expected)
  })

  it('can’t be told before its sources have ended', () => {
    expect(() => ready(done, undefined)).toThrow('"b" has not ended before "j".')
  })
})
