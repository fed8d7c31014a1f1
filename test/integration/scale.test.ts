import { describe, expect, it, vi } from 'vitest'
import type { Chain, ChainNode, Edge } from '#shared/chain/schema.ts'
import { buildGraph, topologicalOrder } from '#shared/chain/topology.ts'
import { readDocument } from '#shared/document/read.ts'
import { revisionContent, writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { testRegistry } from '../unit/document/specs.ts'

// What is tested is that it ends at all; a busy machine may take its time.
vi.setConfig({ testTimeout: 180_000 })

const COUNT = 100_000
const nodes: readonly ChainNode[] = Array.from({ length: COUNT }, (_, i) => ({
  id: `n${i}`,
  ...(i === 0 ? { type: 'DATA_INPUT', operation: 'source' } : { type: 'OUTPUT', operation: 'sink' }),
  config: i === 0 ? { value: 1 } : {},
  position: { x: i, y: 0 },
}))
const edge = (from: number, to: number): Edge => ({
  ...{ id: `e${from}-${to}`, source: `n${from}`, sourcePort: 'out', target: `n${to}`, targetPort: 'in' },
})
const later = Array.from({ length: COUNT - 1 }, (_, i) => i + 1)
const shapes: Record<string, Edge[]> = {
  'in a line': later.map((i) => edge(i - 1, i)),
  'side by side': later.map((i) => edge(0, i)),
}

describe.each(Object.entries(shapes))('100 000 nodes %s', (_name, edges) => {
  const chain: Chain = { name: 'Large', parameters: [], nodes: [...nodes], edges }

  it('are written, read, validated and sorted without running out of stack', () => {
    const result = readDocument(writeDocument(chain), testRegistry)
    if (!result.ok) expect.fail(result.error[0]?.message)
    expect(result.value.chain.nodes).toHaveLength(COUNT)
    expect(
      validateChain(result.value.chain, testRegistry).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
    const graph = buildGraph(
      result.value.chain.nodes.map(({ id }) => id),
      edges,
    )
    expect(topologicalOrder(graph)).toHaveLength(COUNT)
    expect(revisionContent(result.value.chain)).toBe(revisionContent(chain))
  })
})

it('a ring of 100 000 nodes is named in short', () => {
  const edges = [...(shapes['in a line'] ?? []), edge(COUNT - 1, 0)]
  const issues = validateChain({ name: 'Ring', parameters: [], nodes: [...nodes], edges }, testRegistry)
  expect(issues.find(({ code }) => code === 'cycle')?.message.length).toBeLessThan(300)
})

it('100 000 conditions in a row, as the predecessor wrote them, are read', () => {
  const nodes = Array.from({ length: COUNT }, (_, i) => ({
    ...{
      node_id: `n${i}`,
      node_type: i === COUNT - 1 ? 'transform' : 'condition',
      inputs: i > 0 ? [`n${i - 1}`] : [],
    },
    config: i === COUNT - 1 ? { transform_type: 'flatten' } : { condition: '1 < 2' },
  }))
  const result = readDocument(JSON.stringify(nodes), registry)
  if (!result.ok) expect.fail(result.error[0]?.message)
  expect(result.value.chain.edges.length).toBeGreaterThan(COUNT)
})
