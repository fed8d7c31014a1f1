import * as simple from 'simple-statistics'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { type Statistic, statistical } from '#shared/operation/calculate/statistical.ts'
import { giveJson, implement } from '../define.ts'
import { fieldOf } from '../fields.ts'
import { andThen } from '../inputs.ts'
import { finite, numbersIn } from '../lists.ts'
import { findOperand, named, operandJson } from '../operands.ts'
import { neededFor, onlyColumn, type StatisticConfig, tooFew } from './statistic.ts'
import { tableStatistic } from './table-statistic.ts'

const COMPUTE: Readonly<Record<Statistic, (numbers: number[], config: StatisticConfig) => number>> = {
  mean: simple.mean,
  median: simple.median,
  mode: firstMode,
  stdev: (numbers, { population }) =>
    population ? simple.standardDeviation(numbers) : simple.sampleStandardDeviation(numbers),
  variance: (numbers, { population }) =>
    population ? simple.variance(numbers) : simple.sampleVariance(numbers),
  min: simple.min,
  max: simple.max,
  sum: simple.sum,
  quantile: (numbers, { share }) => simple.quantile(numbers, share),
}

export const runStatistical = implement(statistical, (config, context) => {
  const found = findOperand(config.data, context)
  if (found.kind === 'input' && found.value.kind === 'table')
    return tableStatistic(found.value, config, context)
  return andThen(operandJson(config.data, context), (data) => {
    const numbers = numbersIn(itemsOf(data, config), context, config.rules)
    if (numbers.length < neededFor(config)) return giveJson(tooFew(config, numbers.length))
    return giveJson(finite(COMPUTE[config.operation](numbers, config), `The ${config.operation}`))
  })
})

function itemsOf(data: Json, { data: operand, column, rules }: StatisticConfig): readonly Json[] {
  if (!isJsonList(data)) {
    return fail('not_a_list', `${named(operand)} is ${aKindOf(data)}, but a list or a table is needed.`)
  }
  const records = rules === 'python' ? [] : data.filter(isJsonRecord)
  if (records.length === 0 && column === '') return data
  const name = column === '' ? onlyColumn(numberFields(records)) : column
  if (data.length > 0 && data.every((item) => fieldOf(item, name) === undefined)) {
    fail('column_missing', `No record of the data has a field "${name}".`)
  }
  return data.map((item) => fieldOf(item, name) ?? null)
}

/** Names of the fields that are a number in at least one record. */
function numberFields(records: readonly Readonly<Record<string, Json>>[]): string[] {
  const names = new Set<string>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) if (typeof value === 'number') names.add(name)
  }
  return [...names]
}

/** The most frequent number, of several the one that comes first. */
function firstMode(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  let [mode, most] = [itemAt(numbers, 0), 0]
  for (const [number, count] of counts) if (count > most) [mode, most] = [number, count]
  return mode
}
