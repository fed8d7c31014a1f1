import { describe, expect, it } from 'vitest'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { runLab } from '../support/labflow.ts'
import { given, lab } from '../support/labflow-files.ts'

/** In place of a value: the node fails when it runs. */
const FAILS = Symbol('fails')
type Row = [config: JsonRecord, inputs: JsonRecord, expected: Json | typeof FAILS]

/** Runs one node over constants and looks at what it gives. */
async function check(type: string, [config, inputs, expected]: Row): Promise<void> {
  const constants = Object.entries(inputs).map(([id, value]) => given(id, value))
  const run = await runLab([...constants, lab('x', type, config, Object.keys(inputs))])
  const x = run.nodes.x
  if (expected === FAILS) {
    expect([run.status, x?.status]).toEqual(['failed', 'failed'])
    return
  }
  expect([run.issues.filter(({ severity }) => severity === 'error'), x?.status, x?.error]).toEqual([
    [],
    'completed',
    undefined,
  ])
  if (typeof expected === 'number' && !Number.isInteger(expected)) expect(x?.value).toBeCloseTo(expected, 12)
  else expect(x?.value).toEqual(expected)
}

const constant = (value: Json, data_type?: string): JsonRecord => ({
  ...{ source_type: 'constant', value },
  ...(data_type === undefined ? {} : { data_type }),
})

describe('data_input: constant', () => {
  it.each<[JsonRecord, Json | typeof FAILS]>([
    [constant(10), 10],
    [constant('10'), '10'],
    [constant([1, 'a']), [1, 'a']],
    [constant('12', 'integer'), 12],
    [constant(' -1_000 ', 'integer'), -1000],
    [constant(3.9, 'integer'), 3],
    [constant(-3.9, 'integer'), -3],
    [constant(true, 'integer'), 1],
    [constant('3.5', 'integer'), FAILS],
    [constant('abc', 'integer'), FAILS],
    [constant([1], 'integer'), FAILS],
    [constant('2.5', 'float'), 2.5],
    [constant(' 1e3 ', 'float'), 1000],
    [constant(2, 'float'), 2],
    [constant('abc', 'float'), FAILS],
    [constant('nan', 'float'), FAILS],
    [constant('TRUE', 'boolean'), true],
    [constant('yes', 'boolean'), true],
    [constant('1', 'boolean'), true],
    [constant(' yes ', 'boolean'), false],
    [constant('no', 'boolean'), false],
    [constant('anything', 'boolean'), false],
    [constant(2, 'boolean'), true],
    [constant(0, 'boolean'), false],
    [constant([1], 'boolean'), false],
    [constant('[1, 2]', 'list'), [1, 2]],
    [constant([1, 2], 'list'), [1, 2]],
    [constant('{"a": 1}', 'list'), { a: 1 }],
    [constant('[1, 2', 'list'), FAILS],
    [constant('{"a": [1]}', 'dict'), { a: [1] }],
    [constant({ a: 1 }, 'dict'), { a: 1 }],
    [constant('nothing', 'dict'), FAILS],
    [constant(5, 'string'), 5],
    [constant('text', 'other'), 'text'],
  ])('%j gives %j', (config, expected) => check('data_input', [config, {}, expected]))
})

describe('data_input: global, the default', () => {
  const inputs = { user: { name: 'Ada', 'a.b': 2 }, mass: 2.5, none: null }
  it.each<[JsonRecord, string, Json | typeof FAILS]>([
    [{ source_type: 'global', key_path: 'user.name' }, 'x', 'Ada'],
    [{ key_path: 'mass' }, 'x', 2.5],
    [{}, 'mass', 2.5],
    [{}, 'user.name', 'Ada'],
    [{ key_path: 'user.age' }, 'x', FAILS],
    [{ key_path: 'mass.unit' }, 'x', FAILS],
    [{}, 'x', FAILS],
  ])('%j of a node called %s gives %j', async (config, name, expected) => {
    const run = await runLab([{ ...lab('x', 'data_input', config), name }], inputs)
    if (expected === FAILS) expect([run.status, run.nodes.x?.error]).toEqual(['failed', 'parameter_missing'])
    else expect([run.status, run.nodes.x?.value]).toEqual(['completed', expected])
  })
})

