import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { readDocument } from '#shared/document/read.ts'
import { writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { given, lab, readLab } from '../../support/labflow-files.ts'
import { anyJson } from './arbitrary.ts'

describe('what differs is said', () => {
  const codes = (node: JsonRecord): string[] =>
    readLab([given('a', [1]), given('b', 2), node]).issues.flatMap(({ code, nodeId }) =>
      nodeId === 'x' ? [code] : [],
    )

  it.each<[string, JsonRecord, string[]]>([
    ['transform', { operation: 'square', colour: 'red' }, ['inputs_unused', 'settings_unused']],
    [
      'transform',
      { transform_type: 'filter', operator: 'gt', threshold: 1 },
      ['condition_absent', 'inputs_unused'],
    ],
    ['transform', { transform_type: 'merge' }, ['merges_nothing']],
    ['transform', { transform_type: 'format', format: 'roman' }, ['format_unknown', 'inputs_unused']],
    [
      'data_input',
      { source_type: 'labflow_file', file_id: 7 },
      ['choose_file', 'inputs_unused', 'setting_empty'],
    ],
    ['calculate', { operation: 'divide', operands: ['a', 'b', 'a'] }, ['operands_unused']],
    ['calculate', { operation: 'add', operands: ['a', 'q', 5] }, ['operand_missing', 'operand_missing']],
    ['calculate', { operation_type: 'logical', operation: 'not', operands: ['a', 'b'] }, ['operands_unused']],
    ['condition', { condition: 'a > q and q < len(b)' }, ['name_unknown', 'name_unknown']],
    ['condition', { condition_type: 'switch', variable: 'q', cases: { a: 'b' } }, ['name_unknown']],
    ['output', { output_type: 'store', store_target: 'conclusion' }, ['stores_nothing']],
    ['output', { output_type: 'send' }, ['sends_nothing']],
  ])('of %s with %j', (type, config, expected) => {
    expect(codes(lab('x', type, config, ['a', 'b']))).toEqual(expected)
  })

  it('of its policy, and of keys that mean nothing', () => {
    const policy = {
      timeout: 1e6,
      retry_count: '500',
      retry_delay_seconds: 1e6,
      retry_backoff_factor: 1000,
      cache_key: 7,
    }
    const node = {
      ...lab('x', 'data_input', {}),
      ...policy,
      colour: 'red',
      outputs: ['y'],
      description: 'Told',
    }
    const { chain, issues } = readLab({ nodes: [node], is_template: true, id: 5 })
    expect(chain.nodes[0]).toMatchObject({
      policy: {
        timeoutMs: 86_400_000,
        retries: 100,
        retryDelayMs: 86_400_000,
        retryBackoff: 100,
        cacheKey: '7',
      },
      extra: { description: 'Told' },
    })
    expect(issues.map(({ code }) => code)).toEqual([
      ...Array(4).fill('policy_limited'),
      'settings_unused',
      'settings_unused',
    ])
    expect(issues.at(-1)?.message).toBe('The chain\'s "is_template", "id" means nothing here: left out.')
  })

  it('leaves out a policy that says what goes without saying', () => {
    const usual = {
      timeout: 300,
      retry_count: 0,
      retry_delay_seconds: 0,
      retry_backoff_factor: 1,
      cache_key: null,
    }
    expect(readLab([{ ...given('a', 1), ...usual }]).chain.nodes[0]).not.toHaveProperty('policy')
  })
})

describe('the chain', () => {
  it('is named by the file where it has no name', () => {
    const name = (document: Json, fileName?: string): string | undefined => {
      const read = readDocument(JSON.stringify(document), registry, fileName)
      return read.ok ? read.value.chain.name : undefined
    }
    const nodes = [given('a', 1)]
    expect([
      name({ name: 'Own', nodes }, 'f.json'),
      name(nodes, 'f.json'),
      name({ nodes, name: '' }, '.json'),
      name(nodes),
    ]).toEqual(['Own', 'f', '.json', 'LabFlow chain'])
    expect(readLab({ nodes, description: 'Told' }).chain.description).toBe('Told')
  })

  it('asks for the inputs that its nodes name', () => {
    const nodes = [
      lab('a', 'data_input', { key_path: 'user.age' }),
      lab('user', 'data_input', {}),
      lab('mass', 'data_input', {}),
    ]
    expect(readLab(nodes).chain.parameters).toEqual([
      { name: 'user', type: 'any', optional: true },
      { name: 'mass', type: 'any', optional: true },
    ])
  })

  it('asks of a database what it asked of the predecessor’s', () => {
    const config = (rest: JsonRecord): Json | undefined =>
      readLab([lab('x', 'data_input', { source_type: 'database', table_name: 't', ...rest })]).chain.nodes[0]
        ?.config
    expect(config({})).toEqual({ table: 't' })
    expect(
      config({ select_columns: ['a'], filters: { b: 1 }, order_by: 'a DESC, b asc,c', limit: 5 }),
    ).toEqual({
      ...{ table: 't', columns: ['a'], filters: { b: 1 }, limit: 5 },
      order: [{ column: 'a', descending: true }, { column: 'b' }, { column: 'c' }],
    })
  })

  it.each<[string, Json, JsonRecord]>([
    ['integer', true, { value: 1 }],
    ['integer', ' 1_000 ', { value: 1000 }],
    ['integer', '99999999999999999999', { value: '99999999999999999999', dataType: 'integer' }],
    ['float', '1e999', { value: '1e999', dataType: 'number' }],
    ['float', [1], { value: [1], dataType: 'number' }],
    ['boolean', true, { value: true }],
    ['boolean', 0, { value: false }],
    ['boolean', 2, { value: true }],
    ['boolean', 'YES', { value: true }],
    ['list', '[1', { value: '[1', dataType: 'list' }],
  ])('reads a constant as the %s that %j is', (data_type, value, config) => {
    const node = lab('x', 'data_input', { source_type: 'constant', value, data_type })
    expect(readLab([node]).chain.nodes[0]?.config).toEqual(config)
  })

  it('writes what it asks an address for as the predecessor does', () => {
    const params = { yes: true, no: false, none: null, count: 2 }
    const node = lab('x', 'data_input', { source_type: 'api', url: 'http://a', params })
    expect(readLab([node]).chain.nodes[0]?.config.query).toEqual({ yes: 'True', no: 'False', count: 2 })
  })

  it('is laid out in columns by depth and rows by place', () => {
    const node = (id: string, ...inputs: string[]): JsonRecord => lab(id, 'output', {}, inputs)
    const { chain } = readLab([given('a', 1), node('d', 'b'), given('c', 1), node('b', 'a', 'c')])
    expect(chain.nodes.map(({ id, position }) => [id, position?.x, position?.y])).toEqual([
      ['a', 0, 0],
      ['d', 560, 0],
      ['c', 0, 140],
      ['b', 280, 0],
    ])
  })

  it('takes keys out of outputs by nodes of their own, one for each key', () => {
    const of = (output_key: string): JsonRecord => ({ source_node_id: 'a', output_key })
    const { chain, issues } = readLab([
      given('a', { k: 1, 'l m': 2 }),
      given('a_k', 3),
      lab('x', 'output', {}, [of('k'), of('l m')]),
      lab('y', 'output', {}, [of('k'), 'a_k', 5, { source: 'a' }]),
    ])
    expect(issues).toEqual([])
    expect(chain.nodes.map(({ id, name, config }) => [id, name, config.expression])).toEqual([
      ['a', undefined, undefined],
      ['a_k_2', 'k of a', 'pyIndex(value, "k")'],
      ['a_l_m', 'l m of a', 'pyIndex(value, "l m")'],
      ['a_k', undefined, undefined],
      ['x', undefined, undefined],
      ['y', undefined, undefined],
    ])
    expect(chain.edges.map(({ source, target }) => `${source}>${target}`)).toEqual([
      ...['a>a_k_2', 'a>a_l_m', 'a_k_2>x', 'a_l_m>x', 'a_k_2>y', 'a_k>y'],
    ])
  })

  it('hangs what takes one value on what conditions in a row hand on', () => {
    const condition = (id: string, input: string): JsonRecord =>
      lab(id, 'condition', { condition: '1' }, [input])
    const flat = lab('x', 'transform', { transform_type: 'flatten' }, ['h'])
    const { chain, issues } = readLab([given('a', [1]), condition('g', 'a'), condition('h', 'g'), flat])
    expect(chain.edges.filter(({ target }) => target === 'x')).toMatchObject([
      { source: 'a', sourcePort: 'out' },
    ])
    expect(issues.map(({ code, nodeId }) => [code, nodeId])).toContainEqual(['hands_on', 'h'])
    expect(issues.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  it('names in its conditions what JavaScript would misread', () => {
    const ids = ['value', 'new', 'x-1', 'params', '\u00e4']
    const nodes = [
      ...ids.map((id) => given(id, 1)),
      lab('x', 'condition', { condition: 'value + new + \u00e4 > params' }, ids),
    ]
    expect(readLab(nodes).chain.nodes.at(-1)?.config.expression).toBe(
      'pyGreater(pyAdd(pyAdd(inputs["value"], inputs["new"]), inputs["\u00e4"]), inputs["params"])',
    )
  })

  it('asks for the file of a condition’s subject', () => {
    const store = (rest: JsonRecord): JsonRecord =>
      lab('x', 'output', { output_type: 'store', content: 'c', ...rest }, ['a'])
    const subject = (rest: JsonRecord) => readLab([given('a', 1), store(rest)]).chain.nodes[1]?.config.subject
    expect([
      subject({ file_id_key: 'a' }),
      subject({ file_id_key: 'file' }),
      subject({ store_target: 'conclusion' }),
    ]).toEqual([...['a', 'LabFlow file {{params["file"]}}', undefined]])
  })
})

describe('a file that is not as it should be', () => {
  it.each<[Json, string]>([
    [[given('a', 1), 5], 'Node 2 of the file is not a record.'],
    [[{ node_type: 'output' }], 'Node 1 of the file needs a "node_id" of 1 to 200 characters.'],
    [[{ node_id: 'a'.repeat(201) }], 'Node 1 of the file needs a "node_id" of 1 to 200 characters.'],
  ])('%.60j is refused', (document, message) => {
    const read = readDocument(JSON.stringify(document), registry)
    expect(read.ok ? [] : read.error.map((issue) => issue.message)).toEqual([message])
  })

  it('with ids twice, missing ends or a circle is read, and not valid', () => {
    const codes = (nodes: JsonRecord[]): string[] =>
      readLab(nodes).issues.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []))
    expect(codes([given('a', 1), given('a', 2)])).toEqual(['duplicate_node'])
    expect(codes([lab('a', 'output', {}, ['q'])])).toContain('missing_end')
    expect(codes([lab('a', 'output', {}, ['b']), lab('b', 'output', {}, ['a'])])).toEqual(['cycle'])
    const loop = lab('a', 'condition', { condition: '1' }, ['a'])
    expect(codes([loop, lab('b', 'transform', { transform_type: 'flatten' }, ['a'])])).toContain('self_edge')
    expect(readLab([{ ...given('1', 1), node_id: 1 }]).chain.nodes[0]?.id).toBe('1')
  })

  it('never crashes the reader, whatever its nodes hold', () => {
    const words = [
      'data_input',
      'transform',
      'calculate',
      'condition',
      'output',
      'constant',
      'api',
      'file',
      'map',
      'merge',
    ]
    const keys = [
      'source_type',
      'value',
      'data_type',
      'transform_type',
      'operation',
      'operands',
      'condition',
      'cases',
      'fields',
      'url',
      'output_type',
      'headers',
      'params',
    ]
    const word = fc.constantFrom(...words, 'switch', 'store', 'send', 'list', 'a', 'b')
    const config = fc
      .dictionary(fc.constantFrom(...keys), fc.oneof(word, anyJson))
      .map((value) => ({ ...value }))
    const input = fc.oneof(word, fc.record({ source_node_id: word, output_key: word }), anyJson)
    const node = fc.record(
      {
        node_id: fc.oneof(word, anyJson),
        node_type: fc.oneof(word, anyJson),
        config: fc.oneof(config, anyJson),
        inputs: fc.oneof(fc.array(input), anyJson),
        timeout: anyJson,
      },
      { requiredKeys: ['node_id', 'node_type'] },
    )
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 6 }), (nodes) => {
        const read = readDocument(JSON.stringify(nodes), registry)
        if (!read.ok) expect(read.error.length).toBeGreaterThan(0)
        else {
          validateChain(read.value.chain, registry)
          expect(readDocument(writeDocument(read.value.chain), registry).ok).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
