import { describe, expect, it } from 'vitest'
import { runStatistical } from '#electron/operations/calculate/statistical.ts'
import { statistical } from '#shared/operation/calculate/statistical.ts'
import { digits } from '../bench/digits.ts'
import { UNIVARIATE_SETS } from '../bench/strd/univariate.ts'
import { tableStatistics } from '../bench/table-digits.ts'
import { makeWorld } from '../data/world.ts'
import { outputOf } from '../operations/harness.ts'

const world = makeWorld()

describe('summary statistics', () => {
  it.each(UNIVARIATE_SETS.map((set) => [set.name, set] as const))(
    'agree with the certified results of %s, of a list and of a column',
    async (_name, set) => {
      const tables = world.open()
      const column = await tables.fromRecords(set.numbers.map((x) => ({ x })))
      const given = [{ inputs: { data: set.numbers } }, { values: { data: column }, tables }]
      const needed = set.illConditioned ? 8 : 13
      for (const operation of ['mean', 'stdev'] as const) {
        for (const one of given) {
          const value = Number(await outputOf(statistical, runStatistical, { operation }, one))
          expect(digits(value, set[operation])).toBeGreaterThan(needed)
        }
      }
      for (const found of await tableStatistics(tables, column)) {
        expect(digits(found.mean, set.mean)).toBeGreaterThan(needed)
        expect(digits(found.stdev, set.stdev)).toBeGreaterThan(needed)
      }
      const variance = Number(
        await outputOf(statistical, runStatistical, { operation: 'variance' }, given[1]),
      )
      expect(digits(variance, set.stdev ** 2)).toBeGreaterThan(needed - 1)
    },
  )
})
