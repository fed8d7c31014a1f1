import { describe, expect, it } from 'vitest'
import type { OperationContext, Services } from '#electron/engine/operation.ts'
import { fillTemplate, splitTemplate } from '#electron/operations/template.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { json, type Value } from '#shared/operation/value.ts'
import { noServices } from '../../engine/services.ts'

const expressions = makeExpressions()
const ROWS = [{ mass: 1 }, { mass: 3 }]
const TABLE: Value = { kind: 'table', columns: [{ name: 'mass', type: 'number' }], rowCount: 2, ref: 't' }

function context(inputs: JsonRecord, values: Record<string, Value> = {}): OperationContext {
  const { services } = noServices()
  const all: Record<string, Value> = { ...values }
  for (const [id, value] of Object.entries(inputs)) all[id] = json(value)
  const forTest: Services = {
    ...services,
    expressions,
    tables: { ...services.tables, rows: async () => ROWS },
  }
  return {
    nodeId: 'node',
    nodeName: 'Node',
    inputs: Object.entries(all).map(([nodeId, value]) => ({ nodeId, port: 'in', value })),
    params: { limit: 3.5 },
    signal: new AbortController().signal,
    services: forTest,
    warn: () => {},
    log: () => {},
    record: () => {},
  }
}

describe('templates', () => {
  it.each([
    ['no expression', {}, 'no expression'],
    ['', {}, ''],
    ['{{mass}} g, limit {{params.limit}}', { mass: 0.1 + 0.2 }, '0.30000000000000004 g, limit 3.5'],
    ['[{{value}}]', { value: null }, '[]'],
    ['{{value}}', { value: [1, { a: 'x' }] }, '[1,{"a":"x"}]'],
    ['{{value ? "yes" : "no"}} {{value}}', { value: true }, 'yes true'],
    ['{{ {a: {b: 1}}.a.b }}', {}, '1'],
    ['{{ "{" }} and {{ "}" }}', {}, '{ and }'],
    ['}} {{1}} {x} }}', {}, '}} 1 {x} }}'],
  ])('%s', (template, inputs, text) => {
    expect(fillTemplate(template, context(inputs))).toBe(text)
  })

  it('wait for tables', async () => {
    const given = context({ mass: 2 }, { samples: TABLE })
    expect(await fillTemplate('{{samples.length}} of {{mass}}', given)).toBe('2 of 2')
    expect(fillTemplate('{{mass}} alone', given)).toBe('2 alone')
  })

  it('say what is wrong', () => {
    expect(() => splitTemplate('a {{ b')).toThrow('"{{" at character 3 without "}}"')
    expect(() => fillTemplate('{{ }}', context({}))).toThrow('The expression is empty')
    expect(() => fillTemplate('{{ mas }}', context({ mass: 1 }))).toThrow('did you mean "mass"')
  })
})
