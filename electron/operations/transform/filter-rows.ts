import { conditionSql } from '#electron/data/row-condition.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { filterRows, type RowCondition } from '#shared/operation/transform/filter-rows.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { givePerRow, valuesAt } from '../rowwise.ts'
import { columnOf, giveQuery, tableAt } from '../tables.ts'

/** Nothing is compared that is not of one kind. Error: `value_unfit`. */
function conditionOf({ operator, column: name }: RowCondition, value: Json, table: TableValue): string {
  return conditionSql({ operator, value, column: columnOf(table, name) })
}

function valueFor(condition: RowCondition, values: JsonRecord): Json {
  if (condition.input === '') return condition.value
  if (Object.hasOwn(values, condition.input)) return values[condition.input] ?? null
  return fail('value_missing', `Nothing called "${condition.input}" is connected to "values".`)
}

export const runFilterRows = implement(filterRows, async (config, context) => {
  if (config.by === 'sql') return givePerRow({ keep: config.sql }, context)
  const table = await tableAt(context)
  const values = await valuesAt(context)
  const tests = config.conditions.map((condition) =>
    conditionOf(condition, valueFor(condition, values), table),
  )
  if (tests.length === 0) return { value: table }
  const where = tests.map((test) => `(${test})`).join(config.match === 'all' ? ' AND ' : ' OR ')
  try {
    return await giveQuery(`SELECT * FROM input WHERE ${where}`, table, context)
  } catch (thrown) {
    throw patternFailure(thrown, config.conditions)
  }
})

/** Of all that these conditions do, only a regular expression can be wrong in itself. */
function patternFailure(thrown: unknown, conditions: readonly RowCondition[]): unknown {
  const patterns = conditions.filter((condition) => condition.operator === 'matches')
  if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed' || patterns.length === 0) return thrown
  return new AppFailure('bad_pattern', `"matches" needs a regular expression: ${thrown.message}`, undefined, {
    cause: thrown,
  })
}
