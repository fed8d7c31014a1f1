import { describe, expect, it } from 'vitest'
import { runStatistical } from '#electron/operations/calculate/statistical.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { statistical } from '#shared/operation/calculate/statistical.ts'
import { failureOf, outputOf, runOperation } from '../../operations/harness.ts'

const of = (config: JsonRecord, data: Json) =>
  outputOf(statistical, runStatistical, config, { inputs: { data } })
const failure = (config: JsonRecord, data: Json) =>
  failureOf(statistical, runStatistical, config, { inputs: { data } })

describe('statistics of lists', () => {
  it.each<[JsonRecord, Json, number | null]>([
    [{}, [1, 2, 6], 3],
    [{ operation: 'median' }, [5, 1, 4, 2], 3],
    [{ operation: 'mode' }, [3, 1, 1, 3, 2], 3],
    [{ operation: 'mode' }, [4], 4],
    [{ operation: 'mode' }, [1, 3, 2, 3], 3],
    [{ operation: 'stdev' }, [2, 4, 6], 2],
    [{ operation: 'stdev', population: true }, [1, 3], 1],
    [{ operation: 'variance' }, [2, 4, 6], 4],
    [{ operation: 'variance', population: true }, [5], 0],
    [{ operation: 'min' }, [3, -1], -1],
    [{ operation: 'max' }, [3, -1], 3],
    [{ operation: 'sum' }, [1e100, 1, -1e100], 1],
    [{ operation: 'quantile', share: 0.25 }, [1, 2, 3, 4], 1.75],
    [{ whenEmpty: 'null' }, [], null],
    [{ whenEmpty: 'zero', operation: 'stdev' }, [1], 0],
    [{ data: [2, 4] }, null, 3],
    [{ data: 'data.runs' }, { runs: [2, 4] }, 3],
    [{ column: 'm' }, [{ m: 1 }, { m: 3, n: 2 }], 2],
    [{ column: 's.m' }, [{ s: { m: 1 } }, { s: { m: 3 } }], 2],
    [{}, [{ name: 'A', m: 1 }, { m: 3 }], 2],
  ])('%j of %j is %j', async (config, data, result) => {
    expect(await of(config, data)).toBe(result)
  })

  it('leaves out what is not a number, with a warning', async () => {
    const given = { inputs: { data: [1, 'x', null, 3, true] } }
    const { outcome, warnings } = await runOperation(statistical, runStatistical, {}, given)
    expect(outcome.value).toEqual({ kind: 'json', json: 2 })
    expect(warnings).toEqual([
      {
        code: 'items_dropped',
        message: '3 of 5 items are not numbers and were left out.',
        data: { dropped: 3, total: 5 },
      },
    ])
  })

  it.each<[JsonRecord, Json, string]>([
    [{}, [], 'empty_input: There are no numbers'],
    [
      { operation: 'stdev' },
      [1],
      'empty_input: The stdev of a sample needs at least 2 numbers, but there is 1',
    ],
    [{}, 5, 'not_a_list: The input is a number'],
    [{ data: 'daat' }, [1], 'not_a_list: The operand daat is a text'],
    [{}, [{ a: 1, b: 2 }], 'column_missing: Say which column is meant; those of numbers are "a", "b"'],
    [{}, [{ a: 'x' }], 'column_missing: The data have no column of numbers'],
    [{ column: 'c' }, [{ a: 1 }], 'column_missing: No record of the data has a field "c"'],
    [{ operation: 'sum' }, [1e308, 1e308], 'not_finite: The sum'],
  ])('%j of %j fails', async (config, data, message) => {
    expect(await failure(config, data)).toContain(message)
  })

  it('refuses a share that is none', () => {
    expect(statistical.config.safeParse({ share: 1.5 }).success).toBe(false)
  })

  it.each<[JsonRecord, string]>([
    [{}, 'mean of value'],
    [{ operation: 'max', data: 'samples', column: 'mass' }, 'max of mass'],
    [{ operation: 'sum', data: 'masses' }, 'sum of masses'],
  ])('%j in words: %s', (config, words) => {
    expect(statistical.describe?.(statistical.config.parse(config))).toBe(words)
  })
})
