import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALLOWED_FUNCTIONS, WHY_NOT } from '#electron/data/functions.ts'
import { quoteName, quoteText } from '#electron/data/names.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
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

/** Everything by which a query could see more than its inputs, change something, or answer differently the next time. */
const ATTACKS = [
  // files, by function, by name, by any spelling
  `SELECT * FROM read_csv('${secret}')`,
  `SELECT * FROM READ_CSV_AUTO('${secret}')`,
  `SELECT * FROM read_text('${secret}')`,
  `SELECT * FROM read_blob('${secret}')`,
  `SELECT * FROM "read_text"('${secret}')`,
  `SELECT * FROM main.read_text('${secret}')`,
  `SELECT * FROM system.main.read_text('${secret}')`,
  `SELECT * FROM '${secret}'`,
  `FROM '${secret}'`,
  `SELECT * FROM "${secret}"`,
  `SELECT * FROM samples, '${secret}'`,
  `SELECT * FROM samples JOIN '${secret}' ON true`,
  `SELECT (SELECT word FROM '${secret}') FROM samples`,
  `SELECT * FROM samples WHERE EXISTS (FROM '${secret}')`,
  `SELECT * FROM samples WHERE id IN (SELECT word FROM '${secret}')`,
  `SELECT * FROM samples ORDER BY (SELECT count(*) FROM '${secret}')`,
  `SELECT * FROM samples LIMIT (SELECT count(*) FROM '${secret}')`,
  `SELECT * FROM samples QUALIFY row_number() OVER (ORDER BY (SELECT word FROM '${secret}')) = 1`,
  `SELECT count(*) FILTER (WHERE id = (SELECT word FROM '${secret}')) FROM samples`,
  `SELECT list_transform([1], x -> (SELECT word FROM '${secret}')) FROM samples`,
  `SELECT CASE WHEN true THEN (SELECT word FROM '${secret}') END FROM samples`,
  `SELECT * REPLACE ((SELECT word FROM '${secret}') AS id) FROM samples`,
  `SELECT COLUMNS(c -> c IN (SELECT word FROM '${secret}')) FROM samples`,
  `SELECT id FROM samples UNION ALL SELECT word FROM '${secret}'`,
  `WITH t AS (FROM '${secret}') SELECT * FROM t`,
  `WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t, '${secret}' WHERE n < 3) SELECT * FROM t`,
  `SELECT * FROM (SELECT * FROM '${secret}') AS s`,
  `SELECT * FROM samples, LATERAL (SELECT * FROM '${secret}')`,
  `SELECT * FROM samples ASOF JOIN '${secret}' AS s ON samples.mass >= s.x`,
  `SELECT * FROM samples PIVOT (count(*) FOR id IN (SELECT word FROM '${secret}'))`,
  `SELECT * FROM (VALUES ((SELECT word FROM '${secret}')))`,
  `SELECT * FROM unnest((SELECT list(word) FROM '${secret}'))`,
  `SELECT * FROM range((SELECT count(*) FROM '${secret}'))`,
  `SELECT * FROM glob('/*')`,
  `SELECT * FROM sniff_csv('${secret}')`,
  `SELECT * FROM parquet_metadata('x.parquet')`,
  `SELECT * FROM read_json('${secret}')`,
  `SELECT * FROM read_parquet('x.parquet')`,
  // other statements
  `COPY samples TO '${world.path('out.csv')}'`,
  `COPY (SELECT 1) TO '${world.path('out.csv')}'`,
  `ATTACH '${world.path('x.db')}' AS x`,
  'INSTALL httpfs',
  'LOAD httpfs',
  'PRAGMA version',
  'PRAGMA database_list',
  'SET threads = 1',
  'RESET threads',
  'SET VARIABLE x = 1',
  `EXPORT DATABASE '${world.path('dump')}'`,
  'CREATE TABLE x AS SELECT 1',
  'CREATE MACRO f(a) AS a',
  'CREATE SECRET s (TYPE s3)',
  'DROP TABLE samples',
  'DELETE FROM samples',
  'UPDATE samples SET id = 1',
  'INSERT INTO samples VALUES (1)',
  'TRUNCATE samples',
  'CALL duckdb_settings()',
  'CHECKPOINT',
  'VACUUM',
  'ANALYZE',
  'BEGIN',
  'USE main',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE SELECT * FROM samples',
  'DESCRIBE samples',
  'SHOW TABLES',
  'SHOW ALL TABLES',
  'SUMMARIZE samples',
  'PREPARE p AS SELECT 1',
  'PIVOT samples ON id',
  'DECLARE c CURSOR FOR SELECT 1',
  // several statements, and none
  'SELECT 1; SELECT 2',
  `SELECT 1; COPY samples TO '${world.path('out.csv')}'`,
  'SELECT 1;; DROP TABLE samples',
  'SELECT * FROM samples) ; DROP TABLE samples; --',
  'SELECT * FROM samples) UNION ALL (SELECT 1',
  ') SELECT 1 (',
  '',
  ';',
  '-- nothing',
  '/* open',
  "SELECT 'open",
  // the catalog, settings and what else is in there
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM duckdb_tables()',
  'SELECT * FROM duckdb_tables',
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_secrets()',
  'SELECT * FROM duckdb_functions()',
  'SELECT * FROM duckdb_columns()',
  'SELECT * FROM duckdb_logs()',
  'SELECT * FROM duckdb_memory()',
  'SELECT * FROM duckdb_temporary_files()',
  'SELECT * FROM sqlite_master',
  'SELECT * FROM pg_catalog.pg_class',
  'SELECT * FROM pg_tables',
  'SELECT * FROM main.samples',
  'SELECT * FROM memory.main.samples',
  'SELECT * FROM temp.samples',
  'SELECT main.samples.id FROM main.samples',
  "SELECT * FROM pragma_table_info('samples')",
  'SELECT * FROM pragma_version()',
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM query_table('samples')",
  "SELECT * FROM query_table(['samples'])",
  "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
  'SELECT * FROM test_all_types()',
  "SELECT * FROM repeat('x', 3)",
  'SELECT * FROM histogram_values(samples, id)',
  'SELECT * FROM summary((FROM samples))',
  "SELECT * FROM sql_auto_complete('SEL')",
  "SELECT * FROM which_secret('s3://x', 's3')",
  "SELECT getenv('HOME')",
  "SELECT current_setting('threads')",
  "SELECT getvariable('x')",
  'SELECT current_database()',
  'SELECT current_schema()',
  'SELECT current_user',
  'SELECT session_user',
  'SELECT current_query()',
  'SELECT version()',
  'SELECT txid_current()',
  "SELECT nextval('s')",
  "SELECT currval('s')",
  "SELECT write_log('x')",
  'SELECT pg_get_viewdef(1)',
  "SELECT has_table_privilege('samples', 'select')",
  "SELECT json_serialize_plan('SELECT * FROM duckdb_tables()')",
  "SELECT json_serialize_sql('SELECT 1')",
  'SELECT stats(mass) FROM samples',
  'SELECT pg_sleep(1)',
  'SELECT sleep_ms(1)',
  "SELECT error('x')",
  'SELECT system.main.abs(1)',
  'SELECT $1',
  'SELECT ?',
  'SELECT $name',
  // the clock and chance
  'SELECT now()',
  'SELECT current_date',
  'SELECT current_timestamp',
  'SELECT localtimestamp',
  'SELECT CURRENT_TIME',
  'SELECT localtime',
  'SELECT "user"',
  'SELECT current_role, id FROM samples',
  'SELECT current_catalog',
  'SELECT * FROM samples WHERE mass > epoch(current_timestamp)',
  'SELECT today()',
  "SELECT age(DATE '2000-01-01')",
  'SELECT random()',
  'SELECT uuid()',
  'SELECT gen_random_uuid()',
  'SELECT setseed(0.5)',
  'SELECT * FROM samples TABLESAMPLE 50%',
  'SELECT * FROM samples USING SAMPLE 1',
  'SELECT * FROM (SELECT * FROM samples) TABLESAMPLE 1 ROWS',
  'SELECT approx_quantile(mass, 0.5) FROM samples',
  'SELECT reservoir_quantile(mass, 0.5) FROM samples',
  // names that look like others
  'SELECT * FROM ｓamples',
  'SELECT * FROM "samples "',
  'SELECT * FROM „samples“',
  'SELECT * FROM ‘secret’',
  'SELECT * FROM samples AT (VERSION => 1)',
  // a table of the query's own where it can't be seen
  'SELECT * FROM (WITH t AS (SELECT 1) FROM t), t',
  'WITH a AS (FROM b), b AS (FROM samples) FROM a',
  `WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables()`,
  'SELECT (WITH duckdb_tables AS (SELECT 1 AS n) SELECT n FROM duckdb_tables), d.* FROM duckdb_tables AS d',
]

describe('what a query of the user may not do', () => {
  it.each(ATTACKS.map((sql) => [sql.replaceAll(world.folder, '…'), sql]))('%s', async (_shown, sql) => {
    expect(await failureIn(select(sql))).toMatch(/^(sql_not_allowed|sql_invalid): ./)
  })

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
