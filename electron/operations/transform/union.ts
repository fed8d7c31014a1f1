import { PLACE, quoteName, quoteText, withPlaces } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import { union } from '#shared/operation/transform/union.ts'
import type { ColumnType, TableValue } from '#shared/operation/value.ts'
import { give, implement } from '../define.ts'
import { tableOf } from '../inputs.ts'

interface Source {
  readonly nodeId: string
  readonly table: TableValue
}

const kindOf = (type: ColumnType): ColumnType => (type === 'integer' ? 'number' : type)

/** A column in two tables must hold values of one kind: DuckDB would make text of them all. */
function checkTypes(sources: readonly Source[]): void {
  const seen = new Map<string, { type: ColumnType; nodeId: string }>()
  for (const { nodeId, table } of sources) {
    for (const { name, type } of table.columns) {
      const other = seen.get(name.toLowerCase())
      if (other && kindOf(other.type) !== kindOf(type)) {
        fail(
          'types_differ',
          `"${name}" holds ${other.type} values in "${other.nodeId}" and ${type} values in "${nodeId}": give them one type first.`,
          { column: name },
        )
      }
      seen.set(name.toLowerCase(), other ?? { type, nodeId })
    }
  }
}

export const runUnion = implement(union, async (config, context) => {
  const sources: Source[] = []
  for (const { nodeId, value } of context.inputs) {
    sources.push({ nodeId, table: await tableOf(value, context) })
  }
  checkTypes(sources)
  const source = config.sourceColumn
  if (
    sources.some(({ table }) =>
      table.columns.some((column) => column.name.toLowerCase() === source.toLowerCase()),
    )
  ) {
    fail('bad_column_name', `There is a column "${source}" already: give the source column another name.`)
  }
  const part = quoteName('ergo part')
  // A node may be connected twice: its table then has two names.
  const names = sources.map((_, i) => `table ${i}`)
  const parts = names.map((name, i) => `SELECT *, ${i} AS ${part} FROM ${withPlaces(name)}`)
  const nodes = sources.map(({ nodeId }, i) => `WHEN ${i} THEN ${quoteText(nodeId)}`)
  const from = source === '' ? '' : `, CASE ${part} ${nodes.join(' ')} END AS ${quoteName(source)}`
  const sql = `SELECT * EXCLUDE (${part}, ${PLACE})${from} FROM (${parts.join(' UNION ALL BY NAME ')}) ORDER BY ${part}, ${PLACE}`
  const inputs = Object.fromEntries(sources.map(({ table }, i) => [names[i] ?? '', table]))
  return give(await context.services.tables.query(sql, inputs, context.signal))
})
