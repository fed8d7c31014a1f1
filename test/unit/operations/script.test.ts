import { describe, expect, it } from 'vitest'
import type { ScriptSource } from '#electron/engine/operation.ts'
import { runScript } from '#electron/operations/transform/script.ts'
import { fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { Parameter } from '#shared/chain/schema.ts'
import { script } from '#shared/operation/transform/script.ts'
import { failureOf, outputOf, runOperation, tableOf } from '../../operations/harness.ts'

function source(code: string, parameters: Json = []): ScriptSource {
  const limits = { timeoutMs: 1000, memoryMb: 64 }
  return { name: 'test', version: 2, code, parameters: Parameter.array().parse(parameters), ...limits }
}

function given(code: string, parameters: Json, inputs: JsonRecord = {}) {
  const find = (name: string, version: number | undefined) =>
    name === 'test' && (version ?? 2) === 2 ? source(code, parameters) : fail('script_missing', `No ${name}.`)
  return { inputs, script: find }
}

const NUMBERS = [
  { name: 'numbers', type: 'list' },
  { name: 'by', type: 'number', default: 2 },
]
const SCALE = 'const scaled = numbers.map(x => x * by)\nlog("scaled", scaled.length, scaled)\nreturn scaled'

describe('script', () => {
  it.each<[JsonRecord, JsonRecord, Json]>([
    [{ arguments: { numbers: 'xs' } }, { xs: [1, 2] }, [2, 4]],
    [{ arguments: { numbers: 'a.xs', by: 10 } }, { a: { xs: [1] } }, [10]],
    [{ version: 2 }, { numbers: [1], by: 3 }, [3]],
    [{ arguments: { numbers: [5] } }, {}, [10]],
  ])('with %j of %j gives %j', async (config, inputs, result) => {
    const all = { script: 'test', ...config }
    expect(await outputOf(script, runScript, all, given(SCALE, NUMBERS, inputs))).toEqual(result)
  })

  it('logs, and says what ran', async () => {
    const { records } = await runOperation(
      script,
      runScript,
      { script: 'test' },
      given(SCALE, NUMBERS, { numbers: [1] }),
    )
    expect(records).toEqual([
      { kind: 'script', name: 'test', version: 2, arguments: { numbers: [1], by: 2 } },
      { kind: 'log', level: 'info', message: 'scaled 1 [2]' },
    ])
  })

  it('notes a large argument by its kind only', async () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => i)
    const { records } = await runOperation(
      script,
      runScript,
      { script: 'test' },
      given(SCALE, NUMBERS, { numbers }),
    )
    expect(records[0]).toMatchObject({
      arguments: { numbers: '(a list, too large to be noted here)', by: 2 },
    })
  })

  it('takes a table as a list of records', async () => {
    const real = {
      ...given('return rows.map(r => r.x)', [{ name: 'rows' }]),
      values: { rows: tableOf([{ x: 1 }]) },
    }
    expect(await outputOf(script, runScript, { script: 'test' }, real)).toEqual([1])
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [{ script: '' }, {}, 'script_missing: Node has no script yet'],
    [{ script: 'other' }, {}, 'script_missing: No other.'],
    [{ version: 3 }, {}, 'script_missing'],
    [{ arguments: { nmbers: [1] } }, {}, 'argument_unknown: The script "test" has no parameter "nmbers"'],
    [{}, {}, 'argument_missing: The script needs an argument for its parameter "numbers"'],
    [{ arguments: { numbers: 5 } }, {}, 'input_invalid: The parameter "numbers" takes a list, but got 5.'],
    [{ arguments: { numbers: 'xs.b' } }, { xs: {} }, 'field_missing'],
    [{ arguments: { numbers: [null], by: 1e308 } }, {}, 'expression_failed'],
  ])('%j of %j fails', async (config, inputs, message) => {
    const code = 'if (numbers[0] === null) throw new Error("no numbers")\nreturn 1'
    const all = { script: 'test', ...config }
    expect(await failureOf(script, runScript, all, given(code, NUMBERS, inputs))).toContain(message)
  })

  it.each<[JsonRecord, string]>([
    [{ script: 'normalize' }, 'normalize'],
    [{ script: 'normalize', version: 3 }, 'normalize (version 3)'],
  ])('%j in words: %s', (config, words) => {
    expect(script.describe?.(script.config.parse(config))).toBe(words)
  })
})
