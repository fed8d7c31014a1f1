import { quoteName } from '#electron/data/names.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { derive } from '#shared/operation/transform/derive.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { countNotFinite, inRows } from '../not-finite.ts'
import { givePerRow } from '../rowwise.ts'
import { giveQuery, tableAt } from '../tables.ts'

async function withoutInfinite(
  table: TableValue,
  names: readonly string[],
  when: 'error' | 'missing',
  context: OperationContext,
): Promise<Outcome> {
  const found = await countNotFinite(table, names, context)
  if (found.size === 0) return { value: table }
  for (const [name, count] of found) {
    const rows = inRows(count)
    if (when === 'error') {
      fail(
        'not_finite',
        `"${name}" is infinite or not a number in ${rows}: is it divided by zero? Change the expression, or let such results become missing.`,
        { column: name, rows: count },
      )
    }
    context.warn('not_finite', `"${name}" was infinite or not a number in ${rows} and is missing there.`, {
      column: name,
      rows: count,
    })
  }
  const replaced = [...found.keys()].map((name) => {
    const column = quoteName(name)
    return `CASE WHEN isfinite(${column}) THEN ${column} END AS ${column}`
  })
  return giveQuery(`SELECT * REPLACE (${replaced.join(', ')}) FROM input`, table, context)
}

export const runDerive = implement(derive, async (config, context) => {
  const table = await tableAt(context)
  if (config.columns.length === 0) return { value: table }
  const present = new Set(table.columns.map((column) => column.name.toLowerCase()))
  const columns = config.columns.map(({ name, sql }) => {
    if (name.trim() === '') fail('bad_column_name', `The column that is "${sql}" has no name: give it one.`)
    const replaces = present.has(name.toLowerCase())
    present.add(name.toLowerCase())
    return { name, sql, replaces }
  })
  const outcome = await givePerRow({ columns }, context)
  if (config.whenNotFinite === 'keep' || outcome.value.kind !== 'table') return outcome
  return withoutInfinite(
    outcome.value,
    columns.map((column) => column.name),
    config.whenNotFinite,
    context,
  )
})
