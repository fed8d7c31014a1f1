import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runFormat } from '#electron/operations/transform/format.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { format } from '#shared/operation/transform/format.ts'
import { failureOf, outputOf } from '../../operations/harness.ts'

const as = (config: JsonRecord, input: Json) => outputOf(format, runFormat, config, { inputs: { input } })

describe('format', () => {
  it.each<[JsonRecord, Json, string]>([
    [{}, 'as it is', 'as it is'],
    [{}, 2.5, '2.5'],
    [{}, [1, null], '[1,null]'],
    [{ notation: 'python' }, [1, null], '[1, None]'],
    [{ format: 'json' }, 'a', '"a"'],
    [{ format: 'json' }, { a: [1, true] }, '{"a":[1,true]}'],
    [{ format: 'json', notation: 'python' }, { a: [1, true] }, '{"a": [1, true]}'],
    [{ format: 'percent' }, 0.1234, '12.34%'],
    [{ format: 'percent', precision: 0 }, 1.5, '150%'],
    [{ format: 'percent' }, -0.001, '-0.10%'],
    [{ format: 'fixed' }, 12.3456, '12.35'],
    [{ format: 'fixed', precision: 0 }, 2.4, '2'],
    [{ format: 'fixed', precision: 3 }, 1, '1.000'],
    [{ format: 'fixed', precision: 2 }, 1e22, '10000000000000000000000.00'],
    [{ format: 'fixed', precision: 0 }, -1e21, '-1000000000000000000000'],
    [{ format: 'date' }, '2024-03-01T23:30:00-02:00', '2024-03-02'],
    [{ format: 'date', pattern: 'HH:mm:ss.SSS' }, 1709301900123, '14:05:00.123'],
    [{ format: 'csv' }, [1.5, 'a', true, null], '1.5,a,true,'],
    [{ format: 'csv' }, ['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"'],
    [{ format: 'csv' }, [], ''],
    [
      { format: 'csv' },
      [
        { a: 1, b: 'x' },
        { b: null, c: 2 },
      ],
      'a,b,c\n1,x,\n,,2',
    ],
    [{ format: 'csv' }, [{ a: 1 }, 2], '"{""a"":1}",2'],
    [{ format: 'csv', notation: 'python' }, ['a,b', null, { a: 1 }], "a,b,None,{'a': 1}"],
  ])('%j of %j is %j', async (config, input, expected) => {
    expect(await as(config, input)).toBe(expected)
  })

  it.each<[JsonRecord, Json, RegExp]>([
    [{ format: 'percent' }, '0.5', /^not_a_number: .*a text/],
    [{ format: 'fixed' }, true, /^not_a_number/],
    [{ format: 'percent' }, 1e308, /^not_finite: The percentage/],
    [{ format: 'date' }, '01.03.2024', /^not_a_date: .*"01\.03\.2024"/],
    [{ format: 'date' }, 1e300, /^not_a_date: .*1e\+300/],
    [{ format: 'date' }, null, /^not_a_date: .*is nothing/],
    [{ format: 'csv' }, { a: 1 }, /^not_a_list/],
  ])('%j of %j fails', async (config, input, expected) => {
    expect(await failureOf(format, runFormat, config, { inputs: { input } })).toMatch(expected)
  })

  it('writes JSON that reads back as the same value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const input: Json = JSON.parse(JSON.stringify(value))
        for (const notation of ['json', 'python']) {
          expect(JSON.parse(String(await as({ format: 'json', notation }, input)))).toEqual(
            JSON.parse(JSON.stringify(value)),
          )
        }
      }),
    )
  })
})
