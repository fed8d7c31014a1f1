import type { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import type { statistical } from '#shared/operation/calculate/statistical.ts'

export type StatisticConfig = z.output<typeof statistical.config>

/** How many numbers there must be. */
export function neededFor({ operation, population }: StatisticConfig): number {
  return (operation === 'stdev' || operation === 'variance') && !population ? 2 : 1
}

/** What to give for too few numbers. Error: `empty_input`. */
export function tooFew(config: StatisticConfig, count: number): number | null {
  if (config.whenEmpty === 'zero') return 0
  if (config.whenEmpty === 'null') return null
  return fail(
    'empty_input',
    count === 0
      ? 'There are no numbers in the data. Say under "When empty" what to give then, or check the input.'
      : `The ${config.operation} of a sample needs at least ${neededFor(config)} numbers, but there is ${count}.`,
    { count },
  )
}

/** The column that must be meant where none is named: the only one of numbers. Error: `column_missing`. */
export function onlyColumn(candidates: readonly string[]): string {
  const [only, ...more] = candidates
  if (only !== undefined && more.length === 0) return only
  return fail(
    'column_missing',
    candidates.length === 0
      ? 'The data have no column of numbers.'
      : `Say which column is meant; those of numbers are ${candidates.map((name) => `"${name}"`).join(', ')}.`,
  )
}
