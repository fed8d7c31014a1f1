import { describe, expect, it } from 'vitest'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { readDocument } from '#shared/document/read.ts'
import { writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { given, lab, readLab } from '../../support/labflow-files.ts'

const reasonFor = (type: string, config: Json, inputs: Json[] = ['a'], rest: JsonRecord = {}) => {
  const node = { ...lab('x', type, {}, inputs), config, ...rest }
  const { chain } = readLab([
    given('a', [1]),
    given('b', 2),
    lab('g', 'condition', { condition: 'a' }, ['a']),
    node,
  ])
  return chain.nodes.find(({ id }) => id === 'x')?.placeholder?.reason
}

describe('a node that can’t be carried over', () => {
  it.each<[string, Json, string]>([
    ['spell', {}, 'LabFlow has no node type "spell".'],
    ['transform', [], 'Its "config" is not a record.'],
    ['data_input', { source_type: 'oracle' }, 'LabFlow knows no "source_type" "oracle".'],
    ['data_input', { source_type: 'constant' }, 'It has no "value", without which LabFlow does not run it.'],
    [
      'data_input',
      { source_type: 'constant', value: '' },
      'It has no "value", without which LabFlow does not run it.',
    ],
    ['data_input', { key_path: 5 }, 'Its "key_path" is not a text, but a number.'],
    [
      'data_input',
      { source_type: 'environment' },
      'It has no "env_var", without which LabFlow does not run it.',
    ],
    [
      'data_input',
      { source_type: 'file', file_path: 'a', mode: 'w' },
      'Its "mode" "w" does more than read a file.',
    ],
    ['data_input', { source_type: 'file', file_path: 5 }, 'Its "file_path" is not a text, but a number.'],
    [
      'data_input',
      { source_type: 'api', url: 'http://a', method: 'TRACE' },
      'LabFlow knows no "method" "TRACE".',
    ],
    [
      'data_input',
      { source_type: 'api', url: 'http://a', json: {} },
      'It asks by GET and sends "json" with it, which Ergo does not do.',
    ],
    [
      'data_input',
      { source_type: 'api', url: 'http://a', headers: { a: 1 } },
      'Its header "a" is not a text.',
    ],
    [
      'data_input',
      { source_type: 'api', url: 'http://a', params: { a: [1] } },
      'Its parameter "a" is not one value.',
    ],
    [
      'data_input',
      { source_type: 'api', url: 'http://a', timeout: 0 },
      'Its "timeout" of 0 s is not between 0 s and a day.',
    ],
    [
      'data_input',
      { source_type: 'database', table_name: 't', filters: { b: [1] } },
      'Its filter on "b" is not one value.',
    ],
    [
      'data_input',
      { source_type: 'database', table_name: 't', limit: 0 },
      'Its "limit" 0 is not a number of rows.',
    ],
    [
      'data_input',
      { source_type: 'database', table_name: 't', order_by: 'random()' },
      'Its "order_by" "random()" is more than names of columns.',
    ],
    ['transform', {}, 'It has no "operation", without which LabFlow does not run it.'],
    ['transform', { operation: 'double' }, 'LabFlow knows no "operation" "double".'],
    ['transform', { operation: 'multiply', factor: '2' }, 'Its "factor" is not a number, but a text.'],
    ['transform', { transform_type: 'rotate' }, 'LabFlow knows no "transform_type" "rotate".'],
    [
      'transform',
      { transform_type: 'filter', condition: 'v', operator: 'ne', threshold: 1 },
      'LabFlow knows no "operator" "ne".',
    ],
    [
      'transform',
      { transform_type: 'filter', condition: 'v', operator: 'gt' },
      'It has no "threshold" to compare with.',
    ],
    ['transform', { transform_type: 'extract' }, 'It names no "fields": there is nothing to take.'],
    [
      'transform',
      { transform_type: 'extract', fields: ['a', 1] },
      'Its "fields" holds a number, not texts only.',
    ],
    [
      'transform',
      { transform_type: 'aggregate', aggregation: 'median' },
      'LabFlow knows no "aggregation" "median".',
    ],
    [
      'transform',
      { transform_type: 'format', format: 'percent', precision: 1.5 },
      'Its "precision" 1.5 is not a number of digits.',
    ],
    ['calculate', { operation: 'root' }, 'LabFlow knows no "operation" "root".'],
    ['calculate', { operation: 'add' }, 'It has no "operands", without which LabFlow does not run it.'],
    ['calculate', { operation: 'divide', operands: ['a'] }, 'To divide it needs 2 operands.'],
    ['calculate', { operation: 'add', operands: ['a.0'] }, 'Its operand "a.0" means a field of "a" here.'],
    [
      'calculate',
      { operation_type: 'comparison', operation: 'equal', left: 'a' },
      'It has no "right", without which LabFlow does not run it.',
    ],
    [
      'calculate',
      { operation_type: 'logical', operation: 'and' },
      'It has no "operands", without which LabFlow does not run it.',
    ],
    [
      'calculate',
      { operation_type: 'mathematical', operation: 'round', value: 'a' },
      'LabFlow knows no "operation" "round".',
    ],
    [
      'calculate',
      { operation_type: 'mathematical', operation: 'log', value: 'a', base: 1 },
      'There is no logarithm to the base 1.',
    ],
    [
      'calculate',
      { operation_type: 'statistical', operation: 'max', data: 'a' },
      'LabFlow knows no "operation" "max".',
    ],
    [
      'calculate',
      { operation_type: 'analysis', tool_id: 'fit' },
      'It runs LabFlow\'s analysis tool "fit", which Ergo does not have.',
    ],
    [
      'calculate',
      { operation_type: 'analysis' },
      "It runs LabFlow's analysis tool null, which Ergo does not have.",
    ],
    ['calculate', { operation_type: 'magic' }, 'LabFlow knows no "operation_type" "magic".'],
    ['condition', {}, 'It has no "condition", without which LabFlow does not run it.'],
    ['condition', { condition: true }, 'Its "condition" is not a text, but a boolean.'],
    [
      'condition',
      { condition: 'a >\n' },
      "Its condition can't be carried over at line 1, column 4: the condition ends where it can't be.",
    ],
    [
      'condition',
      { condition: '[\ni for i in a]' },
      "Its condition can't be carried over at line 2, column 3: comprehensions are not carried over.",
    ],
    [
      'condition',
      { condition_type: 'switch', variable: 'a' },
      'It has no "cases", without which LabFlow does not run it.',
    ],
    [
      'condition',
      { condition_type: 'switch', variable: 'a', cases: { b: [] } },
      'A way that it takes is not a name.',
    ],
    [
      'condition',
      { condition_type: 'switch', variable: 'a', cases: { b: '' } },
      'A way that it takes has no name.',
    ],
    ['condition', { condition_type: 'while' }, 'LabFlow knows no "condition_type" "while".'],
    ['output', { output_type: 'print' }, 'LabFlow knows no "output_type" "print".'],
    ['output', { output_type: 'store', store_target: 'diary' }, 'LabFlow knows no "store_target" "diary".'],
    [
      'output',
      { output_type: 'send', url: 'http://a', method: 'GET' },
      'It sends by GET, which Ergo does not do.',
    ],
  ])('%s with %j says why', (type, config, reason) => {
    expect(reasonFor(type, config)).toBe(reason)
  })

  it.each<[JsonRecord, string]>([
    [{ timeout: 0 }, 'Its "timeout" is not more than 0.'],
    [{ timeout: 'soon' }, 'Its "timeout" is not a number.'],
    [{ retry_count: -1 }, 'Its "retry_count" is less than 0.'],
    [{ retry_delay_seconds: -1 }, 'Its "retry_delay_seconds" is less than 0.'],
    [{ retry_backoff_factor: 0.5 }, 'Its "retry_backoff_factor" is less than 1.'],
  ])('for its %j says why', (rest, reason) => {
    expect(reasonFor('output', {}, ['a'], rest)).toBe(reason)
  })

  it.each<[string, Json[], string]>([
    ['g and a', ['a', 'g'], '"g" is a condition: in LabFlow it gave its verdict, here it hands its input on'],
    [
      'a',
      [{ source_node_id: 'g', output_key: 'next_node' }],
      'It takes "next_node" of the condition "g", which has no such way out.',
    ],
  ])('for what it takes of a condition (%s of %j) says why', (condition, inputs, reason) => {
    expect(reasonFor('condition', { condition }, inputs)).toContain(reason)
  })

  it.each([['inputs'], ['pyIn']])('because an input is called %s says so', (id) => {
    const { chain } = readLab([given(id, 1), lab('x', 'condition', { condition: '1' }, [id])])
    expect(chain.nodes[1]?.placeholder?.reason).toBe(
      `An input is called "${id}", which means something else in expressions here.`,
    )
  })

  it('keeps its text, its place and its edges, through writing and reading', () => {
    const node =
      '{"node_id": "x", "node_type":"OUTPUT", "name": "Print", "config": {"output_type": "print", "n": 1.0}, "inputs": ["a"]}'
    const text = `[${JSON.stringify(given('a', 1))},\n ${node}]`
    const read = readDocument(text, registry)
    if (!read.ok) expect.fail()
    const { chain } = read.value
    expect(chain.nodes[1]).toEqual({
      ...{
        id: 'x',
        type: 'OUTPUT',
        operation: 'print',
        name: 'Print',
        config: { output_type: 'print', n: 1 },
        position: { x: 280, y: 0 },
      },
      placeholder: { reason: 'LabFlow knows no "output_type" "print".', text: node, format: 'labflow' },
    })
    expect(chain.edges).toMatchObject([{ source: 'a', target: 'x' }])
    const again = readDocument(writeDocument(chain), registry)
    expect(again).toEqual({ ok: true, value: { chain, issues: [], format: 'ergo' } })
    expect(validateChain(chain, registry)).toMatchObject([
      { code: 'placeholder', nodeId: 'x', severity: 'error' },
    ])
  })
})
