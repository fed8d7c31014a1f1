import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batch, Command, type SimpleCommand } from '#shared/chain/command.ts'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain, ChainNode, Edge } from '#shared/chain/schema.ts'
import { writeDocument } from '#shared/document/write.ts'
import { anyChain, anyJson } from '../document/arbitrary.ts'

const node = (id: string, rest: Partial<ChainNode> = {}): ChainNode => ({
  ...{ id, type: 'OUTPUT', operation: 'sink', config: {} },
  ...rest,
})
const edge = (source: string, target: string): Edge => ({
  ...{ id: `${source}-${target}`, source, sourcePort: 'out', target, targetPort: 'in' },
})
const chain = (ids: string, edges: string[] = [], rest: Partial<Chain> = {}): Chain => ({
  ...{ name: 'Test', parameters: [], nodes: [...ids].map((id) => node(id)) },
  edges: edges.map(([source = '', target = '']) => edge(source, target)),
  ...rest,
})
const edited = (before: Chain, command: Command) => {
  const result = applyCommand(before, command)
  if (!result.ok) expect.fail(result.error.message)
  const back = applyCommand(result.value.chain, result.value.inverse)
  expect(back.ok && back.value.chain).toEqual(before)
  return result.value.chain
}
const refusal = (before: Chain, command: Command) => {
  const result = applyCommand(before, command)
  return result.ok ? null : [result.error.code, result.error.message]
}
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).join(' ')

