import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { join } from '#shared/operation/transform/join.ts'
import type { Column, ColumnType, TableValue } from '#shared/operation/value.ts'
import { give, implement } from '../define.ts'
import { columnOf, tableAt } from '../tables.ts'

interface Key {
  readonly left: Column
  readonly right: Column
}

const kindOf = (type: ColumnType): ColumnType => (type === 'integer' ? 'number' : type)

function keysOf(
  config: readonly { left: string; right: string }[],
  left: TableValue,
  right: TableValue,
): Key[] {
  if (config.length === 0) fail('no_keys', 'No key is chosen: choose a column that both tables have.')
  return config.map((names) => {
    const key = {
      left: columnOf(left, names.left),
      right: columnOf(right, names.right === '' ? names.left : names.right),
    }
    if (kindOf(key.left.type) !== kindOf(key.right.type)) {
      fail(
        'keys_differ',
        `"${key.left.name}" holds ${key.left.type} values on the left, "${key.right.name}" ${key.right.type} values on the right: give them one type first.`,
      )
    }
    return key
  })
}

/** Columns of the right that the result has beside the left's, each with a name that none of these has. */
function rightColumns(
  keys: readonly Key[],
  left: TableValue,
  right: TableValue,
  suffix: string,
): [string, string][] {
  const isKey = new Set(keys.map((key) => key.right.name))
  const taken = new Set(left.columns.map((column) => column.name.toLowerCase()))
  return right.columns
    .filter((column) => !isKey.has(column.name))
    .map(({ name }) => {
      let as = name
      while (taken.has(as.toLowerCase())) as += suffix
      taken.add(as.toLowerCase())
      return [name, as]
    })
}

const JOINS = { inner: 'JOIN', left: 'LEFT JOIN', full: 'FULL JOIN', anti: 'ANTI JOIN' } as const

/** Rows come in the left's order, those that match one of its rows in the right's, and those of the right alone at the end. */
export const runJoin = implement(join, async (config, context) => {
  const left = await tableAt(context, 'left')
  const right = await tableAt(context, 'right')
  const keys = keysOf(config.keys, left, right)
  const leftKeys = new Map(keys.map((key) => [key.left.name, key.right.name]))
  const columns = left.columns.map(({ name }) => {
    const other = leftKeys.get(name)
    const column = quoteName(name)
    return config.kind === 'full' && other !== undefined
      ? `coalesce(l.${column}, r.${quoteName(other)}) AS ${column}`
      : `l.${column}`
  })
  if (config.kind !== 'anti') {
    const added = rightColumns(keys, left, right, config.suffix)
    columns.push(...added.map(([name, as]) => `r.${quoteName(name)} AS ${quoteName(as)}`))
  }
  const on = keys.map((key) => `l.${quoteName(key.left.name)} = r.${quoteName(key.right.name)}`).join(' AND ')
  const order = config.kind === 'anti' ? `l.${PLACE}` : `l.${PLACE} NULLS LAST, r.${PLACE}`
  const sql = `SELECT ${columns.join(', ')} FROM ${withPlaces('left')} AS l ${JOINS[config.kind]} ${withPlaces('right')} AS r ON ${on} ORDER BY ${order}`
  const joined = await context.services.tables.query(sql, { left, right }, context.signal)
  if (config.kind === 'left') warnMultiplied(joined.rowCount - left.rowCount, context)
  return give(joined)
})

function warnMultiplied(more: number, context: OperationContext): void {
  if (more === 0) return
  const rows = more === 1 ? 'is 1 row' : `are ${more} rows`
  context.warn(
    'rows_multiplied',
    `There ${rows} more than on the left: some keys are on the right more than once.`,
    {
      rows: more,
    },
  )
}
