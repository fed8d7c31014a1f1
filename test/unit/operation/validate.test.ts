import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasErrors, warningIssue } from '#shared/chain/issue.ts'
import type { Chain, ChainNode, Edge } from '#shared/chain/schema.ts'
import { buildGraph, topologicalOrder } from '#shared/chain/topology.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { anyChain } from '../document/arbitrary.ts'
import { testRegistry } from '../document/specs.ts'

const OPERATIONS = {
  source: { type: 'DATA_INPUT', operation: 'source' },
  scale: { type: 'TRANSFORM', operation: 'scale', operationVersion: 3 },
  pair: { type: 'CALCULATE', operation: 'pair', operationVersion: 2 },
  sink: { type: 'OUTPUT', operation: 'sink' },
} as const
const node = (operation: keyof typeof OPERATIONS, id: string, rest: Partial<ChainNode> = {}): ChainNode => ({
  id,
  ...OPERATIONS[operation],
  config: {},
  ...rest,
})
/** `a.port>b.port`, ports only where they are not the usual ones. */
const edge = (text: string, id = text): Edge => {
  const [[source = '', sourcePort = 'out'] = [], [target = '', targetPort = 'in'] = []] = text
    .split('>')
    .map((end) => end.split('.'))
  return { id, source, sourcePort, target, targetPort }
}
const chain = (nodes: ChainNode[], edges: (string | Edge)[] = [], rest: Partial<Chain> = {}): Chain => ({
  ...{ name: 'Test', parameters: [], nodes },
  edges: edges.map((item) => (typeof item === 'string' ? edge(item) : item)),
  ...rest,
})
const issues = (tested: Chain) =>
  validateChain(tested, testRegistry).map(({ code, severity: _, message, ...place }) => [
    code,
    message,
    place,
  ])