describe('a command', () => {
  it('adds nodes with their edges', () => {
    const after = edited(chain('a'), { type: 'addNodes', nodes: [node('b')], edges: [edge('a', 'b')] })
    expect([ids(after.nodes), ids(after.edges)]).toEqual(['a b', 'a-b'])
  })

  it('removes nodes with their edges; going back puts all where it stood', () => {
    const before = chain('abcde', ['ab', 'bc', 'ac', 'cd', 'de'])
    const after = edited(before, { type: 'removeNodes', ids: ['d', 'b'] })
    expect([ids(after.nodes), ids(after.edges)]).toEqual(['a c e', 'a-c'])
  })

  it('moves nodes, and takes positions away', () => {
    const before = { ...chain('a'), nodes: [node('a', { position: { x: 1, y: 1 } }), node('b'), node('c')] }
    const moves = [
      { id: 'a', position: null },
      { id: 'b', position: { x: 2, y: 3 } },
    ]
    const after = edited(before, { type: 'moveNodes', moves })
    expect(after.nodes).toEqual([node('a'), node('b', { position: { x: 2, y: 3 } }), node('c')])
    expect(after.nodes[2]).toBe(before.nodes[2])
  })

  it('gives a node another id, and its edges follow', () => {
    const after = edited(chain('abc', ['ab', 'bc', 'ac']), { type: 'changeId', id: 'b', newId: 'x' })
    expect(ids(after.nodes)).toBe('a x c')
    expect(after.edges.map(({ source, target }) => source + target)).toEqual(['ax', 'xc', 'ac'])
  })

  it.each<[SimpleCommand, Partial<ChainNode>]>([
    [{ type: 'renameNode', id: 'a', name: 'Alpha' }, { name: 'Alpha' }],
    [{ type: 'renameNode', id: 'a', name: null }, { name: undefined }],
    [{ type: 'configureNode', id: 'a', config: { x: 1 } }, { config: { x: 1 } }],
    [{ type: 'setPolicy', id: 'a', policy: { retries: 2 } }, { policy: { retries: 2 } }],
    [{ type: 'setPolicy', id: 'a', policy: null }, { policy: undefined }],
    [{ type: 'replaceNode', id: 'a', node: node('a', { operation: 'new' }) }, { operation: 'new' }],
  ])('%j changes one node and shares the rest', (command, expected) => {
    for (const from of [{}, { name: 'Old', policy: { retries: 1 }, config: { y: 2 } }]) {
      const before = { ...chain(''), nodes: [node('b'), node('a', from)] }
      const after = edited(before, command)
      expect(after.nodes[1]).toMatchObject(JSON.parse(JSON.stringify(expected)))
      for (const [key, value] of Object.entries(expected)) {
        expect(after.nodes[1]).toHaveProperty(
          ...(value === undefined ? (['id', 'a'] as const) : ([key, value] as const)),
        )
        if (value === undefined) expect(after.nodes[1]).not.toHaveProperty(key)
      }
      expect([after.nodes[0], after.edges]).toEqual([before.nodes[0], before.edges])
      expect(after.edges).toBe(before.edges)
    }
  })

  it('connects and disconnects', () => {
    const connected = edited(chain('abc', ['ab']), {
      type: 'connect',
      edges: [edge('b', 'c'), edge('a', 'c')],
    })
    expect(ids(connected.edges)).toBe('a-b b-c a-c')
    expect(ids(edited(connected, { type: 'disconnect', ids: ['a-b', 'a-c'] }).edges)).toBe('b-c')
  })

  it('sets what belongs to the chain as a whole', () => {
    const frame = { id: 'f', title: 'F', position: { x: 0, y: 0 }, width: 1, height: 1 }
    const note = { id: 'n', text: 'N', position: { x: 0, y: 0 }, width: 1, height: 1 }
    const before = chain('a')
    const commands: SimpleCommand[] = [
      { type: 'setParameters', parameters: [{ name: 'p', type: 'any' }] },
      { type: 'setFrames', frames: [frame] },
      { type: 'setNotes', notes: [note] },
      { type: 'describeChain', name: 'New', description: 'Told' },
    ]
    const after = edited(before, batch(commands))
    expect(after).toEqual({
      ...before,
      parameters: [{ name: 'p', type: 'any' }],
      frames: [frame],
      notes: [note],
      name: 'New',
      description: 'Told',
    })
    const cleared = edited(
      after,
      batch([
        { type: 'setFrames', frames: null },
        { type: 'setNotes', notes: null },
        { type: 'describeChain', description: null },
        { type: 'setParameters', parameters: [] },
      ]),
    )
    expect(cleared).toEqual({ ...before, name: 'New' })
    expect(Object.keys(cleared)).not.toContain('frames')
    expect(edited(cleared, { type: 'describeChain' })).toEqual(cleared)
    expect(edited(cleared, { type: 'replaceChain', chain: before })).toBe(before)
  })

  it.each<[Command, string]>([
    [{ type: 'addNodes', nodes: [node('a')], edges: [] }, 'There is a node "a" already.'],
    [{ type: 'addNodes', nodes: [node('x'), node('x')], edges: [] }, 'There is a node "x" already.'],
    [{ type: 'addNodes', nodes: [node('x')], edges: [edge('x', 'y')] }, 'There is no node "y".'],
    [{ type: 'connect', edges: [edge('a', 'b')] }, 'There is a connection "a-b" already.'],
    [{ type: 'connect', edges: [edge('q', 'b')] }, 'There is no node "q".'],
    [{ type: 'removeNodes', ids: ['a', 'q'] }, 'There is no node "q".'],
    [{ type: 'disconnect', ids: ['q'] }, 'There is no connection "q".'],
    [{ type: 'moveNodes', moves: [{ id: 'q', position: null }] }, 'There is no node "q".'],
    [{ type: 'changeId', id: 'q', newId: 'r' }, 'There is no node "q".'],
    [{ type: 'changeId', id: 'a', newId: 'b' }, 'There is a node "b" already.'],
    [{ type: 'renameNode', id: 'q', name: 'Q' }, 'There is no node "q".'],
    [
      { type: 'replaceNode', id: 'a', node: node('b') },
      'The node "a" can\'t be replaced by one with another id.',
    ],
    [
      { type: 'insertAt', nodes: [{ at: 9, node: node('x') }], edges: [] },
      'The places to insert at are not those of this chain.',
    ],
    [
      {
        type: 'insertAt',
        nodes: [
          { at: 1, node: node('x') },
          { at: 0, node: node('y') },
        ],
        edges: [],
      },
      'The places to insert at are not those of this chain.',
    ],
    [{ type: 'removeAt', nodes: [5], edges: [] }, 'The places are not those of this chain.'],
    [{ type: 'removeAt', nodes: [1, 0], edges: [] }, 'The places are not those of this chain.'],
    [
      { type: 'replaceAt', nodes: [], edges: [{ at: 3, edge: edge('a', 'b') }] },
      'The places are not those of this chain.',
    ],
    [
      batch([
        { type: 'removeNodes', ids: ['a'] },
        { type: 'renameNode', id: 'a', name: '' },
      ]),
      'There is no node "a".',
    ],
  ])('%j that does not fit is refused', (command, message) => {
    expect(refusal(chain('ab', ['ab']), command)).toEqual(['edit_invalid', message])
  })

  it('lets what is no refusal through', () => {
    const broken = { ...chain('a'), nodes: [null] as unknown as ChainNode[] }
    expect(() => applyCommand(broken, { type: 'removeNodes', ids: ['a'] })).toThrow(TypeError)
  })
})

