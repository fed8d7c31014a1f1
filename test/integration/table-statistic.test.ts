import { describe, expect, it } from 'vitest'
import { runStatistical } from '#electron/operations/calculate/statistical.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { Statistic, statistical } from '#shared/operation/calculate/statistical.ts'
import { makeWorld } from '../data/world.ts'
import { failureOf, outputOf, runOperation } from '../operations/harness.ts'

const world = makeWorld()
const tables = world.open()

const ROWS: JsonRecord[] = Array.from({ length: 101 }, (_, i) => ({
  name: `s${i}`,
  mass: i % 10 === 7 ? null : ((i * 37) % 11) / 4 + 1e6,
  count: 1 + ((i * 7) % 5),
}))

async function given(rows: readonly JsonRecord[]) {
  return { tables, values: { samples: await tables.fromRecords(rows) } }
}

describe('statistics of a table', () => {
  it.each(Statistic.options)('the %s is that of the same numbers in a list', async (operation) => {
    for (const [column, population] of [
      ['mass', false],
      ['mass', true],
      ['count', false],
    ] as const) {
      const config = { operation, column, population, share: 0.3 }
      const ofTable = await outputOf(statistical, runStatistical, config, await given(ROWS))
      const ofList = await outputOf(statistical, runStatistical, config, { inputs: { samples: ROWS } })
      expect(Number(ofTable) / Number(ofList)).toBeCloseTo(1, 9)
    }
  })

  it.each(['stdev', 'variance', 'mean', 'sum'])('the %s is the same in every run', async (operation) => {
    // Long enough for DuckDB to work on parts of it side by side.
    const sql = 'SELECT (hash(i) % 1000003) * 1.1 + 0.7 AS x FROM range(600000) AS r(i)'
    const rows = await tables.query(sql, {}, new AbortController().signal)
    const given = { tables, values: { rows } }
    const answers = new Set<unknown>()
    for (let i = 0; i < 5; i++)
      answers.add(await outputOf(statistical, runStatistical, { column: 'x', operation }, given))
    expect(answers.size).toBe(1)
  })

  it('warns of rows without a number', async () => {
    const { warnings } = await runOperation(
      statistical,
      runStatistical,
      { column: 'mass' },
      await given(ROWS),
    )
    expect(warnings).toEqual([expect.objectContaining({ data: { dropped: 10, total: 101 } })])
  })

  it('takes the only column of numbers where none is named', async () => {
    const rows = [
      { name: 'A', 'mass "net"': 1 },
      { name: 'B', 'mass "net"': 3 },
    ]
    expect(await outputOf(statistical, runStatistical, {}, await given(rows))).toBe(2)
  })

  it.each<[JsonRecord, JsonRecord[], string]>([
    [{}, ROWS, 'column_missing: Say which column is meant; those of numbers are "mass", "count"'],
    [{ column: 'name' }, ROWS, 'column_missing: The column "name" holds text, not numbers'],
    [
      { column: 'volume' },
      ROWS,
      'column_missing: The table has no column "volume". Its columns: name, mass, count.',
    ],
    [{ column: 'm', operation: 'stdev' }, [{ m: 1 }], 'empty_input: The stdev of a sample needs at least 2'],
    [{ column: 'm', operation: 'sum' }, [{ m: 1e308 }, { m: 1e308 }], 'not_finite'],
  ])('%j fails', async (config, rows, message) => {
    expect(await failureOf(statistical, runStatistical, config, await given(rows))).toContain(message)
  })

  it('gives what is said for none', async () => {
    const config = { column: 'm', whenEmpty: 'null' }
    const empty = await tables.query('SELECT 1.5 AS m WHERE false', {}, new AbortController().signal)
    expect(await outputOf(statistical, runStatistical, config, { tables, values: { empty } })).toBeNull()
  })
})
