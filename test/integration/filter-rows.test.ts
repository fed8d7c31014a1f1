import { describe, expect, it } from 'vitest'
import { runFilterRows } from '#electron/operations/transform/filter-rows.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { filterRows } from '#shared/operation/transform/filter-rows.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const samples = [
  { id: 1, name: 'Alpha', mass: 1.5, ok: true },
  { id: 2, name: 'beta', mass: null, ok: false },
  { id: 3, name: null, mass: 3.5, ok: true },
  { id: 4, name: 'gamma 50%', mass: -2, ok: null },
]

async function ids(config: JsonRecord, values: JsonRecord = {}): Promise<Json> {
  const { output } = await operate(world, filterRows, runFilterRows, config, {
    inputs: { samples, ...values },
    ports: Object.fromEntries(Object.keys(values).map((name) => [name, 'values'])),
  })
  return Array.isArray(output) ? output.map((row) => row.id) : null
}
const where = (column: string, operator: string, value: Json = null) =>
  ids({ conditions: [{ column, operator, value }] })

describe('filter rows by conditions', () => {
  it.each([
    ['mass', 'gt', 1.5, [3]],
    ['mass', 'gte', 1.5, [1, 3]],
    ['mass', 'lt', 1.5, [4]],
    ['mass', 'lte', 1.5, [1, 4]],
    ['mass', 'eq', 3.5, [3]],
    ['mass', 'ne', 3.5, [1, 2, 4]],
    ['mass', 'missing', null, [2]],
    ['mass', 'present', null, [1, 3, 4]],
    ['mass', 'in', [1.5, -2, 9], [1, 4]],
    ['mass', 'in', [], []],
    ['id', 'gt', 2.5, [3, 4]],
    ['ok', 'eq', true, [1, 3]],
    ['name', 'eq', 'beta', [2]],
    ['NAME', 'eq', 'beta', [2]],
    ['name', 'contains', '50%', [4]],
    ['name', 'contains', 'A', [1]],
    ['name', 'startsWith', 'b', [2]],
    ['name', 'endsWith', '%', [4]],
    ['name', 'matches', '^[A-Z]', [1]],
    ['name', 'gt', 'a', [2, 4]],
  ])('%s %s %j', async (column, operator, value, expected) => {
    expect(await where(column, operator, value)).toEqual(expected)
  })

  it('keep rows that meet all, or any', async () => {
    const conditions = [
      { column: 'mass', operator: 'gt', value: 0 },
      { column: 'ok', operator: 'eq', value: false },
    ]
    expect(await ids({ conditions })).toEqual([])
    expect(await ids({ conditions, match: 'any' })).toEqual([1, 2, 3])
    expect(await ids({})).toEqual([1, 2, 3, 4])
  })

  it('compare with the value of a node', async () => {
    const conditions = [{ column: 'mass', operator: 'gt', input: 'limit' }]
    expect(await ids({ conditions }, { limit: 2 })).toEqual([3])
    expect(await failureIn(ids({ conditions }))).toBe(
      'value_missing: Nothing called "limit" is connected to "values".',
    )
  })

  it.each([
    ['mas', 'gt', 1, 'column_missing: There is no column "mas": did you mean "mass"?'],
    ['weight', 'gt', 1, 'column_missing: There is no column "weight": there are id, name, mass, ok.'],
    ['', 'gt', 1, 'column_missing: No column is chosen: choose one.'],
    [
      'mass',
      'gt',
      '1',
      'value_unfit: The column "mass" holds number values, which can be compared with a number, not with a text.',
    ],
    ['mass', 'contains', '1', 'value_unfit: '],
    ['name', 'contains', 1, 'value_unfit: '],
    ['name', 'eq', 1, 'value_unfit: '],
    ['ok', 'eq', 1, 'value_unfit: '],
    ['ok', 'in', 1, 'value_unfit: '],
    ['name', 'matches', '(', 'bad_pattern: '],
  ])('refuse %s %s %j', async (column, operator, value, message) => {
    expect(await failureIn(where(column, operator, value))).toContain(message)
  })

  it('take dates and times as text', async () => {
    const path = world.file(
      'days.csv',
      'id,day,at,time\n1,2024-01-31,2024-01-31 12:00:00,08:00:00\n2,2024-02-01,2024-02-01 00:00:00,20:15:00\n',
    )
    const tables = world.open([path])
    const table = await tables.read(path, { format: 'csv' }, new AbortController().signal)
    expect(table.columns.map((column) => column.type)).toEqual(['integer', 'date', 'timestamp', 'time'])
    const kept = async (column: string, operator: string, value: Json) => {
      const config = { conditions: [{ column, operator, value }] }
      const ran = await operateOn(tables, filterRows, runFilterRows, config, { values: { days: table } })
      return ran.value.kind === 'table' ? (await tables.rows(ran.value)).map((row) => row.id) : null
    }
    expect(await kept('day', 'gt', '2024-01-31')).toEqual([2])
    expect(await kept('at', 'lte', '2024-01-31 12:00:00')).toEqual([1])
    expect(await kept('at', 'gte', '2024-02-01')).toEqual([2])
    expect(await kept('time', 'lt', '12:00')).toEqual([1])
    expect(await kept('at', 'eq', '2024-01-31T14:00:00+02:00')).toEqual([1])
    expect(await kept('at', 'in', ['2024-01-31T12:00:00+02:00', '2024-01-31T19:00:00-05:00'])).toEqual([2])
    expect(await kept('day', 'gte', '2024-02-01T01:00:00+02:00')).toEqual([2])
    expect(await failureIn(kept('day', 'gt', 'yesterday'))).toContain('value_unfit')
    expect(await failureIn(kept('time', 'gt', 'noon'))).toContain('value_unfit')
  })
})

