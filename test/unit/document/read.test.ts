import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/base/json.ts'
import { readDocument } from '#shared/document/read.ts'
import { writeDocument } from '#shared/document/write.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { anyChain, anyJson } from './arbitrary.ts'
import { testRegistry } from './specs.ts'

const HEADER = { format: 'ergo.chain', version: 1, name: 'Test' }
const read = (document: Json | string) =>
  readDocument(typeof document === 'string' ? document : JSON.stringify(document), testRegistry)
const errorsOf = (document: Json | string) => {
  const result = read(document)
  return result.ok ? [] : result.error
}
const good = (document: Json | string) => {
  const result = read(document)
  if (!result.ok) expect.fail(JSON.stringify(result.error))
  return result.value
}

describe('the header', () => {
  it.each<[Json | string, string, string]>([
    ['{"format": "ergo.chain", ', 'not_json', "The file can't be read at line 1, column 26"],
    [{}, 'unknown_format', 'This is not a chain'],
    [{ nodes: [{ id: 'a' }] }, 'unknown_format', 'This is not a chain'],
    [[], 'unknown_format', 'This is not a chain'],
    [5, 'unknown_format', 'This is not a chain'],
    [{ format: 'tiff' }, 'unknown_format', 'The file says that its format is "tiff"'],
    [{ format: 'ergo.chain' }, 'bad_version', 'there is none'],
    [{ format: 'ergo.chain', version: '1' }, 'bad_version', 'there is "1"'],
    [{ format: 'ergo.chain', version: 0 }, 'bad_version', 'there is 0'],
    [{ format: 'ergo.chain', version: 1.5 }, 'bad_version', 'there is 1.5'],
    [
      { format: 'ergo.chain', version: 2, nodes: 'what' },
      'future_version',
      'document version 2; this one reads up to 1',
    ],
  ])('of %j is refused', (document, code, message) => {
    expect(errorsOf(document)).toEqual([
      expect.objectContaining({ code, severity: 'error', message: expect.stringContaining(message) }),
    ])
  })

  it('may follow a byte order mark', () => {
    expect(good(`\ufeff${JSON.stringify({ ...HEADER, nodes: [] })}`).chain.name).toBe('Test')
  })
})

describe('a document that is not as it should be', () => {
  it('has an issue for every fault, with its place', () => {
    const errors = errorsOf({
      format: 'ergo.chain',
      version: 1,
      parameters: [{ name: '', type: 'color' }],
      nodes: [
        5,
        { id: 'a', type: 'SPELL', operation: 'source' },
        {
          id: 'b',
          type: 'DATA_INPUT',
          operation: 'source',
          config: [],
          policy: { retries: -1, timeoutMs: 1.5 },
        },
        { id: 'c', type: 'DATA_INPUT', operation: 'source', position: { x: '1' } },
      ],
      edges: [{ id: 'e', source: 5 }],
      notes: 'none',
    })
    expect(
      errors.map(({ code, nodeId, edgeId, field, message }) => [code, nodeId ?? edgeId, field, message]),
    ).toEqual([
      ['bad_document', undefined, 'name', '"name" is missing: it must be a text.'],
      ['bad_document', undefined, 'parameters[0].name', '"parameters[0].name" must not be empty.'],
      [
        'bad_document',
        undefined,
        'parameters[0].type',
        expect.stringMatching(/^"parameters\[0\]\.type" must be "text" or /),
      ],
      ['bad_document', 'e', 'edges[0].source', '"edges[0].source" must be a text, not a number.'],
      ['bad_document', 'e', 'edges[0].target', '"edges[0].target" is missing: it must be a text.'],
      ['bad_document', undefined, 'notes', '"notes" must be a list, not a text.'],
      ['bad_node', undefined, 'nodes[0]', '"nodes[0]" must be a record, not a number.'],
      [
        'bad_node',
        'a',
        'type',
        expect.stringContaining('"type" of the node "a" must be "DATA_INPUT" or "TRANSFORM"'),
      ],
      ['bad_node', 'b', 'config', '"config" of the node "b" must be a record, not a list.'],
      [
        'bad_node',
        'b',
        'policy.timeoutMs',
        '"policy.timeoutMs" of the node "b" must be a whole number, not 1.5.',
      ],
      ['bad_node', 'b', 'policy.retries', '"policy.retries" of the node "b" must be at least 0.'],
      ['bad_node', 'c', 'position.x', '"position.x" of the node "c" must be a number, not a text.'],
      ['bad_node', 'c', 'position.y', '"position.y" of the node "c" is missing: it must be a number.'],
    ])
  })

  it('needs a list of nodes', () => {
    expect(errorsOf(HEADER).map(({ message }) => message)).toEqual(['"nodes" must be a list of nodes.'])
  })
})

