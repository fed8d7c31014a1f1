import { describe, expect, it } from 'vitest'
import { checkExpressions } from '#electron/operations/check-expressions.ts'
import { textProblem } from '#electron/sandbox/problem.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'

function messages(type: string, operation: string, config: JsonRecord): string[] {
  const chain = Chain.parse({
    name: 'test',
    nodes: [
      { id: 'mass', type: 'DATA_INPUT', operation: 'constant', config: { value: 1 } },
      { id: 'sample-1', type: 'DATA_INPUT', operation: 'constant', config: { value: 1 } },
      { id: 'far', type: 'DATA_INPUT', operation: 'constant', config: { value: 1 } },
      { id: 'node', type, operation, config },
    ],
    edges: [
      { id: 'e1', source: 'mass', target: 'node' },
      { id: 'e2', source: 'sample-1', target: 'node' },
    ],
  })
  const issues = validateChain(chain, registry, [checkExpressions])
  return issues.filter((issue) => issue.code === 'expression_failed').map((issue) => issue.message)
}

describe('expressions of a chain', () => {
  it.each<[string, string, JsonRecord]>([
    [
      'CALCULATE',
      'expression',
      { expression: 'round(mass, 1) + value + inputs["sample-1"] + params.x + NaN' },
    ],
    ['CONDITION', 'if', { operator: 'isEmpty', expression: 'not shown (' }],
    ['CONDITION', 'switch', { variable: 'sample-1' }],
    ['TRANSFORM', 'map', { expression: 'item * index + mass' }],
    ['OUTPUT', 'log', { message: 'mass {{mass}} {{params.x}}' }],
    ['CALCULATE', 'arithmetic', { operands: ['mass', 'nothing'] }],
    ['CALCULATE', 'unknown', { expression: '(' }],
    ['CALCULATE', 'expression', { expression: 5 }],
  ])('%s %s %j has no problem', (type, operation, config) => {
    expect(messages(type, operation, config)).toEqual([])
  })

  it.each<[string, string, JsonRecord, string]>([
    [
      'CALCULATE',
      'expression',
      { expression: 'mas + 1' },
      'Expression of "node" will fail: There is no "mas" here; did you mean "mass"?',
    ],
    ['CALCULATE', 'expression', { expression: 'far' }, 'There is no "far" here'],
    ['CALCULATE', 'expression', { expression: '1 +' }, 'The expression ends too early'],
    ['CONDITION', 'if', { expression: 'item > 1' }, 'There is no "item" here'],
    ['CONDITION', 'switch', { variable: 'sample-2' }, 'write inputs["sample-1"]'],
    ['OUTPUT', 'log', { message: '{{mass}} {{mas}}' }, 'There is no "mas" here'],
    ['OUTPUT', 'log', { message: '{{mass' }, 'without "}}"'],
  ])('%s %s %j has one', (type, operation, config, message) => {
    expect(messages(type, operation, config)).toEqual([expect.stringContaining(message)])
  })

  it('are looked at without locking the realm', () => {
    expect(textProblem('return value', 'script', ['value'])).toBeNull()
    expect(textProblem('return other', 'script', ['value'])).toMatchObject({ code: 'expression_failed' })
    expect(Object.isFrozen(Object.prototype)).toBe(false)
  })
})