it('tells long whole numbers apart by all of their digits', async () => {
  const sql = 'SELECT unnest([12345678901234567890, 12345678901234567891]) AS id'
  const tables = world.open([])
  const samples = await tables.query(sql, {}, new AbortController().signal)
  const config = { conditions: [{ column: 'id', operator: 'eq', value: '12345678901234567891' }] }
  const { value } = await operateOn(tables, filterRows, runFilterRows, config, { values: { samples } })
  expect(value).toMatchObject({ rowCount: 1 })
  await tables.close()
})

describe('filter rows by SQL', () => {
  it.each([
    ['mass > 1', [1, 3]],
    ["name ILIKE '%A' -- what ends in a", [1, 2]],
    ['mass > (SELECT avg(mass) FROM samples)', [1, 3]],
    ['row_number() OVER (ORDER BY mass DESC NULLS LAST) <= 2', [1, 3]],
  ])('%s', async (sql, expected) => {
    expect(await ids({ by: 'sql', sql })).toEqual(expected)
  })

  it('may use the values of nodes', async () => {
    expect(await ids({ sql: 'mass > low AND mass < high' }, { low: 0, high: 2 })).toEqual([1])
    expect(await failureIn(ids({ sql: 'id > MASS' }, { MASS: 2 }))).toBe(
      'bad_column_name: The node "MASS" at "values" goes by the name of the column "mass": give the node another id, or the column another name.',
    )
  })

  it.each([
    ['', 'sql_invalid: '],
    ['mass >', 'sql_invalid: '],
    ['mas > 1', 'column_missing: There is no column "mas": did you mean "mass"?'],
    ["name = (SELECT content FROM read_text('/etc/passwd'))", 'sql_not_allowed: "read_text" is not allowed'],
    [
      'mass > random()',
      'sql_not_allowed: The function "random" is not allowed here: its answer is drawn at random',
    ],
    ['true); DROP TABLE samples; --', 'sql_invalid: '],
    ['true) OR (false', 'sql_invalid: '],
    ['name::DATE > now()', 'sql_not_allowed: The function "now" is not allowed'],
    ['name::INTEGER > 1', 'sql_failed: Could not convert string'],
  ])('refuses %s', async (sql, message) => {
    expect(await failureIn(ids({ by: 'sql', sql }))).toContain(message)
  })
})