describe('transform', () => {
  const list = (...items: Json[]): JsonRecord => ({ list: items })
  it.each<Row>([
    [{ transform_type: 'map', operation: 'multiply', factor: 2 }, list(1, 'a', 2.5, null), [2, 5]],
    [{ operation: 'multiply' }, list(1, 2), [1, 2]],
    [{ operation: 'square' }, list(-3, 'a'), [9]],
    [{ operation: 'absolute' }, list(-2, 3), [2, 3]],
    [
      { operation: 'uppercase' },
      list('a', true, null, [1, 'b'], 1.5),
      ['A', 'TRUE', 'NONE', "[1, 'B']", '1.5'],
    ],
    [{ operation: 'lowercase' }, list('AB', { A: true }), ['ab', "{'a': true}"]],
    [{ operation: 'square' }, { value: 5 }, FAILS],
    [{ operation: 'square' }, list(), []],
    [{ transform_type: 'filter', condition: 'value', operator: 'gt', threshold: 2 }, list(1, 2, 3), [3]],
    [{ transform_type: 'filter', condition: 'value', operator: 'gte', threshold: 2 }, list(1, 2, 3), [2, 3]],
    [{ transform_type: 'filter', condition: 'value', operator: 'lt', threshold: 2 }, list(1, 2, 3), [1]],
    [{ transform_type: 'filter', condition: 'value', operator: 'lte', threshold: 2 }, list(1, 2, 3), [1, 2]],
    [
      { transform_type: 'filter', condition: 'value', operator: 'eq', threshold: 'b' },
      list('a', 'b', 1),
      ['b'],
    ],
    [{ transform_type: 'filter', condition: 'value', operator: 'gt', threshold: 2 }, { value: 'abc' }, FAILS],
    [{ transform_type: 'extract', fields: ['a', 'z'] }, { record: { a: 1, b: 2 } }, { a: 1 }],
    [{ transform_type: 'extract', fields: ['a'] }, list({ a: 1, b: 2 }, { b: 3 }), [{ a: 1 }, {}]],
    [{ transform_type: 'extract', fields: ['a'] }, { value: 5 }, FAILS],
    [
      { transform_type: 'merge', merge_keys: ['b', 'a', 'n', 'q'] },
      { a: { x: 1 }, b: { x: 2, y: 3 }, n: 7 },
      { x: 1, y: 3, n: 7 },
    ],
    [{ transform_type: 'merge', merge_keys: ['a'] }, { a: { x: 1 }, b: { y: 2 } }, { x: 1 }],
    [{ transform_type: 'merge' }, { a: { x: 1 } }, {}],
    [{ transform_type: 'flatten' }, list(1, [2, [3]], { a: 4, b: { c: 5 } }), [1, 2, 3, 4, 5]],
    [{ transform_type: 'aggregate' }, list(1, 'a', 2), 3],
    [{ transform_type: 'aggregate', aggregation: 'average' }, list(1, 2, 'a'), 1.5],
    [{ transform_type: 'aggregate', aggregation: 'min' }, list(3, 1), 1],
    [{ transform_type: 'aggregate', aggregation: 'max' }, list(3, 1), 3],
    [{ transform_type: 'aggregate', aggregation: 'count' }, list(3, 'a', null), 3],
    [{ transform_type: 'aggregate', aggregation: 'stdev' }, list(2, 4, 4, 4, 5, 5, 7, 9), 2.138089935299395],
    [{ transform_type: 'aggregate', aggregation: 'sum' }, list(), 0],
    [{ transform_type: 'aggregate', aggregation: 'average' }, list('a'), 0],
    [{ transform_type: 'aggregate', aggregation: 'min' }, list(), null],
    [{ transform_type: 'aggregate', aggregation: 'max' }, list('a'), null],
    [{ transform_type: 'aggregate', aggregation: 'count' }, list(), 0],
    [{ transform_type: 'aggregate', aggregation: 'stdev' }, list(5), 0],
    [{ transform_type: 'aggregate' }, { value: 5 }, FAILS],
    [{ transform_type: 'format' }, { value: 5 }, '5'],
    [{ transform_type: 'format', format: 'string' }, list(1, 'a', null), "[1, 'a', None]"],
    [{ transform_type: 'format', format: 'json' }, list(1, 2, 'é'), '[1, 2, "\\u00e9"]'],
    [{ transform_type: 'format', format: 'csv' }, list(1, 'a, b', true), '1,a, b,True'],
    [{ transform_type: 'format', format: 'percent' }, { value: 0.1234 }, '12.34%'],
    [{ transform_type: 'format', format: 'percent', precision: 1 }, { value: 0.25 }, '25.0%'],
    [{ transform_type: 'format', format: 'unheard' }, { value: true }, 'True'],
    // By Python's rules for what an operation is not made for.
    [{ operation: 'multiply', factor: 2 }, list(true, 3, 'a'), [2, 6]],
    [
      { transform_type: 'filter', condition: 'v', operator: 'gt', threshold: 0 },
      list(true, false, 3),
      [true, 3],
    ],
    [
      { transform_type: 'filter', condition: 'v', operator: 'eq', threshold: 1 },
      list(true, 1, '1'),
      [true, 1],
    ],
    [{ transform_type: 'filter', condition: 'v', operator: 'lt', threshold: 5 }, list(1, 'a'), FAILS],
    [
      { transform_type: 'filter', condition: 'v', operator: 'gte', threshold: 'b' },
      list('a', 'b', 'c'),
      ['b', 'c'],
    ],
    [{ transform_type: 'extract', fields: ['a', 'b.c'] }, list({ a: 1, b: { c: 2 } }, 5, 'x'), [{ a: 1 }]],
    [{ transform_type: 'flatten' }, { value: 5 }, [5]],
    [{ transform_type: 'aggregate' }, list(true, 2), 3],
    [{ transform_type: 'format', format: 'percent' }, { value: 'n/a' }, 'n/a'],
    [{ transform_type: 'format', format: 'percent' }, { value: true }, '100.00%'],
    [{ transform_type: 'format', format: 'csv' }, { value: { a: null } }, "{'a': None}"],
    // Only the first input counts.
    [{ operation: 'square' }, { a: [2], b: [3] }, [4]],
  ])('%j of %j gives %j', (...row) => check('transform', row))
})

