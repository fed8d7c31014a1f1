import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { refOf } from '#electron/data/blobs/refs.ts'
import { BlobHash } from '#shared/base/ids.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { describeColumns, failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
const tables = world.open([])
const query = (sql: string) => tables.query(sql, {}, NEVER)
const first = async (sql: string): Promise<{ type: string | undefined; value: Json | undefined }> => {
  const table = await query(`SELECT ${sql} AS v`)
  return { type: table.columns[0]?.type, value: (await tables.rows(table))[0]?.v }
}

describe('values of DuckDB', () => {
  it.each<[string, string, Json]>([
    ['NULL', 'integer', null],
    ['true', 'boolean', true],
    ['1::TINYINT', 'integer', 1],
    ['9007199254740991', 'integer', 9007199254740991],
    ['9007199254740993', 'integer', '9007199254740993'],
    [
      '-170141183460469231731687303715884105727::HUGEINT',
      'integer',
      '-170141183460469231731687303715884105727',
    ],
    ['18446744073709551615::UBIGINT', 'integer', '18446744073709551615'],
    ['7::HUGEINT', 'integer', 7],
    ['123456789012345678901234567890::BIGNUM', 'integer', '123456789012345678901234567890'],
    ['1.5::FLOAT', 'number', 1.5],
    ['0.1::DOUBLE', 'number', 0.1],
    ["'nan'::DOUBLE", 'number', 'NaN'],
    ["'inf'::DOUBLE", 'number', 'Infinity'],
    ["'-inf'::FLOAT", 'number', '-Infinity'],
    ['1.10::DECIMAL(6, 2)', 'number', 1.1],
    ['0.00001::DECIMAL(38, 20)', 'number', 0.00001],
    ['12345678901234567.89::DECIMAL(30, 2)', 'number', '12345678901234567.89'],
    ['12::DECIMAL(6, 0)', 'integer', 12],
    ["'x'", 'text', 'x'],
    ["'b'::ENUM ('a', 'b')", 'text', 'b'],
    ["'B9D1A9E4-3B1F-4B0E-9B1A-1F1F1F1F1F1F'::UUID", 'text', 'b9d1a9e4-3b1f-4b0e-9b1a-1f1f1f1f1f1f'],
    ["'101'::BIT", 'text', '101'],
    ["DATE '2024-01-31'", 'date', '2024-01-31'],
    ["TIME '01:02:03.5'", 'time', '01:02:03.5'],
    ["'01:02:03+02'::TIMETZ", 'time', '01:02:03+02'],
    ["TIMESTAMP '2024-01-31 01:02:03.456789'", 'timestamp', '2024-01-31T01:02:03.456789'],
    ["'2024-01-31 01:02:03'::TIMESTAMP_S", 'timestamp', '2024-01-31T01:02:03'],
    ["'2024-01-31 01:02:03.4'::TIMESTAMP_MS", 'timestamp', '2024-01-31T01:02:03.4'],
    ["'2024-01-31 01:02:03.123456789'::TIMESTAMP_NS", 'timestamp', '2024-01-31T01:02:03.123456789'],
    ["TIMESTAMPTZ '2024-01-31 01:02:03+02'", 'timestamp', '2024-01-30T23:02:03Z'],
    ["'infinity'::TIMESTAMP", 'timestamp', 'infinity'],
    ["'-infinity'::TIMESTAMPTZ", 'timestamp', '-infinity'],
    ["'infinity'::DATE", 'date', 'infinity'],
    ["INTERVAL '1 month 2 days 3.5 seconds'", 'text', 'P1M2DT3.5S'],
    ["INTERVAL '-90 seconds'", 'text', 'PT-90S'],
    ['INTERVAL 0 DAY', 'text', 'PT0S'],
    ['INTERVAL 14 MONTH', 'text', 'P14M'],
    ["'\\x00\\xFF'::BLOB", 'bytes', 'AP8='],
    ['[1, NULL, 3]', 'json', [1, null, 3]],
    ['[1, 2]::INTEGER[2]', 'json', [1, 2]],
    ["{'a': 1, 'b': [DATE '2024-01-31']}", 'json', { a: 1, b: ['2024-01-31'] }],
    ["MAP {'a': 1, 'b': 2}", 'json', { a: 1, b: 2 }],
    ['MAP {1: 2}', 'json', [{ key: 1, value: 2 }]],
    ['1::UNION (n INTEGER, s VARCHAR)', 'json', { n: 1 }],
    ["{'a': 1}::VARIANT", 'json', { a: 1 }],
    ['\'{"a": [1, null]}\'::JSON', 'json', { a: [1, null] }],
    ['NULL::JSON', 'json', null],
    ["'-infinity'::DATE", 'date', '-infinity'],
  ])('%s is %s, as JSON %j', async (sql, type, value) => {
    expect(await first(sql)).toEqual({ type, value })
  })

  it('that are called like parts of a prototype are values like others', async () => {
    const table = await query(`SELECT 1 AS "__proto__", 2 AS "constructor"`)
    const [row] = await tables.rows(table)
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })

  it('come by pages', async () => {
    const table = await query('SELECT i FROM range(10000) AS r(i)')
    const page = async (range?: { offset?: number; limit?: number }) =>
      (await tables.rows(table, range)).map((row) => row.i)
    expect(table.rowCount).toBe(10_000)
    expect(await page({ offset: 4999, limit: 3 })).toEqual([4999, 5000, 5001])
    expect(await page({ offset: 9999 })).toEqual([9999])
    expect(await page({ limit: 0 })).toEqual([])
    expect((await page()).length).toBe(10_000)
  })
})

