import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { migrateDocument } from '#shared/document/migrate.ts'
import { DOCUMENT_VERSION, MIGRATIONS } from '#shared/document/migrations/index.ts'
import { readDocument } from '#shared/document/read.ts'
import { revisionContent, writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import { anyChain } from './arbitrary.ts'
import { testRegistry } from './specs.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/documents')
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')
const chainOf = (text: string, operations = testRegistry): Chain => {
  const result = readDocument(text, operations)
  if (!result.ok) expect.fail(JSON.stringify(result.error))
  return result.value.chain
}

describe('writing', () => {
  it('and reading again gives the same chain and the same text', () => {
    fc.assert(
      fc.property(anyChain, (chain) => {
        const text = writeDocument(chain)
        expect(chainOf(text)).toEqual(chain)
        expect(writeDocument(chainOf(text))).toBe(text)
        expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
      }),
    )
  })

  it('leaves out what is as it would be without', () => {
    const chain: Chain = {
      name: 'Empty',
      description: '',
      parameters: [{ name: 'p', type: 'any', description: '' }],
      nodes: [
        {
          id: 'a',
          type: 'OUTPUT',
          operation: 'sink',
          operationVersion: 1,
          name: 'a',
          config: {},
          policy: {},
        },
      ],
      edges: [{ id: 'e', source: 'a', sourcePort: 'out', target: 'a', targetPort: 'in' }],
      frames: [],
      notes: [],
    }
    expect(JSON.parse(writeDocument(chain))).toEqual({
      format: 'ergo.chain',
      version: 1,
      name: 'Empty',
      parameters: [{ name: 'p' }],
      nodes: [{ id: 'a', type: 'OUTPUT', operation: 'sink' }],
      edges: [{ id: 'e', source: 'a', target: 'a' }],
    })
  })

  it('never lets an unknown key stand in for a known one', () => {
    const chain: Chain = {
      name: 'a',
      parameters: [],
      nodes: [],
      edges: [],
      extra: { name: 'b', version: 9, nodes: 5, x: 1 },
    }
    expect(JSON.parse(writeDocument(chain))).toEqual({
      format: 'ergo.chain',
      version: 1,
      name: 'a',
      nodes: [],
      x: 1,
    })
  })
})

describe('a placeholder', () => {
  const v1 = fixture('v1.ergo.json')
  const later = /\{"id": "later"[\s\S]*?-80\}\}/.exec(v1)?.[0] ?? ''
  const withLater = (change: (node: ChainNode) => ChainNode): string => {
    const chain = chainOf(v1, registry)
    const nodes = chain.nodes.map((node) => (node.id === 'later' ? change(node) : node))
    return writeDocument({ ...chain, nodes })
  }

  it('stands in the text byte for byte, whatever stands in it', () => {
    expect(later).toContain('12345678901234567890, "one": 1.0}, "unheard-of": true')
    expect(withLater((node) => node)).toBe(v1)
    expect(chainOf(v1, registry).nodes[2]).toMatchObject({
      id: 'later',
      position: { x: 480, y: -80 },
      placeholder: {
        reason: 'This version of Ergo has no operation "transform.fromTheFuture".',
        text: later,
      },
    })
  })

  it('changes in that alone which a person has changed', () => {
    expect(withLater((node) => ({ ...node, position: { x: 1, y: 2.5 } }))).toBe(
      v1.replace('{"x": 480, "y": -80}', '{"x":1,"y":2.5}'),
    )
    const renamed = withLater((node) => ({ ...node, id: 'now', name: 'Now' }))
    expect(renamed).toContain('{"id": "now",  "type": "TRANSFORM"')
    expect(renamed).toContain('12345678901234567890, "one": 1.0}, "unheard-of": true')
    expect(chainOf(renamed, registry).nodes[2]).toMatchObject({ id: 'now', name: 'Now', config: { one: 1 } })
    const { position: _, ...unplaced } = chainOf(v1, registry).nodes[2] ?? expect.fail()
    const without = withLater(() => unplaced)
    expect(without).toContain('"unheard-of": true}')
    expect(chainOf(without, registry).nodes[2]).not.toHaveProperty('position')
  })

  it('keeps the layout of a text of many lines when it gets a key', () => {
    const text = '{\n  "type": "OUTPUT",\n  "id": "a",\n  "operation": "unheard"\n}'
    const node =
      chainOf(`{"format":"ergo.chain","version":1,"name":"","nodes":[${text}]}`).nodes[0] ?? expect.fail()
    const written = (change: Partial<ChainNode>): string | undefined =>
      /\[\n {4}([\s\S]*)\n {2}\]/.exec(
        writeDocument({ name: '', parameters: [], nodes: [{ ...node, ...change }], edges: [] }),
      )?.[1]
    expect(written({})).toBe(text)
    expect(written({ position: { x: 1, y: 2 } })).toBe(
      '{\n  "type": "OUTPUT",\n  "id": "a",\n  "operation": "unheard",\n  "position": {\n    "x": 1,\n    "y": 2\n  }\n}',
    )
  })

  it('whose first key goes takes its comma along', () => {
    const text = '{"name": "A", "id": "a", "type": "OUTPUT", "operation": "unheard"}'
    const { name: _, ...node } =
      chainOf(`{"format":"ergo.chain","version":1,"name":"","nodes":[${text}]}`).nodes[0] ?? expect.fail()
    expect(writeDocument({ name: '', parameters: [], nodes: [node], edges: [] })).toContain(
      '    {"id": "a", "type": "OUTPUT", "operation": "unheard"}\n',
    )
  })

  it('of another format is written as a node of ours that holds it', () => {
    const node: ChainNode = {
      ...{ id: 'a', type: 'OUTPUT', operation: 'send', name: 'Send', config: {} },
      placeholder: { reason: 'It has no address.', text: '{"node_id": "a"}', format: 'labflow' },
    }
    const text = writeDocument({ name: '', parameters: [], nodes: [node], edges: [] })
    expect(chainOf(text).nodes).toEqual([node])
    expect(writeDocument(chainOf(text))).toBe(text)
  })

  it.each(['not JSON', '[]', '{"id": 5}'])(
    'whose text is no node (%s) is written as what is known of it',
    (text) => {
      const node: ChainNode = {
        id: 'a',
        type: 'OUTPUT',
        operation: 'x',
        config: {},
        placeholder: { reason: 'r', text },
      }
      const written = writeDocument({ name: '', parameters: [], nodes: [node], edges: [] })
      expect(JSON.parse(written).nodes).toEqual([
        { id: 'a', type: 'OUTPUT', operation: 'x', placeholder: { reason: 'r', text } },
      ])
    },
  )
})

