import { describe, expect, it } from 'vitest'
import { runReturn } from '#electron/operations/output/return.ts'
import { returnValue } from '#shared/operation/output/return.ts'
import { failureOf, outputOf, runOperation, tableOf } from '../../operations/harness.ts'

const inputs = { fit: { slope: 2, stats: { r2: 0.9 } }, other: { slope: 3 }, total: 4 }
const returned = (config: { shape?: string; fields?: string[] }) =>
  outputOf(returnValue, runReturn, config, { inputs })

describe('return', () => {
  it('gives its inputs by node id', async () => {
    expect(await returned({})).toEqual(inputs)
  })

  it('gives a table as a list of records', async () => {
    const values = { t: tableOf([{ a: '1' }]) }
    const given = { inputs: { n: 1 }, values }
    expect(await outputOf(returnValue, runReturn, {}, given)).toEqual({ n: 1, t: [{ a: '1' }] })
  })

  it('refuses a table with too many rows', async () => {
    const values = { t: tableOf([], 100_001) }
    expect(await failureOf(returnValue, runReturn, {}, { values })).toMatch(/^table_too_large: .*100001 rows/)
  })

  it('gives selected inputs, fields (of the later input) and paths', async () => {
    const fields = ['total', 'slope', 'fit.slope', 'stats.r2']
    expect(await returned({ shape: 'selected', fields })).toEqual({
      total: 4,
      slope: 3,
      'fit.slope': 2,
      'stats.r2': 0.9,
    })
  })

  it('warns of selected fields that are not there', async () => {
    const config = { shape: 'selected', fields: ['total', 'nope', 'fit.nope'] }
    const { outcome, warnings } = await runOperation(returnValue, runReturn, config, { inputs })
    expect(outcome.value).toEqual({ kind: 'json', json: { total: 4 } })
    expect(warnings).toEqual([
      {
        code: 'field_missing',
        message: 'The inputs have no "nope", "fit.nope".',
        data: { fields: ['nope', 'fit.nope'] },
      },
    ])
  })

  it('merges records, and puts any other value under `value`', async () => {
    expect(await returned({ shape: 'merged' })).toEqual({ slope: 3, stats: { r2: 0.9 }, value: 4 })
    const given = { inputs: { a: { x: 1 }, b: { y: 2 } } }
    expect(await outputOf(returnValue, runReturn, { shape: 'merged' }, given)).toEqual({ x: 1, y: 2 })
  })

  it.each([
    [{ a: 1, b: [2] }, { value: [2] }],
    [{ a: 1, b: { value: 5 } }, { value: 1 }],
  ])('warns when %j would be one `value`', async (given, expected) => {
    const { outcome, warnings } = await runOperation(
      returnValue,
      runReturn,
      { shape: 'merged' },
      { inputs: given },
    )
    expect(outcome.value).toEqual({ kind: 'json', json: expected })
    expect(warnings).toMatchObject([{ code: 'value_replaced' }])
  })

  it('keeps a field called __proto__ a field', async () => {
    const given = { inputs: { a: JSON.parse('{"__proto__": {"x": 1}}') } }
    const value = await outputOf(returnValue, runReturn, { shape: 'merged' }, given)
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":1}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
})
