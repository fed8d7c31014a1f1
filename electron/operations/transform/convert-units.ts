import { conversion } from '#electron/analysis/units.ts'
import { checkNames, quoteName } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import {
  convertUnits,
  renamedUnit,
  type UnitChange,
  unitInName,
} from '#shared/operation/transform/convert-units.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnOf, giveQuery, tableAt } from '../tables.ts'

interface Changed {
  readonly name: string
  readonly sql: string
}

function changed(table: TableValue, { column, from, to }: UnitChange): [string, Changed] {
  const { name, type } = columnOf(table, column)
  if (type !== 'integer' && type !== 'number') {
    fail(
      'not_numeric',
      `"${name}" holds ${type} values, which have no unit: cast it, or choose another column.`,
      {
        column: name,
      },
    )
  }
  const source = from === '' ? unitInName(name)?.unit : from
  if (source === undefined || to === '') {
    const what = source === undefined ? 'is in' : 'is to become'
    fail('unit_missing', `Say which unit "${name}" ${what}.`, { column: name })
  }
  const found = conversion(source, to)
  if ('unknown' in found) {
    fail(
      'unit_unknown',
      `"${found.unknown}" is no unit that is known: write it otherwise, as in mAh/g or kJ/(mol K).`,
      {
        unit: found.unknown,
      },
    )
  }
  if ('incompatible' in found) {
    fail(
      'unit_incompatible',
      `${source || 'a number without a unit'} can't become ${to}: they measure different quantities.`,
      {
        from: source,
        to,
      },
    )
  }
  const { factor, offset } = found
  const sql = `CAST(${quoteName(name)} AS DOUBLE) * ${factor} + ${offset}`
  return [name, { name: renamedUnit(name, to), sql }]
}

export const runConvertUnits = implement(convertUnits, async (config, context) => {
  const table = await tableAt(context)
  const changes = new Map(config.columns.map((change) => changed(table, change)))
  if (changes.size === 0) return { value: table }
  const columns = table.columns.map(({ name }) => changes.get(name) ?? { name, sql: quoteName(name) })
  checkNames(columns.map(({ name }) => name))
  const list = columns.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`)
  return giveQuery(`SELECT ${list.join(', ')} FROM input`, table, context)
})