describe('the content of a revision', () => {
  it('is a document that gives the chain back, and the same for equal chains', () => {
    fc.assert(
      fc.property(anyChain, (chain) => {
        const content = revisionContent(chain)
        expect(chainOf(content)).toEqual(chain)
        expect(revisionContent(chainOf(writeDocument(chain)))).toBe(content)
      }),
    )
  })

  it('differs when a node has moved, and not for defaults that are spelt out', () => {
    const chain = chainOf(fixture('v1.ergo.json'), registry)
    const moved = chain.nodes.map((node) => ({ ...node, position: { x: 5, y: 5 } }))
    expect(revisionContent({ ...chain, nodes: moved })).not.toBe(revisionContent(chain))
    const spelt = chain.nodes.map((node) => ({ policy: {}, ...node, name: node.name ?? node.id }))
    expect(
      revisionContent({
        ...chain,
        nodes: spelt.map((node, i) => (i === 2 ? (chain.nodes[2] ?? node) : node)),
      }),
    ).toBe(revisionContent(chain))
  })

  it('keeps placeholders, which come to life when their operation is there', () => {
    const text =
      '{"format":"ergo.chain","version":1,"name":"","nodes":[{"id":"s", "type":"TRANSFORM","operation":"scale","operationVersion":3,"config":{"factor":1.0}}]}'
    const unknown = chainOf(text, () => undefined)
    expect(unknown.nodes[0]?.placeholder).toBeDefined()
    const moved = { ...unknown, nodes: unknown.nodes.map((node) => ({ ...node, position: { x: 3, y: 4 } })) }
    const content = revisionContent(moved)
    expect(chainOf(content, () => undefined).nodes[0]).toMatchObject({
      position: { x: 3, y: 4 },
      placeholder: {},
    })
    expect(chainOf(content).nodes[0]).toEqual({
      ...{
        id: 's',
        type: 'TRANSFORM',
        operation: 'scale',
        operationVersion: 3,
        config: { factor: 1 },
        position: { x: 3, y: 4 },
      },
    })
  })
})

describe('released documents', () => {
  const versions = Array.from({ length: DOCUMENT_VERSION }, (_, i) => i + 1)

  it('have a fixture of every version, and a step from each to the next', () => {
    expect(readdirSync(FIXTURES).toSorted()).toEqual(versions.map((version) => `v${version}.ergo.json`))
    expect(Object.keys(MIGRATIONS).map(Number)).toEqual(versions.slice(0, -1))
  })

  it.each(versions)('of version %i can be read, and its step is taken', (version) => {
    const text = fixture(`v${version}.ergo.json`)
    expect(JSON.parse(text)).toMatchObject({ format: 'ergo.chain', version })
    const taken: number[] = []
    const watched = Object.fromEntries(
      Object.entries(MIGRATIONS).map(([from, step]) => [
        from,
        (document: Parameters<typeof step>[0]) => {
          taken.push(Number(from))
          return step(document)
        },
      ]),
    )
    const migrated = migrateDocument(JSON.parse(text), version, DOCUMENT_VERSION, watched)
    expect(taken).toEqual(versions.slice(version - 1, -1))
    expect(migrated.version).toBe(DOCUMENT_VERSION)
    expect(chainOf(text, registry).nodes.length).toBeGreaterThan(0)
  })

  it('go through every step in order; a step that is not there is a bug', () => {
    const steps = {
      1: (d: object) => ({ ...d, a: 1 }),
      2: (d: object) => ({ ...d, b: Object.keys(d).length }),
    }
    expect(migrateDocument({ version: 1 }, 1, 3, steps)).toEqual({ version: 3, a: 1, b: 2 })
    expect(migrateDocument({ version: 3 }, 3, 3, steps)).toEqual({ version: 3 })
    expect(() => migrateDocument({}, 3, 4, steps)).toThrow('no migration from document version 3')
  })
})
