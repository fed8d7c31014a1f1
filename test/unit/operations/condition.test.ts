import { describe, expect, it } from 'vitest'
import { runPass } from '#electron/operations/condition/filter.ts'
import { runIf } from '#electron/operations/condition/if.ts'
import { runSwitch } from '#electron/operations/condition/switch.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { pass } from '#shared/operation/condition/filter.ts'
import { ifElse } from '#shared/operation/condition/if.ts'
import { switchCase } from '#shared/operation/condition/switch.ts'
import { portsOf } from '#shared/operation/define.ts'
import { failureOf, runOperation, tableOf } from '../../operations/harness.ts'

const TABLE = tableOf([{ x: 1 }])

describe('if', () => {
  it.each<[JsonRecord, JsonRecord, boolean]>([
    [{}, { ok: true }, true],
    [{}, { ok: false }, false],
    [{ left: 'strain', operator: 'greaterThan', right: 3.5 }, { strain: 4 }, true],
    [{ operator: 'lessEqual' }, { a: 4, b: 3 }, false],
    [{ left: 'sample.name', operator: 'equal', right: 'A' }, { sample: { name: 'A' } }, true],
    [{ operator: 'contains', right: 'Cl' }, { salt: 'NaCl' }, true],
    [{ operator: 'contains', right: { a: 1 } }, { list: [{ a: 1 }] }, true],
    [{ operator: 'contains', right: 3 }, { list: [1, 2] }, false],
    [{ operator: 'isEmpty' }, { list: [] }, true],
    [{ operator: 'isEmpty' }, { text: '' }, true],
    [{ operator: 'isEmpty' }, { nothing: null }, true],
    [{ operator: 'isEmpty' }, { number: 0 }, false],
    [{ operator: 'isNotEmpty' }, { record: { a: 1 } }, true],
    [{ expression: 'a + b > 3' }, { a: 1, b: 2 }, false],
    [{ operator: 'isTrue', expression: 'false' }, { a: true }, true],
  ])('%j of %j decides %j and passes the first input on', async (config, inputs, result) => {
    const { outcome } = await runOperation(ifElse, runIf, config, { inputs })
    expect(outcome.decision).toEqual({ result, path: String(result) })
    expect(outcome.value).toEqual({ kind: 'json', json: Object.values(inputs)[0] })
  })

  it('passes a table on as it is, and nothing where there is no input', async () => {
    const table = await runOperation(
      ifElse,
      runIf,
      { expression: 'value.length > 0' },
      { values: { t: TABLE } },
    )
    expect(table.outcome.value).toBe(TABLE)
    const none = await runOperation(ifElse, runIf, { expression: 'true' })
    expect(none.outcome.value).toEqual({ kind: 'json', json: null })
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [{}, { a: 1 }, 'not_boolean: The condition gave a number'],
    [{ expression: 'a' }, { a: null }, 'not_boolean: The condition gave nothing'],
    [{ operator: 'greaterThan', right: 'x' }, { a: 1 }, 'not_comparable'],
    [{ operator: 'contains', right: 1 }, { a: 'text' }, "not_comparable: a text can't contain a number"],
    [{}, {}, 'operand_missing'],
    [{ operator: 'equal' }, { a: 1 }, 'operand_missing: Node has no second input'],
    [{ expression: 'b' }, { a: 1 }, 'expression_failed'],
  ])('%j of %j fails', async (config, inputs, message) => {
    expect(await failureOf(ifElse, runIf, config, { inputs })).toContain(message)
  })

  it.each<[JsonRecord, string]>([
    [{}, 'value'],
    [{ left: 'mass', operator: 'greaterThan', right: 3.5 }, 'mass > 3.5'],
    [{ operator: 'isEmpty' }, 'value is empty'],
    [{ left: 'list', operator: 'isNotEmpty' }, 'list is not empty'],
    [{ operator: 'contains' }, 'value contains second input'],
    [{ expression: 'a > 1' }, 'a > 1'],
  ])('%j in words: %s', (config, words) => {
    expect(ifElse.describe?.(ifElse.config.parse(config))).toBe(words)
  })
})

describe('pass if', () => {
  it.each<[Json, string]>([
    [true, 'pass'],
    [false, 'stop'],
  ])('with %j takes the path %s, of which only "pass" is a port', async (ok, path) => {
    const { outcome } = await runOperation(pass, runPass, {}, { inputs: { ok } })
    expect(outcome).toEqual({ value: { kind: 'json', json: ok }, decision: { result: ok, path } })
    expect(portsOf(pass, pass.config.parse({})).outputs.map((port) => port.name)).toEqual(['pass'])
  })
})

describe('switch', () => {
  const CASES: Json = [{ value: 'steel', port: 'metal' }, { value: 'copper', port: 'metal' }, { value: 2 }]
  const decide = async (config: JsonRecord, inputs: JsonRecord) =>
    (await runOperation(switchCase, runSwitch, { cases: CASES, ...config }, { inputs })).outcome.decision

  it.each<[JsonRecord, JsonRecord, Json, string]>([
    [{}, { m: 'copper' }, 'copper', 'metal'],
    [{}, { m: 2 }, 2, '2'],
    [{}, { m: '2' }, '2', 'default'],
    [{ match: 'text' }, { m: '2' }, '2', '2'],
    [{ default: 'other' }, { m: 'glass' }, 'glass', 'other'],
    [{ variable: 'sample-1' }, { a: 1, 'sample-1': 'steel' }, 'steel', 'metal'],
    [{ variable: 'm.kind + "el"' }, { m: { kind: 'ste' } }, 'steel', 'metal'],
    [{ variable: '"glass"' }, {}, 'glass', 'default'],
  ])('%j of %j finds %j and takes %s', async (config, inputs, result, path) => {
    expect(await decide(config, inputs)).toEqual({ result, path })
  })

  it('keeps no large value a second time with its decision', async () => {
    const inputs = { x: Array.from({ length: 20_000 }, (_, i) => i) }
    expect(await decide({ variable: 'x' }, inputs)).toEqual({ result: 'a list', path: 'default' })
  })

  it('has a port for each case, and one for the rest', () => {
    const config = switchCase.config.parse({ cases: CASES })
    expect(portsOf(switchCase, config).outputs.map((port) => port.name)).toEqual(['metal', '2', 'default'])
    expect(portsOf(switchCase, switchCase.config.parse({})).outputs).toHaveLength(1)
    expect(switchCase.describe?.(config)).toBe('value')
  })

  it('fails where its variable does', async () => {
    expect(await failureOf(switchCase, runSwitch, { variable: 'b.c' }, { inputs: { a: 1 } })).toContain(
      'expression_failed',
    )
  })
})