describe('nodes that share an id', () => {
  const twins: Chain = {
    ...chain('', ['ab']),
    nodes: [node('a', { position: { x: 1, y: 1 } }), node('b'), node('a', { position: { x: 2, y: 2 } })],
  }
  it('can be told apart again: the last gets the new id, the edges stay', () => {
    const after = edited(twins, { type: 'changeId', id: 'a', newId: 'c' })
    expect([ids(after.nodes), ids(after.edges), after.edges[0]?.source]).toEqual(['a b c', 'a-b', 'a'])
  })
  it('are moved and removed together, and come back each as it was', () => {
    const moved = edited(twins, { type: 'moveNodes', moves: [{ id: 'a', position: { x: 9, y: 9 } }] })
    expect(moved.nodes.map(({ position }) => position?.x)).toEqual([9, undefined, 9])
    expect(ids(edited(twins, { type: 'removeNodes', ids: ['a'] }).nodes)).toBe('b')
  })
})

describe('batch', () => {
  it('takes batches apart, and is the command itself where there is one', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id): SimpleCommand => ({ type: 'disconnect', ids: [id] }))
    if (!a || !b || !c) expect.fail()
    expect(batch([a, batch([b, c])])).toEqual({ type: 'batch', commands: [a, b, c] })
    expect(batch([a])).toBe(a)
    expect(batch([])).toEqual({ type: 'batch', commands: [] })
  })
})

/** Commands that mostly fit the chain, with some that do not. */
const commandsFor = (tested: Chain): fc.Arbitrary<Command> => {
  const id = fc.constantFrom(...tested.nodes.map((item) => item.id), 'new', 'gone')
  const edgeId = fc.constantFrom(...tested.edges.map((item) => item.id), 'gone')
  const position = fc.option(fc.record({ x: fc.integer(), y: fc.integer() }))
  const newEdge = fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    source: id,
    sourcePort: fc.constant('out'),
    target: id,
    targetPort: fc.constant('in'),
  })
  const config = fc
    .dictionary(
      fc.string({ maxLength: 3 }).filter((key) => key !== '__proto__'),
      anyJson,
    )
    .map((value) => ({ ...value }))
  const simple: fc.Arbitrary<SimpleCommand> = fc.oneof(
    fc.record({
      type: fc.constant('addNodes'),
      nodes: fc.array(
        id.map((name) => node(name)),
        { maxLength: 2 },
      ),
      edges: fc.array(newEdge, { maxLength: 2 }),
    }),
    fc.record({ type: fc.constant('removeNodes'), ids: fc.array(id, { maxLength: 3 }) }),
    fc.record({
      type: fc.constant('moveNodes'),
      moves: fc.array(fc.record({ id, position }), { maxLength: 4 }),
    }),
    fc.record({ type: fc.constant('renameNode'), id, name: fc.option(fc.string()) }),
    fc.record({ type: fc.constant('changeId'), id, newId: id }),
    fc.record({ type: fc.constant('configureNode'), id, config }),
    fc.record({
      type: fc.constant('setPolicy'),
      id,
      policy: fc.option(fc.record({ retries: fc.nat({ max: 9 }) })),
    }),
    id.map((name) => ({ type: 'replaceNode', id: name, node: node(name, { operation: 'other' }) }) as const),
    fc.record({ type: fc.constant('connect'), edges: fc.array(newEdge, { maxLength: 2 }) }),
    fc.record({ type: fc.constant('disconnect'), ids: fc.array(edgeId, { maxLength: 3 }) }),
    fc.record({ type: fc.constant('describeChain'), name: fc.string(), description: fc.option(fc.string()) }),
  )
  return fc.array(simple, { minLength: 1, maxLength: 5 }).map(batch)
}

describe('any commands', () => {
  const story = anyChain.chain((tested) => fc.tuple(fc.constant(tested), commandsFor(tested)))

  it('undone give back the chain to the letter, and redone what they had given', () => {
    let applied = 0
    fc.assert(
      fc.property(story, ([before, command]) => {
        const frozen = structuredClone(before)
        const done = applyCommand(before, command)
        expect(before).toEqual(frozen)
        if (!done.ok) return
        applied += 1
        const undone = applyCommand(done.value.chain, done.value.inverse)
        if (!undone.ok) expect.fail(undone.error.message)
        expect(undone.value.chain).toEqual(before)
        expect(writeDocument(undone.value.chain)).toBe(writeDocument(before))
        const redone = applyCommand(undone.value.chain, undone.value.inverse)
        expect(redone.ok && redone.value.chain).toEqual(done.value.chain)
      }),
      { numRuns: 600 },
    )
    expect(applied).toBeGreaterThan(50)
  })

  it('come back from JSON as they were', () => {
    fc.assert(
      fc.property(story, ([before, command]) => {
        const done = applyCommand(before, command)
        for (const kept of done.ok ? [command, done.value.inverse] : [command]) {
          expect(Command.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
        }
      }),
    )
  })
})
