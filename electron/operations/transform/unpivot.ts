import { checkNames, PLACE, quoteName, quoteText, withPlaces } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import { unpivot } from '#shared/operation/transform/unpivot.ts'
import type { Column } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnOf, giveQuery, tableAt } from '../tables.ts'

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'

/** Whole and other numbers stack as numbers; all else must be of one type. Error: `mixed_types`. */
function stacked(columns: readonly Column[]): (column: Column) => string {
  if (columns.some((column) => column.type === 'number') && columns.every(isNumeric)) {
    return ({ name }) => `CAST(${quoteName(name)} AS DOUBLE)`
  }
  const [first] = columns
  const other = columns.find((column) => column.type !== first?.type)
  if (first && other) {
    fail(
      'mixed_types',
      `"${first.name}" holds ${first.type} values and "${other.name}" ${other.type}: they can't stand in one column. Choose columns of one type, or cast them first.`,
      { columns: [first.name, other.name] },
    )
  }
  return ({ name }) => quoteName(name)
}

export const runUnpivot = implement(unpivot, async (config, context) => {
  const table = await tableAt(context)
  const named = (names: readonly string[]) => names.map((name) => columnOf(table, name))
  const kept = named(config.keep)
  const columns =
    config.columns.length > 0
      ? named(config.columns)
      : table.columns.filter(({ name }) => !kept.some((column) => column.name === name))
  const stay =
    config.keep.length > 0 || config.columns.length === 0
      ? kept
      : table.columns.filter(({ name }) => !columns.some((column) => column.name === name))
  if (columns.length === 0) fail('nothing_selected', 'No column is left to stack: choose fewer that stay.')
  checkNames([...stay.map((column) => column.name), config.nameColumn, config.valueColumn])
  const valueIn = stacked(columns)
  const keep = stay.map((column) => `${quoteName(column.name)}, `).join('')
  const parts = columns.map(
    (column, i) => `SELECT ${keep}${quoteText(column.name)} AS ${quoteName(config.nameColumn)},
      ${valueIn(column)} AS ${quoteName(config.valueColumn)}, ${PLACE}, ${i} AS "ergo part" FROM ${withPlaces('input')}`,
  )
  const present = config.missing === 'drop' ? `WHERE ${quoteName(config.valueColumn)} IS NOT NULL` : ''
  return giveQuery(
    `SELECT * EXCLUDE (${PLACE}, "ergo part") FROM (${parts.join(' UNION ALL ')}) ${present} ORDER BY ${PLACE}, "ergo part"`,
    table,
    context,
  )
})
