import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RunOf } from '#electron/engine/operation.ts'
import { implementations } from '#electron/operations/index.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { ALL_SPECS, registry } from '#shared/operation/registry.ts'
import { operate as operateIn, type Situation } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()

function operate(id: string, config: JsonRecord, situation: Situation = {}) {
  const spec: OperationSpec | undefined = registry(id)
  const run: RunOf<OperationSpec> | undefined = implementations(id)
  if (!spec || !run) throw new Error(`There is no ${id}.`)
  return operateIn(world, spec, run, config, situation)
}
const rowsOf = async (id: string, config: JsonRecord, samples: Json): Promise<Json> => {
  const { output } = await operate(id, config, { inputs: { samples } })
  return output as Json
}
const refused = (id: string, config: JsonRecord, samples: Json) => failureIn(rowsOf(id, config, samples))

const TABULAR =
  /^transform\.(filterRows|derive|select|sort|limit|distinct|sample|group|join|union|sql)$|^calculate\.describe$|^output\.table$/

describe('examples', () => {
  const examples = ALL_SPECS.filter((spec) => TABULAR.test(spec.id)).flatMap((spec) =>
    spec.examples
      .filter((example) => example.output !== undefined)
      .map((example) => [spec.id, example.title, example] as const),
  )

  it.each(examples)('of %s: %s', async (id, _title, example) => {
    const ports = id === 'transform.join' ? { left: 'left', right: 'right' } : {}
    const { output } = await operate(id, example.config, { inputs: example.inputs ?? {}, ports })
    expect(output).toEqual(example.output)
  })

  it('are there for every operation on tables', () => {
    expect(new Set(examples.map(([id]) => id)).size).toBe(13)
  })
})

describe('derive', () => {
  const samples = [
    { id: 'a', m: 4, v: 2 },
    { id: 'b', m: 3, v: 0 },
    { id: 'c', m: null, v: 1 },
  ]
  const column = (name: string, sql: string) => ({ columns: [{ name, sql }] })

  it('lets each column see those before it, and replaces those that are there', async () => {
    const columns = [
      { name: 'm', sql: 'm * 10' },
      { name: 'd', sql: 'm + 1 -- of the new m' },
      { name: 'D', sql: 'd * 2' },
    ]
    const derived = await rowsOf('transform.derive', { columns }, samples)
    expect(derived).toEqual([
      { id: 'a', m: 40, v: 2, D: 82 },
      { id: 'b', m: 30, v: 0, D: 62 },
      { id: 'c', m: null, v: 1, D: null },
    ])
  })

  it('keeps the order of rows where it looks at others', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ i, k: i % 7 }))
    const columns = [
      { name: 'mean', sql: 'avg(i) OVER (PARTITION BY k)' },
      { name: 'share', sql: 'i / (SELECT sum(i) FROM samples)' },
    ]
    const derived = await rowsOf('transform.derive', { columns }, many)
    expect(Array.isArray(derived) && derived.map((row) => row.i)).toEqual(many.map((row) => row.i))
  })

  it('uses values of other nodes', async () => {
    const situation = {
      inputs: { samples, factor: 2.5, unit: { name: 'g' } },
      ports: { factor: 'values', unit: 'values' },
    }
    const { output } = await operate(
      'transform.derive',
      column('x', "m * factor || (unit ->> 'name')"),
      situation,
    )
    expect(output).toEqual(
      samples.map((row) => ({
        ...row,
        x: row.m === null ? null : `${row.m * 2.5 === 10 ? '10.0' : '7.5'}g`,
      })),
    )
  })

  it('does not let infinities pass unseen', async () => {
    const ratio = column('r', 'm / v')
    expect(await refused('transform.derive', ratio, samples)).toBe(
      'not_finite: "r" is infinite or not a number in 1 row: is it divided by zero? Change the expression, or let such results become missing.',
    )
    const missing = await operate(
      'transform.derive',
      { ...ratio, whenNotFinite: 'missing' },
      { inputs: { samples } },
    )
    expect(missing.output).toEqual(samples.map((row) => ({ ...row, r: row.id === 'a' ? 2 : null })))
    expect(missing.warnings).toEqual([
      {
        code: 'not_finite',
        message: '"r" was infinite or not a number in 1 row and is missing there.',
        data: { column: 'r', rows: 1 },
      },
    ])
    const kept = await rowsOf('transform.derive', { ...ratio, whenNotFinite: 'keep' }, samples)
    expect(Array.isArray(kept) && kept.map((row) => row.r)).toEqual([2, 'Infinity', null])
  })

  it('of nothing is the table', async () => {
    expect(await rowsOf('transform.derive', {}, samples)).toEqual(samples)
  })

  it.each([
    [column('', '1'), 'bad_column_name: The column that is "1" has no name'],
    [column('x', 'mas'), 'column_missing: There is no column "mas"'],
    [column('x', '1) AS y, (2'), 'sql_invalid: The SQL can\'t be read: syntax error at or near ")".'],
    [column('x', '1, 2'), 'sql_not_allowed: One expression is needed here'],
    [column('x', '1 AS y'), 'sql_not_allowed: One expression is needed here'],
    [column('x', 'm FROM samples'), 'sql_not_allowed: One expression is needed here'],
    [column('x', 'm WHERE true'), 'sql_not_allowed: One expression is needed here'],
    [column('x', 'm ORDER BY m'), 'sql_not_allowed: One expression is needed here'],
    [column('x', '1 UNION SELECT 2'), 'sql_not_allowed: One expression is needed here'],
    [column('x', '1; SELECT 2'), 'sql_not_allowed: Only one statement is allowed'],
    [column('x', '*'), 'sql_not_allowed: One expression is needed here'],
    [column('x', ''), 'sql_invalid: '],
    [column('x', '(SELECT 1; SELECT 2)'), 'sql_invalid'],
    [column('x', "getenv('HOME')"), 'sql_not_allowed'],
    [column('x', 'id + 1'), 'sql_'],
  ])('refuses %j', async (config, message) => {
    expect(await refused('transform.derive', config, samples)).toContain(message)
  })
})

