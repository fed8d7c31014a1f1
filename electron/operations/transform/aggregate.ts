import { max, mean, median, min, sampleStandardDeviation, standardDeviation, sum } from 'simple-statistics'
import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { aggregate } from '#shared/operation/transform/aggregate.ts'
import type { WhenEmpty } from '#shared/operation/when-empty.ts'
import { giveJson, implement } from '../define.ts'
import { fieldOf } from '../fields.ts'
import { andThen, expectList, inputAt, jsonOf } from '../inputs.ts'
import { finite, numbersIn } from '../lists.ts'

/** Sums are compensated (Kahan–Babuška, by simple-statistics), so the order of magnitude of items costs no digits. */
const CALCULATE = { sum, average: mean, min, max, median, stdev: sampleStandardDeviation }

export const runAggregate = implement(aggregate, (config, context) => {
  const { aggregation } = config
  const { value } = inputAt(context)
  if (aggregation === 'count' && value.kind === 'table') return giveJson(value.rowCount)
  return andThen(jsonOf(value, context), (input) => {
    const items = expectList(input)
    if (aggregation === 'count') return giveJson(items.length)
    const values =
      config.field === '' ? items : items.map((item): Json => fieldOf(item, config.field) ?? null)
    const numbers = numbersIn(values, context, config.rules)
    const isPopulation = aggregation === 'stdev' && config.population
    const needed = aggregation === 'stdev' && !isPopulation ? 2 : 1
    if (numbers.length < needed) return giveJson(instead(config.whenEmpty, numbers.length, needed))
    const calculate = isPopulation ? standardDeviation : CALCULATE[aggregation]
    return giveJson(finite(calculate(numbers), `The ${aggregation}`))
  })
})

function instead(whenEmpty: WhenEmpty, count: number, needed: number): number | null {
  if (whenEmpty === 'zero') return 0
  if (whenEmpty === 'null') return null
  return fail(
    'empty_input',
    count === 0
      ? 'The list holds no numbers. Say under "When empty" what to give then, or check the input.'
      : `A standard deviation needs at least ${needed} numbers, but the list holds ${count}.`,
    { count },
  )
}
