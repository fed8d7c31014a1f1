import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runAggregate } from '#electron/operations/transform/aggregate.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { aggregate } from '#shared/operation/transform/aggregate.ts'
import { failureOf, outputOf, runOperation, tableOf } from '../../operations/harness.ts'

const of = (config: JsonRecord, list: Json) => outputOf(aggregate, runAggregate, config, { inputs: { list } })

describe('aggregate', () => {
  it.each<[JsonRecord, Json, number]>([
    [{}, [0.1, 0.2, 0.3], 0.6],
    [{ aggregation: 'sum' }, [1e100, 1, -1e100], 1],
    [{ aggregation: 'average' }, [1, 2, 6], 3],
    [{ aggregation: 'min' }, [3, -1, 2], -1],
    [{ aggregation: 'max' }, [3, -1, 2], 3],
    [{ aggregation: 'median' }, [5, 1, 4], 4],
    [{ aggregation: 'median' }, [5, 1, 4, 2], 3],
    [{ aggregation: 'stdev' }, [2, 4, 6], 2],
    [{ aggregation: 'stdev', population: true }, [1, 3], 1],
    [{ aggregation: 'stdev', population: true }, [4], 0],
    [{ aggregation: 'count' }, [1, null, 'x', {}], 4],
    [{ aggregation: 'count' }, [], 0],
    [{ aggregation: 'sum', field: 's.m' }, [{ s: { m: 1 } }, { s: { m: 2 } }], 3],
  ])('%j of %j is %j', async (config, list, expected) => {
    expect(await of(config, list)).toBe(expected)
  })

  it('takes a column of a table', async () => {
    const values = { t: tableOf([{ a: 1 }, { a: 2 }]) }
    expect(await outputOf(aggregate, runAggregate, { field: 'a' }, { values })).toBe(3)
    const huge = { values: { t: tableOf([], 5_000_000) } }
    expect(await outputOf(aggregate, runAggregate, { aggregation: 'count' }, huge)).toBe(5_000_000)
  })

  it.each<[JsonRecord, Json[]]>([
    [{}, [1, '2', true, null, 3]],
    [{ field: 'a' }, [{ a: 1 }, { a: '2' }, {}, 7, { a: 3 }]],
  ])('%j leaves out what is no number, with a warning', async (config, list) => {
    const { outcome, warnings } = await runOperation(aggregate, runAggregate, config, { inputs: { list } })
    expect(outcome.value).toEqual({ kind: 'json', json: 4 })
    expect(warnings).toMatchObject([{ code: 'items_dropped', data: { dropped: 3, total: 5 } }])
  })

  it.each(['sum', 'average', 'min', 'max', 'median', 'stdev'])(
    '%s of no numbers is an error unless told otherwise',
    async (aggregation) => {
      const inputs = { list: [] }
      expect(await failureOf(aggregate, runAggregate, { aggregation }, { inputs })).toMatch(
        /^empty_input: .*no numbers/,
      )
      expect(await of({ aggregation, whenEmpty: 'null' }, ['a'])).toBe(null)
      expect(await of({ aggregation, whenEmpty: 'zero' }, [])).toBe(0)
    },
  )

  it('needs two numbers for the standard deviation of a sample', async () => {
    const config = { aggregation: 'stdev' }
    expect(await failureOf(aggregate, runAggregate, config, { inputs: { list: [1] } })).toMatch(
      /^empty_input: .*at least 2 numbers, but the list holds 1/,
    )
    expect(await of({ ...config, whenEmpty: 'zero' }, [1])).toBe(0)
  })

  it('fails on overflow and on what is no list', async () => {
    expect(await failureOf(aggregate, runAggregate, {}, { inputs: { list: [1e308, 1e308] } })).toMatch(
      /^not_finite: The sum/,
    )
    expect(await failureOf(aggregate, runAggregate, {}, { inputs: { x: 1 } })).toMatch(/^not_a_list/)
  })

  it('gives a median and an average within the range', async () => {
    const list = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(list, async (numbers) => {
        const slack = 1e-9 * Math.max(...numbers.map(Math.abs))
        for (const aggregation of ['median', 'average']) {
          const value = await of({ aggregation }, numbers)
          expect(value).toBeGreaterThanOrEqual(Math.min(...numbers) - slack)
          expect(value).toBeLessThanOrEqual(Math.max(...numbers) + slack)
        }
      }),
    )
  })
})
