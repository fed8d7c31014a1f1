import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALLOWED_FUNCTIONS, WHY_NOT } from '#electron/data/functions.ts'
import { quoteName, quoteText } from '#electron/data/names.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { attacks } from '../data/attacks.ts'
import { failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
const secret = world.file('secret.csv', 'word\nopen sesame\n')
const other = world.file('other.csv', 'x\n1\n')
// Both files may be read by the run, so that the engine's own locks do not help: the check alone must refuse.
const tables = world.open([secret, other])
const samples: readonly JsonRecord[] = [
  { id: 'a', mass: 1, tags: ['x', 'y'] },
  { id: 'b', mass: 2.5, tags: [] },
]
let table: TableValue | undefined
const input = async (): Promise<TableValue> => {
  table ??= await tables.fromRecords(samples)
  return table
}
const select = async (sql: string, more: Record<string, TableValue> = {}) =>
  tables.rows(await tables.select(sql, { samples: await input(), ...more }, NEVER))

describe('what a query of the user may not do', () => {
  it.each(attacks(secret, world.path).map((sql) => [sql.replaceAll(world.folder, '…'), sql]))(
    '%s',
    async (_shown, sql) => {
      expect(await failureIn(select(sql))).toMatch(/^(sql_not_allowed|sql_invalid): ./)
    },
  )

  it('see the tables of other nodes', async () => {
    const hidden = await tables.fromRecords([{ secret: 1 }])
    expect(await failureIn(select(`SELECT * FROM ${hidden.ref}`))).toBe(
      `sql_not_allowed: There is no input "${hidden.ref}": the tables here are samples.`,
    )
  })

  it('hide text behind a NUL', async () => {
    expect(await failureIn(select("SELECT 1\0; SELECT * FROM read_text('x')"))).toMatch(/^sql_/)
  })
})

describe('what a query may do', () => {
  it.each<[string, unknown]>([
    [
      'SELECT id, mass * 2 AS twice FROM samples ORDER BY mass DESC',
      [
        { id: 'b', twice: 5 },
        { id: 'a', twice: 2 },
      ],
    ],
    ['FROM samples SELECT id;', [{ id: 'a' }, { id: 'b' }]],
    ['SELECT id FROM SAMPLES', [{ id: 'a' }, { id: 'b' }]],
    ['SELECT s.id FROM "samples" AS s WHERE s.mass > (SELECT avg(mass) FROM samples)', [{ id: 'b' }]],
    ['WITH heavy AS (FROM samples WHERE mass > 2), more AS (FROM heavy) SELECT id FROM more', [{ id: 'b' }]],
    ['WITH samples AS (SELECT id FROM samples WHERE mass < 2) FROM samples', [{ id: 'a' }]],
    [
      'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n',
      [{ i: 1 }, { i: 2 }, { i: 3 }],
    ],
    ['SELECT count(*) AS n, sum(mass) AS m, median(mass) AS h FROM samples', [{ n: 2, m: 3.5, h: 1.75 }]],
    ['SELECT i FROM range(3) AS r(i)', [{ i: 0 }, { i: 1 }, { i: 2 }]],
    ['SELECT unnest([1, 2]) AS u', [{ u: 1 }, { u: 2 }]],
    [
      'SELECT id, u FROM samples, unnest(from_json(tags, \'["VARCHAR"]\')) AS t(u)',
      [
        { id: 'a', u: 'x' },
        { id: 'a', u: 'y' },
      ],
    ],
    [
      'UNPIVOT (SELECT id, mass FROM samples) ON mass',
      [
        { id: 'a', name: 'mass', value: 1 },
        { id: 'b', name: 'mass', value: 2.5 },
      ],
    ],
    ['SELECT s.user FROM (SELECT id AS user FROM samples) AS s', [{ user: 'a' }, { user: 'b' }]],
    ['VALUES (1), (2)', [{ col0: 1 }, { col0: 2 }]],
    ['SELECT list_transform([1, 2], lambda x: x + 1) AS l', [{ l: [2, 3] }]],
    [
      'SELECT id, row_number() OVER (ORDER BY mass DESC) AS place FROM samples',
      [
        { id: 'a', place: 2 },
        { id: 'b', place: 1 },
      ],
    ],
    [
      'SELECT id FROM samples UNION ALL SELECT id FROM samples',
      [{ id: 'a' }, { id: 'a' }, { id: 'b' }, { id: 'b' }],
    ],
    [
      "SELECT * FROM (SELECT id, mass FROM samples) PIVOT (sum(mass) FOR id IN ('a', 'b'))",
      [{ a: 1, b: 2.5 }],
    ],
    [
      "SELECT CASE WHEN id LIKE 'a%' THEN 'yes' ELSE 'no' END AS c, mass::VARCHAR AS m, mass BETWEEN 2 AND 3 AS b FROM samples",
      [
        { c: 'yes', m: '1.0', b: false },
        { c: 'no', m: '2.5', b: true },
      ],
    ],
    [
      "SELECT DATE '2024-01-31' + INTERVAL 1 MONTH AS d, extract(year FROM DATE '2024-01-31') AS y",
      [{ d: '2024-02-29T00:00:00', y: 2024 }],
    ],
    [
      "SELECT strftime(DATE '2024-01-31', '%d.%m.%Y') AS d, regexp_replace('a1', '[0-9]', '') AS r",
      [{ d: '31.01.2024', r: 'a' }],
    ],
    ['SELECT DISTINCT mass > 0 AS p FROM samples', [{ p: true }]],
    [
      'SELECT mass > 2 AS heavy, count(*) AS n FROM samples GROUP BY ALL',
      [
        { heavy: false, n: 1 },
        { heavy: true, n: 1 },
      ],
    ],
    [
      'SELECT a.id FROM samples a JOIN samples b USING (id) LEFT JOIN samples c ON a.id = c.id',
      [{ id: 'a' }, { id: 'b' }],
    ],
    ["SELECT COLUMNS('^m') FROM samples", [{ mass: 1 }, { mass: 2.5 }]],
    ['SELECT 1 AS "a""b" -- a remark; with a semicolon', [{ 'a"b': 1 }]],
    ['/* remark */ SELECT 1 AS n', [{ n: 1 }]],
  ])('%s', async (sql, expected) => {
    expect(await select(sql)).toEqual(expected)
  })

  it('name inputs whatever they are called', async () => {
    const odd = ['a b', 'select', 'naïve ☃', 'x"y', "it's", 'duckdb_tables', '1st']
    const more = Object.fromEntries(
      await Promise.all(odd.map(async (name) => [name, await input()] as const)),
    )
    for (const name of odd) {
      expect(await select(`SELECT count(*) AS n FROM ${quoteName(name)}`, more)).toEqual([{ n: 2 }])
    }
  })

  it('use a column whose name elsewhere would be a function', async () => {
    const more = { logs: await tables.fromRecords([{ user: 'ann' }]) }
    expect(await select('SELECT user FROM logs', more)).toEqual([{ user: 'ann' }])
  })

  it('get told which column may be meant', async () => {
    expect(await failureIn(select('SELECT mas FROM samples'))).toBe(
      'column_missing: There is no column "mas": did you mean "mass"?',
    )
  })

  it('give rows in a defined order without saying one', async () => {
    const many = await tables.query('SELECT i, i % 1000 AS k FROM range(300000) AS r(i)', {}, NEVER)
    const grouped = await select('SELECT k, count(*) AS n FROM many GROUP BY k', { many })
    expect(grouped.map((row) => row.k)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  })
})

describe('quoting', () => {
  it('keeps any text a text, and any name a name', async () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed())
    await fc.assert(
      fc.asyncProperty(
        word,
        word.filter((name) => name !== ''),
        async (value, name) => {
          const result = await tables.query(`SELECT ${quoteText(value)} AS ${quoteName(name)}`, {}, NEVER)
          expect(await tables.rows(result)).toEqual([{ [name]: value }])
        },
      ),
      { numRuns: 100 },
    )
  })

  it('never lets text of any kind through to anything but an answer or a refusal', async () => {
    const parts = [
      'SELECT',
      'FROM',
      'samples',
      '*',
      '(',
      ')',
      "'",
      '"',
      ';',
      '--',
      '/*',
      '*/',
      ',',
      '1',
      'WITH',
      'AS',
      'x',
      'UNION',
      "'x.csv'",
      'read_text',
      '->',
      '::',
      '$1',
      'WHERE',
      'mass',
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), async (words) => {
        try {
          await select(words.join(' '))
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppFailure)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the list of functions', () => {
  it('has none of those that are explained away', () => {
    expect([...WHY_NOT.keys()].filter((name) => ALLOWED_FUNCTIONS.has(name))).toEqual([])
  })

  it('holds none that DuckDB itself calls volatile or dependent on the query', async () => {
    const found = await tables.query(
      "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE stability <> 'CONSISTENT'",
      {},
      NEVER,
    )
    const names = (await tables.rows(found)).map((row) => row.name)
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => ALLOWED_FUNCTIONS.has(String(name)))).toEqual([])
  })
})