describe('what reading can lose', () => {
  it('is kept where keys are not known, and said', () => {
    const document = {
      ...HEADER,
      parameters: [{ name: 'p', hint: 1 }],
      nodes: [
        {
          id: 'a',
          type: 'DATA_INPUT',
          operation: 'source',
          color: 'red',
          extra: 1,
          policy: { niceness: 3 },
          position: { x: 1, y: 2, z: 3 },
        },
      ],
      edges: [{ id: 'e', source: 'a', target: 'a', weight: 2 }],
      frames: [{ id: 'f', title: '', position: { x: 0, y: 0 }, width: 1, height: 1, tilt: 1 }],
      notes: [{ id: 'n', text: '', position: { x: 0, y: 0 }, width: 1, height: 1, tilt: 1 }],
      author: { name: 'Ada' },
    }
    const { chain, issues } = good(document)
    expect(chain).toMatchObject({ extra: { author: { name: 'Ada' } }, parameters: [{ extra: { hint: 1 } }] })
    expect(chain.nodes[0]?.extra).toEqual({ color: 'red', extra: 1 })
    const again = JSON.parse(writeDocument(chain))
    expect(again).toMatchObject({
      ...document,
      nodes: [{ color: 'red', extra: 1, position: { x: 1, y: 2 } }],
    })
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual(
      Array(8).fill(['unknown_key', 'warning']),
    )
    expect(issues.map(({ message }) => message)).toContain(
      'The node "a" has keys that Ergo does not know: "color", "extra". They are kept, but not used.',
    )
    expect(issues.map(({ message }) => message)).toContain(
      'The policy of the node "a" has unknown keys, which are left out: "niceness".',
    )
  })

  it('is said where a number or a key is lost', () => {
    const nodes =
      '[{"id": "a", "type": "DATA_INPUT", "operation": "source", "config": {"value": 12345678901234567890, "value": 7}}]'
    const { chain, issues } = good(
      `{"format": "ergo.chain", "version": 1, "name": "a", "name": "b", "nodes": ${nodes}}`,
    )
    expect(chain).toMatchObject({ name: 'b', nodes: [{ config: { value: 7 } }] })
    expect(issues.map(({ message }) => message)).toEqual([
      'The key "name" is written twice (again at line 1, column 53): the last one counts.',
      expect.stringContaining('The number 12345678901234567890 at line 1'),
      expect.stringContaining('The key "value" is written twice'),
    ])
  })

  it('is said twenty times at most', () => {
    const value = Array(30).fill('9007199254740993').join(',')
    const { issues } = good(`{"format":"ergo.chain","version":1,"name":"","nodes":[],"x":[${value}]}`)
    expect(issues).toHaveLength(22)
    expect(issues.at(-1)?.message).toContain('10 more')
  })
})

