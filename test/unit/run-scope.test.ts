import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chain } from '#shared/chain/schema.ts'
import { scopeOf } from '#shared/run/scope.ts'

const chainOf = (ids: readonly string[], edges: readonly (readonly [string, string])[]): Chain => ({
  name: 'c',
  parameters: [],
  nodes: ids.map((id) => ({ id, type: 'CALCULATE', operation: 'expression', config: {} })),
  edges: edges.map(([source, target], i) => ({
    id: `e${i}`,
    source,
    sourcePort: 'out',
    target,
    targetPort: 'in',
  })),
})
const ids = (chain: Chain | undefined) => chain?.nodes.map((node) => node.id)

/** a → b → d, c → d, d → e, and f beside them. */
const chain = chainOf(
  ['a', 'b', 'c', 'd', 'e', 'f'],
  [
    ['a', 'b'],
    ['b', 'd'],
    ['c', 'd'],
    ['d', 'e'],
  ],
)

describe('what a run has to do with', () => {
  it.each(['all', 'changed'] as const)('is everything for %s', (kind) => {
    const scope = scopeOf(chain, { kind })
    expect(scope?.chain).toBe(chain)
    expect(scope?.fresh.size).toBe(6)
  })

  it('is what leads to a node', () => {
    const scope = scopeOf(chain, { kind: 'toNode', nodeId: 'b' })
    expect(ids(scope?.chain)).toEqual(['a', 'b'])
    expect(scope?.chain.edges).toHaveLength(1)
    expect(scope?.fresh).toEqual(new Set(['a', 'b']))
  })

  it('is what a node leads to, with what else leads there', () => {
    const scope = scopeOf(chain, { kind: 'fromNode', nodeId: 'b' })
    expect(ids(scope?.chain)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(scope?.fresh).toEqual(new Set(['b', 'd', 'e']))
  })

  it('is nothing where there is no such node', () => {
    expect(scopeOf(chain, { kind: 'toNode', nodeId: 'z' })).toBeNull()
  })

  it('has no edge with a loose end, and its fresh nodes have all their inputs', () => {
    const node = fc.integer({ min: 0, max: 7 }).map(String)
    const edges = fc.array(fc.tuple(node, node), { maxLength: 20 })
    fc.assert(
      fc.property(
        edges,
        node,
        fc.constantFrom('toNode' as const, 'fromNode' as const),
        (pairs, nodeId, kind) => {
          const whole = chainOf(['0', '1', '2', '3', '4', '5', '6', '7'], pairs)
          const scope = scopeOf(whole, { kind, nodeId })
          if (!scope) throw new Error('no scope')
          const kept = new Set(ids(scope.chain))
          expect(scope.fresh.has(nodeId)).toBe(true)
          for (const edge of scope.chain.edges)
            expect(kept.has(edge.source) && kept.has(edge.target)).toBe(true)
          for (const edge of whole.edges)
            if (kept.has(edge.target)) expect(kept.has(edge.source), edge.id).toBe(true)
          for (const id of scope.fresh) expect(kept.has(id)).toBe(true)
        },
      ),
    )
  })
})