describe('select', () => {
  const samples = [{ id: 1, t: '2', x: 1.5, d: '2024-01-31' }]
  const one = (column: string, type: string) => ({ columns: [{ column, type }] })

  it.each<[string, string, Json]>([
    ['t', 'integer', 2],
    ['t', 'number', 2],
    ['id', 'text', '1'],
    ['id', 'boolean', true],
    ['id', 'integer', 1],
    ['d', 'date', '2024-01-31'],
    ['d', 'timestamp', '2024-01-31T00:00:00'],
    ['x', 'json', 1.5],
  ])('casts %s to %s', async (column, type, value) => {
    expect(await rowsOf('transform.select', one(column, type), samples)).toEqual([{ [column]: value }])
  })

  it.each<[string, Json]>([
    ['timestamp', ['2024-01-04T23:00:00', '2024-01-05T00:00:00']],
    ['date', ['2024-01-04', '2024-01-05']],
    ['time', ['23:00:00', '00:00:00']],
  ])('heeds offsets from UTC in a text that becomes a %s, not white space', async (type, expected) => {
    const texts = [{ t: '2024-01-05T01:00:00+02:00' }, { t: ' 2024-01-05 ' }]
    const rows = await rowsOf('transform.select', one('t', type), texts)
    expect(Array.isArray(rows) && rows.map((row) => row.t)).toEqual(expected)
  })

  it.each<[Json[], string, Json[]]>([
    [['x', 2.5, true, [1, 'y'], null], 'text', ['x', '2.5', 'true', '[1,"y"]', null]],
    [['7', 8], 'integer', [7, 8]],
    [['1.5', 2], 'number', [1.5, 2]],
    [['true', false], 'boolean', [true, false]],
    [['2024-01-05T01:00:00+02:00', null, ['2024']], 'text', ['2024-01-05T01:00:00+02:00', null, '["2024"]']],
  ])('takes %j for what its texts say, as %s', async (values, type, expected) => {
    const rows = await rowsOf(
      'transform.select',
      one('v', type),
      values.map((v) => ({ v })),
    )
    expect(Array.isArray(rows) && rows.map((row) => row.v)).toEqual(expected)
  })

  it('rounds no value of several kinds', async () => {
    expect(await refused('transform.select', one('v', 'integer'), [{ v: '1' }, { v: 2.5 }])).toBe(
      'cast_failed: A column can\'t have its new type: "v" has 2.5, which is not an integer.',
    )
  })

  it('keeps the order given, then the rest', async () => {
    const kept = await operate(
      'transform.select',
      { columns: [{ column: 'x', name: 'y' }, { column: 'T' }], others: 'keep' },
      { inputs: { samples } },
    )
    expect(kept.columns).toEqual(['y number', 't text', 'id integer', 'd text'])
  })

  it('swaps names', async () => {
    const columns = [
      { column: 'id', name: 'x' },
      { column: 'x', name: 'id' },
    ]
    expect(await rowsOf('transform.select', { columns }, samples)).toEqual([{ x: 1, id: 1.5 }])
  })

  it.each([
    [
      one('x', 'integer'),
      'cast_failed: A column can\'t have its new type: "x" has 1.5, which is not an integer.',
    ],
    [
      one('d', 'integer'),
      'cast_failed: A column can\'t have its new type: "d" has 2024-01-31, which is not an integer.',
    ],
    [one('d', 'number'), "cast_failed: A column can't have its new type: Could not convert string"],
    [one('y', 'text'), 'column_missing: There is no column "y"'],
    [
      {
        columns: [
          { column: 'id', name: 'a' },
          { column: 'x', name: 'A' },
        ],
      },
      'bad_column_name: ',
    ],
    [{ columns: [{ column: 'id', name: 't' }], others: 'keep' }, 'bad_column_name: '],
    [{}, 'nothing_selected: '],
  ])('refuses %j', async (config, message) => {
    expect(await refused('transform.select', config, samples)).toContain(message)
  })
})