describe('validateChain', () => {
  it('finds nothing wrong with a chain that is right', () => {
    const right = chain(
      [node('source', 'a'), node('source', 'b'), node('scale', 's'), node('pair', 'p'), node('sink', 'z')],
      ['a>s', 's>p.left', 'b>p.right', 'p>z', 'a>z'],
      {
        parameters: [
          { name: 'limit', type: 'number', default: 1 },
          { name: 'open', type: 'text' },
        ],
      },
    )
    expect(issues(right)).toEqual([])
  })

  it('finds what a node can’t run without, also within a list, where the form asks for it', () => {
    const check = (config: ChainNode['config'], operation = 'filterRows') => {
      const type = operation === 'file' ? 'DATA_INPUT' : 'TRANSFORM'
      const found = validateChain(chain([{ id: 'n', type, operation, config }]), registry)
      return found
        .filter(({ code }) => code === 'setting_empty')
        .map(({ field, message }) => [field, message])
    }
    const EMPTY_FILE = ['path', '"File" is empty: it is needed.']
    expect(check({}, 'file')).toEqual([EMPTY_FILE])
    expect(check({ path: '  ' }, 'file')).toEqual([EMPTY_FILE])
    expect(check({ path: 'a.csv' }, 'file')).toEqual([])
    expect(check({ parameter: 'where' }, 'file')).toEqual([])
    expect(check({ conditions: [{ column: 'a' }, {}] })).toEqual([
      ['conditions.1.column', '"Column" is empty: it is needed.'],
    ])
    expect(check({ by: 'sql', conditions: [{}] })).toEqual([
      ['sql', '"SQL expression" is empty: it is needed.'],
    ])
    expect(check({}, 'join')).toEqual([['keys', '"Keys" is empty: it is needed.']])
    expect(check({ keys: 'left' }, 'join')).toEqual([])
    expect(check({}, 'distinct')).toEqual([])
  })

  it('warns of an empty chain', () => {
    expect(issues(chain([]))).toEqual([['empty_chain', expect.any(String), {}]])
    expect(hasErrors(validateChain(chain([]), testRegistry))).toBe(false)
  })

  it('finds names that stand for two things, or for something else', () => {
    const twice = {
      parameters: [
        { name: 'p', type: 'any' as const },
        { name: 'p', type: 'any' as const },
      ],
    }
    const found = issues(
      chain(
        [node('sink', 'a'), node('sink', 'a'), node('source', 'value')],
        [edge('value>a', 'e'), edge('value>a.in', 'e')],
        twice,
      ),
    )
    expect(found.map(([code, message]) => [code, message])).toEqual([
      ['duplicate_node', '2 nodes have the id "a": give each an id of its own.'],
      ['duplicate_edge_id', '2 connections have the id "e".'],
      ['duplicate_parameter', '2 parameters are called "p": rename all but one.'],
      ['duplicate_edge', '"value" is connected to "a" twice at the same ports: remove one connection.'],
      ['reserved_id', expect.stringContaining('The id "value" has a meaning of its own')],
      ['unreachable_output', expect.stringContaining('No data reaches "a"')],
    ])
  })

  it('finds a default that is not of its parameter’s type', () => {
    const parameters = [{ name: 'n', type: 'integer' as const, default: 1.5 }]
    expect(issues(chain([node('source', 'a')], [], { parameters }))).toEqual([
      [
        'parameter_default',
        'A default does not fit. The parameter "n" takes a whole number, but got 1.5.',
        { field: 'parameters.0.default' },
      ],
    ])
  })

  it('finds edges with a loose end and edges from a node to itself', () => {
    expect(issues(chain([node('sink', 'a')], ['b>a', 'a>c', 'a>a']))).toEqual([
      ['missing_end', 'A connection goes from "b", and no node has that id: remove it.', { edgeId: 'b>a' }],
      ['missing_end', 'A connection goes to "c", and no node has that id: remove it.', { edgeId: 'a>c' }],
      ['self_edge', '"a" is connected to itself: remove the connection.', { edgeId: 'a>a' }],
    ])
  })

  it('finds ports that do not exist, with those that do', () => {
    const found = issues(
      chain(
        [node('source', 'a'), node('pair', 'p', { name: 'Both' })],
        ['a.high>p.left', 'a>p.middle', 'p>a', 'a>p.right'],
      ),
    )
    expect(found.slice(0, 3)).toEqual([
      ['unknown_port', '"a" has no output "high": it has "out".', { edgeId: 'a.high>p.left', nodeId: 'a' }],
      [
        'unknown_port',
        '"Both" (p) has no input "middle": it has "left", "right".',
        { edgeId: 'a>p.middle', nodeId: 'p' },
      ],
      ['unknown_port', '"a" has no input "in": it has no inputs.', { edgeId: 'p>a', nodeId: 'a' }],
    ])
  })

  it('finds values that do not fit a port', () => {
    const found = issues(
      chain([node('source', 'a', { config: { kind: 'text' } }), node('scale', 's')], ['a>s']),
    )
    expect(found).toEqual([
      ['wrong_type', '"s" needs a number, gets a text from "a".', { edgeId: 'a>s', nodeId: 's' }],
    ])
  })

  it('finds inputs that are missing or too many', () => {
    const found = issues(
      chain(
        [
          node('source', 'a'),
          node('source', 'b'),
          node('source', 'c'),
          node('scale', 's'),
          node('pair', 'p'),
        ],
        ['a>s', 'b>s', 'c>s', 'a>p.left'],
      ),
    )
    expect(found).toEqual([
      [
        'too_many_edges',
        '"s" takes one value at its input, but 3 nodes are connected to it.',
        { nodeId: 's', edgeId: 'b>s' },
      ],
      [
        'too_many_edges',
        '"s" takes one value at its input, but 3 nodes are connected to it.',
        { nodeId: 's', edgeId: 'c>s' },
      ],
      ['input_missing', '"p" needs something at its input "RIGHT": connect a node to it.', { nodeId: 'p' }],
    ])
  })

  it('finds what a config gets wrong, by the labels of the form', () => {
    const config = { factor: 5000, unit: '', parts: [1, 'x'], fcator: 2 }
    const found = issues(chain([node('source', 'a'), node('scale', 's', { config })], ['a>s']))
    expect(found).toEqual([
      ['bad_config', '"Factor" must be at most 1000.', { nodeId: 's', field: 'factor' }],
      ['bad_config', '"Unit" must not be empty.', { nodeId: 's', field: 'unit' }],
      ['bad_config', '"Parts" (parts[1]) must be a number, not a text.', { nodeId: 's', field: 'parts.1' }],
      [
        'unknown_field',
        '"s" has a setting "fcator" that "Scale" does not have: it is not used.',
        { nodeId: 's', field: 'fcator' },
      ],
    ])
  })

  it('says no more of the ports of a node whose config is wrong than it can know', () => {
    const found = issues(
      chain(
        [node('source', 'a', { config: { kind: 'lump' } }), node('pair', 'p', { config: { ports: 1 } })],
        ['a.x>p.y'],
      ),
    )
    expect(found.map(([code, message]) => [code, message])).toEqual([
      ['bad_config', '"kind" must be "number" or "table" or "text".'],
      ['bad_config', '"ports" must be a list, not a number.'],
    ])
  })

  it('finds operations that are not here, and not here yet', () => {
    const odd = { type: 'TRANSFORM', operation: 'magic' } as const
    const placeholder = { reason: 'It is from LabFlow and calls print().', text: '{}' }
    const found = issues(
      chain([
        { id: 'm', ...odd, config: {} },
        node('source', 's', { operationVersion: 2 }),
        { id: 'p', ...odd, config: {}, placeholder },
      ]),
    )
    expect(found).toEqual([
      [
        'unknown_operation',
        '"m" uses the operation "transform.magic", which this version of Ergo does not have.',
        { nodeId: 'm' },
      ],
      ['operation_too_old', '"s" needs version 2 of "Source"; here is version 1.', { nodeId: 's' }],
      ['placeholder', '"p" can\'t be used here. It is from LabFlow and calls print().', { nodeId: 'p' }],
    ])
  })

  it('names each cycle', () => {
    const sinks = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => node('sink', id))
    const found = issues(chain(sinks, ['a>b', 'b>c', 'c>a', 'c>d', 'd>e', 'e>d', 'e>f']))
    expect(found).toEqual([
      [
        'cycle',
        expect.stringMatching(
          /^The chain goes in a circle: (a → b → c → a|b → c → a → b|c → a → b → c)\. Remove/,
        ),
        { nodeId: expect.any(String) },
      ],
      ['cycle', expect.stringMatching(/: (d → e → d|e → d → e)\./), { nodeId: expect.any(String) }],
    ])
  })

  it('names ten cycles at most, and shortens a long one', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `n${i}`)
    const loops = ids.slice(0, 24).map((id, i) => `${id}>n${i ^ 1}`)
    expect(
      issues(
        chain(
          ids.map((id) => node('sink', id)),
          loops,
        ),
      ).filter(([code]) => code === 'cycle'),
    ).toHaveLength(10)
    const ring = ids.map((id, i) => `${id}>n${(i + 1) % 40}`)
    expect(
      issues(
        chain(
          ids.map((id) => node('sink', id)),
          ring,
        ),
      )[0]?.[1],
    ).toMatch(/^[^…]*(→ [^→]*){4} → … → /)
  })

  it('warns of work that comes to nothing and of outputs that get nothing', () => {
    const found = issues(
      chain(
        [node('source', 'a'), node('scale', 's', { name: 'Scaled' }), node('sink', 'y'), node('sink', 'z')],
        ['a>s', 'a>z'],
      ),
    )
    expect(found).toEqual([
      ['leads_nowhere', 'Nothing comes of "Scaled" (s): no output follows it.', { nodeId: 's' }],
      ['unreachable_output', 'No data reaches "y": no data input comes before it.', { nodeId: 'y' }],
    ])
  })

  it('takes further checks, and puts errors before warnings', () => {
    const seen = validateChain(chain([node('source', 'value')]), testRegistry, [
      ({ nodes }) =>
        nodes.map(({ node: { id }, config }) => warningIssue('seen', JSON.stringify([id, config]))),
      () => [{ code: 'bad', message: 'Bad.', severity: 'error' }],
    ])
    expect(seen.map(({ code }) => code)).toEqual(['bad', 'reserved_id', 'seen'])
    expect(seen[2]?.message).toBe('["value",{"ok":true,"value":{"value":0,"kind":"number"}}]')
  })

  it('finds a cycle or a self edge exactly where no order exists', () => {
    const edges = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), { maxLength: 12 })
    fc.assert(
      fc.property(anyChain, edges, (base, pairs) => {
        const count = base.nodes.length
        if (count === 0) return
        const tested = {
          ...base,
          edges: pairs.map(([a, b], i) => edge(`n${a % count}>n${b % count}`, `e${i}`)),
        }
        const ordered =
          topologicalOrder(
            buildGraph(
              tested.nodes.map(({ id }) => id),
              tested.edges,
            ),
          ).length === count
        const codes = validateChain(tested, testRegistry).map(({ code }) => code)
        expect(codes.includes('cycle') || codes.includes('self_edge')).toBe(!ordered)
      }),
    )
  })
})