describe('records as a table', () => {
  it('have the narrowest type that holds every value as it is', async () => {
    const records: JsonRecord[] = [
      { n: 1, x: 1, t: 'a', b: true, m: 1, l: [1, { a: null }], none: null, big: 2 ** 53 },
      { n: -5, x: 2.5, t: null, b: false, m: 'x', l: null, none: null, late: 'z' },
    ]
    const table = await tables.fromRecords(records)
    expect(describeColumns(table)).toEqual([
      'n integer',
      'x number',
      't text',
      'b boolean',
      'm json',
      'l json',
      'none text',
      'big number',
      'late text',
    ])
    expect(table.rowCount).toBe(2)
    expect(await tables.rows(table)).toEqual([
      { ...records[0], late: null },
      { ...records[1], big: null },
    ])
  })

  it('come back as they were', async () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
      fc.string().filter((text) => text.isWellFormed()),
      fc.array(fc.integer(), { maxLength: 3 }),
    )
    const record = fc.record({ a: value, b: fc.integer(), c: fc.string(), d: value })
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        expect(await tables.rows(await tables.fromRecords(records))).toEqual(records)
      }),
      { numRuns: 50 },
    )
  })

  it('may be more than fit in one of DuckDB’s vectors', async () => {
    const records = Array.from({ length: 5000 }, (_, i) => ({ i, t: `t${i}` }))
    expect(await tables.rows(await tables.fromRecords(records))).toEqual(records)
  })

  it.each([
    [[], 'empty_input: The list has no records with fields'],
    [[{}, {}], 'empty_input: '],
    [
      [{ a: 1, A: 2 }],
      'bad_column_name: The column "A" and "a" differ only in capitals: rename one of them.',
    ],
    [[{ '': 1 }], 'bad_column_name: A column has an empty name'],
    [[{ 'a\0b': 1 }], 'sql_invalid: '],
  ])('%j is refused', async (records, message) => {
    expect(await failureIn(tables.fromRecords(records as JsonRecord[]))).toContain(message)
  })
})