describe('an operation that has moved on', () => {
  const scaled = (version: number | undefined, config: Json) =>
    good({
      ...HEADER,
      nodes: [
        {
          id: 'a',
          type: 'TRANSFORM',
          operation: 'scale',
          ...(version ? { operationVersion: version } : {}),
          config,
        },
      ],
    })

  it('has its config migrated step by step, with a warning', () => {
    expect(scaled(undefined, { by: 4 }).chain.nodes[0]).toEqual({
      ...{
        id: 'a',
        type: 'TRANSFORM',
        operation: 'scale',
        operationVersion: 3,
        config: { factor: 4, unit: 'm' },
      },
    })
    expect(scaled(2, { factor: 4, by: 1 }).chain.nodes[0]?.config).toEqual({ factor: 4, by: 1, unit: 'm' })
    expect(scaled(2, {}).issues).toEqual([
      expect.objectContaining({ code: 'operation_updated', nodeId: 'a', severity: 'warning' }),
    ])
    expect(scaled(3, { factor: 4 })).toMatchObject({
      issues: [],
      chain: { nodes: [{ config: { factor: 4 } }] },
    })
  })

  it('needs no step where the form stayed the same', () => {
    const { chain, issues } = good({ ...HEADER, nodes: [{ id: 'p', type: 'CALCULATE', operation: 'pair' }] })
    expect(chain.nodes[0]).toEqual({
      id: 'p',
      type: 'CALCULATE',
      operation: 'pair',
      operationVersion: 2,
      config: {},
    })
    expect(issues).toHaveLength(1)
  })

  it('keeps of a node that it does not know what it understands', () => {
    const unknown = { id: 'a', type: 'TRANSFORM', operation: 'spell', config: 5, position: 'left' }
    const [node] = good({ ...HEADER, nodes: [unknown] }).chain.nodes
    expect(node).toMatchObject({ id: 'a', config: {}, placeholder: { text: JSON.stringify(unknown) } })
    expect(node).not.toHaveProperty('position')
  })

  it('refuses a placeholder that is none, and leaves one whose text is no node as it is', () => {
    const kept = (placeholder: Json) => ({
      ...HEADER,
      nodes: [{ id: 'a', type: 'TRANSFORM', operation: 'scale', placeholder }],
    })
    expect(errorsOf(kept(5))).toMatchObject([{ code: 'bad_node', nodeId: 'a', field: 'placeholder' }])
    const odd = { reason: 'Odd.', text: '[1]' }
    expect(good(kept(odd)).chain.nodes[0]).toMatchObject({ id: 'a', placeholder: odd })
  })

  it('leaves a placeholder where a step fails or the node is newer than we are', () => {
    expect(scaled(2, { unit: 'furlong' }).chain.nodes[0]?.placeholder?.reason).toBe(
      'Its config could not be brought from version 2 to 3 of "Scale": furlongs are gone',
    )
    expect(scaled(4, {}).chain.nodes[0]?.placeholder?.reason).toContain('It needs version 4 of "Scale"')
  })
})

describe('anything at all', () => {
  const issuesOf = (text: string): number => {
    const result = readDocument(text, testRegistry, 'x.json')
    return result.ok
      ? result.value.issues.length + validateChain(result.value.chain, testRegistry).length
      : result.error.length
  }

  it('random bytes give an issue and never a crash', () => {
    const decoder = new TextDecoder()
    fc.assert(fc.property(fc.uint8Array(), (bytes) => issuesOf(decoder.decode(bytes)) >= 1))
  })

  it('random text and random JSON give an issue and never a crash', () => {
    fc.assert(fc.property(fc.string(), (text) => issuesOf(text) >= 1))
    fc.assert(fc.property(anyJson, (value) => issuesOf(JSON.stringify(value)) >= 1))
    fc.assert(fc.property(anyJson, (nodes) => issuesOf(JSON.stringify({ ...HEADER, nodes })) >= 1))
    fc.assert(fc.property(anyJson, (edges) => issuesOf(JSON.stringify({ ...HEADER, nodes: [], edges })) >= 1))
    fc.assert(
      fc.property(anyJson, (node) => issuesOf(JSON.stringify([{ node_id: node, node_type: node }])) >= 1),
    )
  })

  it('a document with a piece cut out, doubled or swapped never crashes', () => {
    const mutated = fc.tuple(anyChain, fc.nat(), fc.nat({ max: 40 }), fc.string({ maxLength: 5 }))
    fc.assert(
      fc.property(mutated, ([chain, at, length, put]) => {
        const text = writeDocument(chain)
        const from = at % text.length
        const broken = text.slice(0, from) + put + text.slice(from + length)
        const parses = (): boolean => {
          try {
            JSON.parse(broken)
            return true
          } catch {
            return false
          }
        }
        const count = issuesOf(broken)
        expect(parses() || count >= 1).toBe(true)
      }),
    )
  })

  it('a document with one value replaced has an issue unless it is a chain still', () => {
    fc.assert(
      fc.property(anyChain, anyJson, fc.nat(), (chain, value, seed) => {
        const document = JSON.parse(writeDocument(chain))
        const keys = ['format', 'version', 'name', 'nodes', 'edges']
        document[keys[seed % keys.length] ?? ''] = value
        const result = readDocument(JSON.stringify(document), testRegistry)
        if (!result.ok) expect(result.error.length).toBeGreaterThan(0)
        else expect(readDocument(writeDocument(result.value.chain), testRegistry)).toMatchObject({ ok: true })
      }),
    )
  })
})