describe('sort', () => {
  const samples = [
    { k: 'b', n: 1, i: 0 },
    { k: 'a', n: null, i: 1 },
    { k: 'b', n: 3, i: 2 },
    { k: null, n: 2, i: 3 },
    { k: 'a', n: 3, i: 4 },
  ]
  const order = async (config: JsonRecord) => {
    const rows = await rowsOf('transform.sort', config, samples)
    return Array.isArray(rows) ? rows.map((row) => row.i) : []
  }

  it('goes by several columns; equal rows keep their order', async () => {
    expect(await order({ by: [{ column: 'k' }] })).toEqual([1, 4, 0, 2, 3])
    expect(await order({ by: [{ column: 'k', descending: true }] })).toEqual([0, 2, 1, 4, 3])
    expect(await order({ by: [{ column: 'k' }, { column: 'n', descending: true }] })).toEqual([4, 1, 2, 0, 3])
    expect(await order({ by: [{ column: 'n' }], missing: 'first' })).toEqual([1, 0, 3, 2, 4])
    expect(await order({})).toEqual([0, 1, 2, 3, 4])
  })

  it('names what is missing', async () => {
    expect(await refused('transform.sort', { by: [{ column: 'kk' }] }, samples)).toBe(
      'column_missing: There is no column "kk": did you mean "k"?',
    )
  })
})

describe('limit, distinct and sample', () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ i, k: i % 3 === 0 ? null : i % 3 }))
  const is = async (id: string, config: JsonRecord) => {
    const rows = await rowsOf(id, config, many)
    return Array.isArray(rows) ? rows.map((row) => Number(row.i)) : []
  }

  it('limit keeps the first after those left out', async () => {
    expect(await is('transform.limit', { count: 2 })).toEqual([0, 1])
    expect(await is('transform.limit', { count: 3, skip: 998 })).toEqual([998, 999])
    expect(await is('transform.limit', { count: 0 })).toEqual([])
  })

  it('distinct keeps the first of each, the missing too', async () => {
    expect(await is('transform.distinct', { columns: ['k'] })).toEqual([0, 1, 2])
    expect(await is('transform.distinct', {})).toHaveLength(1000)
    expect(await rowsOf('transform.distinct', {}, [{ a: 1 }, { a: 1 }, { a: null }, { a: null }])).toEqual([
      { a: 1 },
      { a: null },
    ])
  })

  it('sample draws the same rows with the same seed, in order', async () => {
    const drawn = await is('transform.sample', { count: 10 })
    const byHash = many.map(({ i }) => ({ i, hash: createHash('md5').update(`1:${i}`).digest('hex') }))
    byHash.sort((a, b) => (a.hash < b.hash ? -1 : 1))
    expect(drawn).toEqual(
      byHash
        .slice(0, 10)
        .map(({ i }) => i)
        .sort((a, b) => a - b),
    )
    expect(await is('transform.sample', { count: 10, seed: 2 })).not.toEqual(drawn)
    expect(await is('transform.sample', { by: 'fraction', fraction: 0.01 })).toEqual(drawn)
    expect(await is('transform.sample', { count: 1000 })).toHaveLength(1000)
    expect(await is('transform.sample', { count: 0 })).toEqual([])
  })

  it('sample draws every row alike', async () => {
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 60; seed++) {
      for (const i of await is('transform.sample', { count: 100, seed })) {
        const decile = Math.floor(i / 100)
        counts.set(decile, (counts.get(decile) ?? 0) + 1)
      }
    }
    // 600 are expected in each tenth of the table; five standard deviations are 110.
    for (const count of counts.values()) expect(Math.abs(count - 600)).toBeLessThan(110)
  })
})