describe('what DuckDB itself may reach', () => {
  const allowed = world.file('allowed.csv', 'a\n1\n')
  const forbidden = world.file('forbidden.csv', 'a\n1\n')
  const locked = world.open([allowed])
  const run = (sql: string) => locked.query(sql, {}, NEVER)

  it('is the files of the run', async () => {
    expect((await run(`FROM read_csv('${allowed}')`)).rowCount).toBe(1)
    expect(await failureIn(run(`FROM read_csv('${forbidden}')`))).toMatch(
      /^sql_not_allowed: Cannot access file/,
    )
    expect(await failureIn(run("FROM read_text('/etc/hostname')"))).toMatch(/^sql_not_allowed: /)
  })

  it.each([
    '(SELECT 1); SET enable_external_access = true',
    '(SELECT 1); SET lock_configuration = false',
    "(SELECT 1); SET allowed_paths = ['/etc/hostname']",
    '(SELECT 1); INSTALL httpfs',
    `(SELECT 1); ATTACH '${world.path('x.db')}'`,
    `(SELECT 1); COPY (SELECT 1) TO '${world.path('x.csv')}'`,
  ])('is not widened by %s', async (sql) => {
    await expect(run(sql)).rejects.toThrow(/configuration|disabled|Cannot access|locked/i)
  })
})

describe('tables kept as Parquet', () => {
  const blobs = new BlobStore(world.path('kept'))
  const kept = world.open([], { blobs })
  const keep = async (table: TableValue): Promise<TableValue> => {
    const path = await blobs.tempPath()
    await kept.exportParquet(table, path)
    return { ...table, ref: refOf(await blobs.adoptFile(path)) }
  }

  it('hold all that rows gave', async () => {
    const sql = `SELECT * FROM (VALUES
      (1::HUGEINT, 12345678901234567890123456789012345678::HUGEINT, NULL::HUGEINT), (-2, 1, NULL)) AS t(small, wide, none),
      (SELECT 'a'::ENUM ('a') AS e, '101'::BIT AS bit, 1::UNION (n INTEGER, s VARCHAR) AS u, {'a': 1}::VARIANT AS va,
        '2024-01-31 01:02:03'::TIMESTAMP_S AS s, '2024-01-31 01:02:03.123456789'::TIMESTAMP_NS AS ns, TIMESTAMPTZ '2024-01-31 01:02:03+02' AS tz,
        [1, 2] AS l, {'a': 'x'} AS st, MAP {'a': 1} AS m, '{"a": 1}'::JSON AS j, INTERVAL 3 DAY AS i, '\\xFF'::BLOB AS b, 'nan'::DOUBLE AS nan,
        uuid '11111111-1111-1111-1111-111111111111' AS id, 1.5::DECIMAL(10, 2) AS d, TIME '01:02:03' AS t, true AS bo)`
    const table = await kept.query(sql, {}, NEVER)
    const blob = await keep(table)
    expect(await kept.rows(blob)).toEqual(await kept.rows(table))
    const again = await kept.query('FROM input', { input: blob }, NEVER)
    expect(again.columns.map((column) => column.type).filter((type) => type !== 'text')).toEqual(
      table.columns.map((column) => column.type).filter((type) => type !== 'text'),
    )
    expect(await kept.select('SELECT small FROM kept', { kept: blob }, NEVER)).toMatchObject({ rowCount: 2 })
  })

  it('have integers of more than 38 digits as text', async () => {
    const table = await kept.query(
      'SELECT -170141183460469231731687303715884105727::HUGEINT AS n, 1 AS m',
      {},
      NEVER,
    )
    expect(await kept.rows(await keep(table))).toEqual(await kept.rows(table))
  })

  it('are the same bytes for the same rows', async () => {
    const sql = "SELECT i, i / 3 AS x, 'n' || i % 7 AS t FROM range(50000) AS r(i)"
    const [one, two] = [await kept.query(sql, {}, NEVER), await kept.query(sql, {}, NEVER)]
    expect((await keep(one)).ref).toBe((await keep(two)).ref)
  })

  it('are missing rather than mistaken', async () => {
    const elsewhere = await query('SELECT 1 AS a')
    const missing = 'table_missing: The table is no longer there: run the node that made it again.'
    expect(await failureIn(kept.rows(elsewhere))).toBe(missing)
    const gone = { ...elsewhere, ref: refOf(BlobHash.parse('0'.repeat(64))) }
    expect(await failureIn(tables.rows(gone))).toBe(missing)
    expect(await failureIn(kept.rows(gone))).toMatch(/^blob_missing: /)
  })
})

