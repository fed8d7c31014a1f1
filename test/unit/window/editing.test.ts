import { describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { alignEdges, spread } from '../../../renderer/model/align.ts'
import { clipOf, placeClip, readClip } from '../../../renderer/model/clipboard.ts'
import { addParts, type Command, isNothing, movePartsTo, removeParts } from '../../../renderer/model/edits.ts'
import { frameAround } from '../../../renderer/model/frames.ts'
import { freeEdgeIds, freeId, identifier, takenIds } from '../../../renderer/model/ids.ts'
import { first, neighbour } from '../../../renderer/model/neighbours.ts'
import { edgesThrough, edgeTo, newNode } from '../../../renderer/model/newNode.ts'
import { freePosition } from '../../../renderer/model/place.ts'

const node = (id: string, x: number, y: number, operation = 'expression'): ChainNode => ({
  id,
  type: 'CALCULATE',
  operation,
  config: {},
  position: { x, y },
})

const chain: Chain = {
  name: 'c',
  parameters: [],
  nodes: [node('a', 0, 0), node('b', 400, 0), node('c', 400, 300)],
  edges: [
    { id: 'e1', source: 'a', sourcePort: 'out', target: 'b', targetPort: 'in' },
    { id: 'e2', source: 'a', sourcePort: 'out', target: 'c', targetPort: 'in' },
  ],
  frames: [{ id: 'f', title: 'F', position: { x: -50, y: -50 }, width: 900, height: 600 }],
  notes: [{ id: 'n', text: 'N', position: { x: 0, y: 500 }, width: 100, height: 50 }],
}

function apply(command: Command, to = chain): Chain {
  const edited = applyCommand(to, command)
  if (!edited.ok) throw new Error(edited.error.message)
  const back = applyCommand(edited.value.chain, edited.value.inverse)
  expect(back).toMatchObject({ ok: true, value: { chain: to } })
  return edited.value.chain
}

describe('ids', () => {
  it('are free, and identifiers', () => {
    expect(freeId('a', new Set(['a', 'a_2']))).toBe('a_3')
    expect(identifier('Peak height (µm)')).toBe('peak_height_μm')
    expect(identifier('Überprüfung')).toBe('uberprufung')
    expect(identifier('3 weighings')).toBe('n_3_weighings')
    expect(identifier('?!')).toBe('n_ode')
    const next = freeEdgeIds(chain)
    expect([next(), next()]).toEqual(['e3', 'e4'])
    expect(takenIds(chain)).toEqual(new Set(['a', 'b', 'c', 'f', 'n']))
  })
})

describe('parts', () => {
  it('are added, whatever they are, and taken back', () => {
    const after = apply(
      addParts(chain, {
        nodes: [node('d', 0, 0)],
        edges: [{ id: 'e9', source: 'a', sourcePort: 'out', target: 'd', targetPort: 'in' }],
        notes: [{ id: 'n2', text: '', position: { x: 0, y: 0 }, width: 1, height: 1 }],
      }),
    )
    expect(after.nodes).toHaveLength(4)
    expect(after.edges).toHaveLength(3)
    expect(after.notes).toHaveLength(2)
  })

  it('are removed with what joined them, and taken back', () => {
    const after = apply(removeParts(chain, new Set(['a', 'f', 'n']), new Set(['e1'])))
    expect(after).toMatchObject({ edges: [], frames: [], notes: [] })
    expect(after.nodes.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(isNothing(removeParts(chain, new Set(['nobody']), new Set()))).toBe(true)
  })

  it('are moved together', () => {
    const after = apply(movePartsTo(chain, new Map(['a', 'f', 'n'].map((id) => [id, { x: 8, y: 8 }]))))
    expect([after.nodes[0], after.frames?.[0], after.notes?.[0]].map((item) => item?.position)).toEqual(
      Array(3).fill({ x: 8, y: 8 }),
    )
  })
})

describe('a clip', () => {
  it('holds what was chosen and the wires between, and comes back under free ids in the middle of where it goes', () => {
    const clip = readClip(JSON.stringify(clipOf(chain, new Set(['a', 'b', 'n']))))
    expect(clip?.edges).toHaveLength(1)
    if (!clip) return
    const { clip: placed, ids } = placeClip(chain, clip, { x: 1000, y: 1000 })
    expect(placed.nodes.map(({ id }) => id)).toEqual(['a_2', 'b_2'])
    expect(ids.get('b')).toBe('b_2')
    expect(placed.edges).toMatchObject([{ id: 'e3', source: 'a_2', target: 'b_2' }])
    expect(placed.notes[0]?.id).toBe('n_2')
    expect(placed.nodes.map(({ position }) => position?.x)).toEqual([800, 1200])
    expect(placeClip(chain, clip).clip.nodes[0]?.position).toEqual({ x: 32, y: 32 })
    apply(addParts(chain, placed))
  })

  it('is read from a whole chain too, and from nothing else', () => {
    expect(readClip(JSON.stringify(chain))?.nodes).toHaveLength(3)
    for (const text of ['', 'mass,volume', '{}', '[1]', '{"format":"ergo.clip","version":2}']) {
      expect(readClip(text)).toBeUndefined()
    }
  })
})

describe('a new node', () => {
  const spec = registry('calculate.expression')
  if (!spec) throw new Error('There is no expression.')

  it('has an id, a name and a place of its own', () => {
    const one = newNode(chain, spec, { x: 3, y: 5 })
    expect(one).toMatchObject({ id: 'expression', name: 'Expression', type: 'CALCULATE' })
    expect(one.position).toEqual(freePosition(chain, { x: 3, y: 5 }, 88))
    expect(one.position?.y).toBeGreaterThan(56)
    const two = newNode({ ...chain, nodes: [...chain.nodes, one] }, spec, { x: 900, y: 0 })
    expect(two).toMatchObject({ id: 'expression_2', name: 'Expression 2', position: { x: 904, y: 0 } })
  })

  it('is joined to a loose wire, from either side, where it fits', () => {
    const made = newNode(chain, spec, { x: 0, y: 0 })
    const wire = { nodeId: 'a', port: 'out', side: 'source', type: 'table' } as const
    expect(edgeTo(chain, spec, made, wire)).toMatchObject({ source: 'a', target: 'expression' })
    expect(edgeTo(chain, spec, made, { ...wire, side: 'target', port: 'in' })).toMatchObject({
      source: 'expression',
      target: 'a',
    })
    const source = registry('data_input.constant')
    expect(source && edgeTo(chain, source, made, wire)).toBeUndefined()
  })

  it('goes into a wire that it fits into', () => {
    const made = newNode(chain, spec, { x: 0, y: 0 })
    const [edge] = chain.edges
    if (!edge) throw new Error('There is no edge.')
    expect(edgesThrough(chain, edge, made)).toMatchObject([
      { source: 'a', target: 'expression' },
      { source: 'expression', target: 'b' },
    ])
    const constant = registry('data_input.constant')
    expect(constant && edgesThrough(chain, edge, newNode(chain, constant, { x: 0, y: 0 }))).toBeUndefined()
  })
})

describe('places', () => {
  const places = new Map([
    ['a', { x: 0, y: 10 }],
    ['b', { x: 50, y: 0 }],
    ['c', { x: 400, y: 30 }],
  ])

  it('are aligned and spread on one axis', () => {
    expect([...alignEdges(places, 'x').values()].map(({ x }) => x)).toEqual([0, 0, 0])
    expect([...alignEdges(places, 'y').values()].map(({ y }) => y)).toEqual([0, 0, 0])
    expect(spread(places, 'x').get('b')).toEqual({ x: 200, y: 0 })
    expect(spread(places, 'y').get('a')).toEqual({ x: 0, y: 15 })
  })

  it('have neighbours: straight before aside', () => {
    expect(neighbour(chain, 'a', 'right')?.id).toBe('b')
    expect(neighbour(chain, 'b', 'down')?.id).toBe('c')
    expect(neighbour(chain, 'c', 'up')?.id).toBe('b')
    expect(neighbour(chain, 'b', 'left')?.id).toBe('a')
    expect(neighbour(chain, 'a', 'left')).toBeUndefined()
    expect(neighbour(chain, undefined, 'left')?.id).toBe('a')
    expect(first({ ...chain, nodes: [] })).toBeUndefined()
  })

  it('are framed with room for the title', () => {
    expect(frameAround(chain, new Set(['a', 'b']), { x: 0, y: 0 })).toEqual({
      position: { x: -24, y: -40 },
      width: 680,
      height: 152,
    })
    expect(frameAround(chain, new Set(), { x: 160, y: 120 })).toEqual({
      position: { x: 0, y: 0 },
      width: 320,
      height: 240,
    })
  })
})