describe('calculate', () => {
  const arithmetic = (operation: string, ...operands: Json[]): JsonRecord => ({ operation, operands })
  const math = (operation: string, value: Json, rest: JsonRecord = {}): JsonRecord => ({
    ...{ operation_type: 'mathematical', operation, value },
    ...rest,
  })
  const compare = (operation: string, left: Json, right: Json): JsonRecord => ({
    ...{ operation_type: 'comparison', operation, left, right },
  })
  const logical = (operation: string, ...operands: Json[]): JsonRecord => ({
    ...{ operation_type: 'logical', operation, operands },
  })
  const statistical = (operation: string): JsonRecord => ({
    operation_type: 'statistical',
    operation,
    data: 'd',
  })
  const numbers = { d: [2, 4, 4, 4, 5, 5, 7, 9, 'n/a'] }

  it.each<Row>([
    [
      { operation_type: 'arithmetic', operation: 'add', operands: ['a', 'b', 'c'] },
      { a: 1, b: 2, c: 3.5 },
      6.5,
    ],
    [arithmetic('subtract', 'a', 'b', 'c'), { a: 10, b: 3, c: 2 }, 5],
    [arithmetic('multiply', 'a', 'b', 'a'), { a: 2, b: 3 }, 12],
    [arithmetic('divide', 'a', 'b'), { a: 7, b: 2 }, 3.5],
    [arithmetic('divide', 'a', 'b', 'c'), { a: 8, b: 2, c: 4 }, 4],
    [arithmetic('divide', 'a', 'b'), { a: 7, b: 0 }, FAILS],
    [arithmetic('modulo', 'a', 'b'), { a: -7, b: 3 }, 2],
    [arithmetic('modulo', 'a', 'b'), { a: 7, b: 0 }, FAILS],
    [arithmetic('power', 'a', 'b'), { a: 2, b: 10 }, 1024],
    [arithmetic('add', 'a', 5), { a: 1 }, FAILS],
    [arithmetic('add', 'a', 'q'), { a: 1 }, FAILS],
    [arithmetic('add', 'a', 'b'), { a: 1, b: 'x' }, FAILS],
    [compare('greater_than', 'a', 5), { a: 10 }, true],
    [compare('greater_than', 5, 'a'), { a: 10 }, false],
    [compare('less_than', 'a', 'b'), { a: 1, b: 2 }, true],
    [compare('greater_equal', 'a', 10), { a: 10 }, true],
    [compare('less_equal', 'a', 9), { a: 10 }, false],
    [compare('equal', 'a', 'steel'), { a: 'steel' }, true],
    [compare('equal', 'a', 'b'), { a: { x: [1] }, b: { x: [1] } }, true],
    [compare('not_equal', 'a', 5), { a: 10 }, true],
    [compare('greater_than', 'a', 5), { a: 'ten' }, FAILS],
    [compare('greater_than', 'a', 0), { a: true }, true],
    [compare('equal', 'a', 1), { a: true }, true],
    [compare('not_equal', 'a', 'b'), { a: [1, 2], b: [1, true] }, true],
    [compare('less_than', 'a', 'b'), { a: [1, 2], b: [1, 3] }, true],
    [compare('less_equal', 'a', 'b'), { a: {}, b: 1 }, FAILS],
    [arithmetic('add', 'a', 'b'), { a: true, b: 2 }, 3],
    [math('sqrt', 'a'), { a: true }, 1],
    [statistical('mean'), { d: [true, false] }, 0.5],
    [statistical('mean'), { d: [{ x: 1 }] }, 0],
    [logical('and', 'a', 'b'), { a: true, b: false }, false],
    [logical('and', 'a', 'b'), { a: 1, b: 'x' }, true],
    [logical('or', 'a', 'b'), { a: 0, b: [] }, false],
    [logical('or', 'a', true), { a: 0 }, true],
    [logical('not', 'a', 'b'), { a: 0, b: 1 }, true],
    [math('sqrt', 'a'), { a: 16 }, 4],
    [math('sqrt', 2), { a: 16 }, Math.SQRT2],
    [math('sqrt', 'a'), { a: -1 }, FAILS],
    [math('log', 'a'), { a: 100 }, 2],
    [math('log', 'a', { base: 2 }), { a: 8 }, 3],
    [math('log', 'a'), { a: 0 }, FAILS],
    [math('exp', 'a'), { a: 1 }, Math.E],
    [math('exp', 'a'), { a: 1000 }, FAILS],
    [math('sin', 'a'), { a: 1 }, Math.sin(1)],
    [math('cos', 'a'), { a: 1 }, Math.cos(1)],
    [math('tan', 'a'), { a: 1 }, Math.tan(1)],
    [math('abs', 'a'), { a: -2 }, 2],
    [math('ceil', 'a'), { a: 1.2 }, 2],
    [math('floor', 'a'), { a: -1.2 }, -2],
    [math('abs', 'q'), { a: -2 }, FAILS],
    [statistical('mean'), numbers, 5],
    [statistical('median'), numbers, 4.5],
    [statistical('mode'), { d: [2, 1, 1, 2] }, 2],
    [statistical('stdev'), numbers, 2.138089935299395],
    [statistical('variance'), numbers, 4.571428571428571],
    [statistical('mean'), { d: [] }, 0],
    [statistical('median'), { d: ['a'] }, 0],
    [statistical('mode'), { d: [] }, 0],
    [statistical('stdev'), { d: [1] }, 0],
    [statistical('variance'), { d: [] }, 0],
    [statistical('mean'), { d: 5 }, FAILS],
  ])('%j of %j gives %j', (...row) => check('calculate', row))
})
