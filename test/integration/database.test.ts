import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { runDatabase } from '#electron/operations/data-input/database.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { database } from '#shared/operation/data-input/database.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const lab = new Database(world.path('lab.db'))
lab.exec(`
  CREATE TABLE runs (id INTEGER, batch TEXT, mass REAL, raw BLOB, big INTEGER, "odd ""name" TEXT);
  INSERT INTO runs VALUES (1, 'A', 1.5, x'00FF', 9007199254740993, 'x'), (2, 'B', NULL, NULL, 2, NULL), (3, 'A', 9e999, NULL, 3, 'y');
  CREATE VIEW heavy AS SELECT id FROM runs WHERE mass > 1;
  CREATE TABLE codes (code TEXT);
  INSERT INTO codes VALUES ('5'), ('5.0'), ('7');
  CREATE TABLE empty (a, b);
  CREATE TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) SELECT i FROM n;
`)
lab.close()
world.file('text.db', 'This is not a database, but it is long enough to be looked at as one. '.repeat(20))

const read = (config: JsonRecord) => operate(world, database, runDatabase, { path: 'lab.db', ...config })
const ids = async (config: JsonRecord) => {
  const { output } = await read({ table: 'runs', columns: ['id'], ...config })
  return Array.isArray(output) ? output.map((row) => row.id) : []
}

describe('the database operation', () => {
  it('reads a table with all kinds of values', async () => {
    const before = readFileSync(world.path('lab.db'))
    const { output, records, warnings } = await read({ table: 'runs' })
    expect(output).toEqual([
      { id: 1, batch: 'A', mass: 1.5, raw: 'AP8=', big: '9007199254740993', 'odd "name': 'x' },
      { id: 2, batch: 'B', mass: null, raw: null, big: 2, 'odd "name': null },
      { id: 3, batch: 'A', mass: 'Infinity', raw: null, big: 3, 'odd "name': 'y' },
    ])
    expect(records).toEqual([
      expect.objectContaining({ kind: 'source', path: world.path('lab.db'), size: before.length }),
    ])
    expect(warnings).toEqual([])
    expect(readFileSync(world.path('lab.db')).equals(before)).toBe(true)
  })

  it('reads views, chosen columns, and tables without rows', async () => {
    expect((await read({ table: 'HEAVY' })).output).toEqual([{ id: 1 }, { id: 3 }])
    expect((await read({ table: 'runs', columns: ['odd "name', 'ID'], limit: 1 })).output).toEqual([
      { 'odd "name': 'x', id: 1 },
    ])
    expect(await read({ table: 'empty' })).toMatchObject({ output: [], columns: ['a text', 'b text'] })
  })

  it('filters by equality with bound values, and orders', async () => {
    expect(await ids({ filters: { batch: 'A' } })).toEqual([1, 3])
    expect(await ids({ filters: { batch: 'A', id: 3 } })).toEqual([3])
    expect(await ids({ filters: { mass: null } })).toEqual([2])
    expect(await ids({ filters: { id: true } })).toEqual([1])
    // A number with a fraction would be the text '5.0'.
    expect(await read({ table: 'codes', filters: { code: 5 } })).toMatchObject({ output: [{ code: '5' }] })
    expect(await ids({ filters: { batch: "A' OR '1'='1" } })).toEqual([])
    expect(await ids({ order: [{ column: 'batch', descending: true }, { column: 'id' }] })).toEqual([2, 1, 3])
  })

  it('reads at most so many rows and says when there are more', async () => {
    const limited = await read({ table: 'many' })
    expect(limited.output).toHaveLength(100)
    expect(limited.warnings).toEqual([
      {
        code: 'rows_limited',
        message: 'Only the first 100 rows were read: there are more.',
        data: { limit: 100 },
      },
    ])
    expect((await read({ table: 'many', limit: null })).output).toHaveLength(150)
    expect((await read({ table: 'many', limit: 150 })).warnings).toEqual([])
  })

  it('reads the answer of a SELECT', async () => {
    const sql =
      '-- per batch\n/* all */ WITH r AS (SELECT * FROM runs) SELECT batch, count(*) AS n FROM r GROUP BY batch ORDER BY batch;'
    expect((await read({ sql })).output).toEqual([
      { batch: 'A', n: 2 },
      { batch: 'B', n: 1 },
    ])
  })

  it.each<[JsonRecord, string]>([
    [{ path: 'no.db', table: 'runs' }, 'file_missing: There is no file "no.db".'],
    [{ path: '', table: 'runs' }, 'file_missing: No file is chosen'],
    [{ path: 'text.db', table: 'runs' }, 'file_unreadable: The file "text.db" is not an SQLite database.'],
    [{ table: 'run' }, 'table_missing: The database has no table "run": did you mean "runs"?'],
    [{ table: 'sqlite_schema' }, 'table_missing: '],
    [
      { table: 'runs', columns: ['masss'] },
      'column_missing: The table "runs" has no column "masss": did you mean "mass"?',
    ],
    [{ table: 'runs', filters: { nope: 1 } }, 'column_missing: '],
    [
      { table: 'runs', order: [{ column: 'zzz' }] },
      'column_missing: The table "runs" has no column "zzz": there are id, batch',
    ],
    [{ sql: 'SELECT 1 AS a, 2 AS A' }, 'bad_column_name: '],
    [
      { sql: 'SELECT nope FROM runs' },
      "sql_invalid: The SQL can't be run on this database: no such column: nope.",
    ],
    [{ sql: 'SELECT 1; SELECT 2' }, 'sql_not_allowed: Only one statement'],
    [{ sql: 'DELETE FROM runs' }, 'sql_not_allowed: Only one SELECT'],
    [
      { sql: 'WITH x AS (SELECT 1) DELETE FROM runs RETURNING id' },
      'sql_not_allowed: Only a SELECT that changes nothing',
    ],
    [{ sql: "ATTACH 'x.db' AS x" }, 'sql_not_allowed: Only one SELECT'],
    [{ sql: 'PRAGMA journal_mode = DELETE' }, 'sql_not_allowed: Only one SELECT'],
    [{ sql: "SELECT load_extension('x')" }, 'sql_failed: The SQL failed: not authorized.'],
    [{ sql: '' }, 'sql_not_allowed: '],
  ])('refuses %j', async (config, message) => {
    expect(await failureIn(read(config))).toContain(message)
  })
})