describe('writing a table', () => {
  const sql = `SELECT 1 AS n, 'a,"b"' AS t, 1.5::DOUBLE AS x, [1, 2] AS l, TIMESTAMP '2024-01-31 01:02:03' AS ts,
    TIMESTAMPTZ '2024-01-31 01:02:03+02' AS tz, 'nan'::DOUBLE AS nan, NULL AS none, '{"a":1}'::JSON AS j, DATE '2024-01-31' AS d, '\\xFF'::BLOB AS b`
  const write = async (name: string, format: 'csv' | 'json' | 'ndjson' | 'parquet'): Promise<string> => {
    await tables.write(await query(sql), world.path(name), format, NEVER)
    return readFileSync(world.path(name), 'utf8')
  }
  const record = {
    n: 1,
    t: 'a,"b"',
    x: 1.5,
    l: [1, 2],
    ts: '2024-01-31T01:02:03',
    tz: '2024-01-30T23:02:03Z',
    nan: 'NaN',
    none: null,
    j: { a: 1 },
    d: '2024-01-31',
    b: '/w==',
  }

  it('as CSV', async () => {
    expect(await write('out/new/a.csv', 'csv')).toBe(
      'n,t,x,l,ts,tz,nan,none,j,d,b\n1,"a,""b""",1.5,"[1,2]",2024-01-31T01:02:03,2024-01-30T23:02:03Z,NaN,,"{""a"":1}",2024-01-31,/w==\n',
    )
  })

  it('as JSON, also a record per line', async () => {
    expect(JSON.parse(await write('a.json', 'json'))).toEqual([record])
    expect(JSON.parse(await write('a.ndjson', 'ndjson'))).toEqual(record)
  })

  it('as Parquet', async () => {
    expect((await write('a.parquet', 'parquet')).startsWith('PAR1')).toBe(true)
  })

  it('leaves what was there when it fails, and nothing half written', async () => {
    writeFileSync(world.path('kept.csv'), 'old')
    const stop = new AbortController()
    const table = await query('SELECT i FROM range(2000000) AS r(i)')
    const writing = tables.write(table, world.path('kept.csv'), 'csv', stop.signal)
    stop.abort(new Error('stopped'))
    await expect(writing).rejects.toThrow('stopped')
    expect(readFileSync(world.path('kept.csv'), 'utf8')).toBe('old')
    expect(readdirSync(world.folder).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

describe('stopping', () => {
  const endless = 'SELECT count(*) AS n FROM range(1000000000000) AS r(i) WHERE i % 7 = 3'

  it('ends a query that is running, and others go on', async () => {
    const stop = new AbortController()
    const running = tables.query(endless, {}, stop.signal)
    const other = query('SELECT 1 AS a')
    setTimeout(() => stop.abort(new Error('enough')), 20)
    await expect(running).rejects.toThrow('enough')
    expect((await other).rowCount).toBe(1)
    expect((await query('SELECT 2 AS a')).rowCount).toBe(1)
  })

  it('ends one that has not begun', async () => {
    const stop = new AbortController()
    const running = tables.query(endless, {}, stop.signal)
    stop.abort(new Error('at once'))
    await expect(running).rejects.toThrow('at once')
    await expect(tables.query(endless, {}, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
  })

  it('by closing ends what is running and leaves no file', async () => {
    const scratch = world.path('own-scratch')
    const own = world.open([], { scratch, threads: 1, memoryMb: 256 })
    const running = own.query(endless, {}, NEVER)
    await own.query('SELECT 1 AS a', {}, NEVER)
    const ended = expect(running).rejects.toThrow(/Interrupted/)
    await own.close()
    await ended
    await own.close()
    expect(readdirSync(scratch)).toEqual([])
    expect(await failureIn(own.query('SELECT 1', {}, NEVER))).toMatch(/^tables_closed: /)
  })

  it('costs nothing where no table was used', async () => {
    const scratch = world.path('unused')
    await world.open([], { scratch }).close()
    expect(existsSync(scratch)).toBe(false)
  })

  it('by too little memory is said', async () => {
    const small = world.open([], { memoryMb: 40, threads: 1 })
    const big = small.query('SELECT list(i ORDER BY hash(i)) AS l FROM range(20000000) AS r(i)', {}, NEVER)
    expect(await failureIn(big)).toMatch(/^out_of_memory: The tables of this run need more memory/)
  })
})
