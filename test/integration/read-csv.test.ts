import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import { failureIn, makeWorld, readBack } from '../data/world.ts'

// What is read must be the same wherever the machine stands, so that these tests stand away from UTC.
process.env.TZ = 'America/New_York'

const world = makeWorld()
const repeated = (row: string, times = 30_000): string => row.repeat(times)

describe('a CSV file', () => {
  it('becomes a table with types, rows in the order of the file', async () => {
    const { columns, rows, warnings, table } = await readBack(
      world,
      'sample,mass,ok,day,at\nA1,2.5,true,2024-01-02,2024-01-02 03:04:05.25\n"B, ""2""",-3,false,,\n',
    )
    expect(columns).toEqual(['sample text', 'mass number', 'ok boolean', 'day date', 'at timestamp'])
    expect(rows).toEqual([
      { sample: 'A1', mass: 2.5, ok: true, day: '2024-01-02', at: '2024-01-02T03:04:05.25' },
      { sample: 'B, "2"', mass: -3, ok: false, day: null, at: null },
    ])
    expect(table.rowCount).toBe(2)
    expect(warnings).toEqual([])
  })

  it.each([
    ['only a header', 'a,b\n', ['a text', 'b text'], 0],
    ['no header', '1,2\n3,4\n', ['column0 integer', 'column1 integer'], 2],
    ['one column', 'a\n1\n2\n', ['a integer'], 2],
    ['one column of text with commas', 'note\n"x, y"\nz\n', ['note text'], 2],
    ['a byte order mark', '\ufeffa,b\n1,2\n', ['a integer', 'b integer'], 1],
    ['Windows line ends', 'a,b\r\n1,2\r\n', ['a integer', 'b integer'], 1],
    ['no last line end', 'a,b\n1,2', ['a integer', 'b integer'], 1],
    ['semicolons', 'a;b\n1;2\n', ['a integer', 'b integer'], 1],
    ['bars', 'a|b\n1|2\n', ['a integer', 'b integer'], 1],
    ['names used twice', 'a,a\n1,2\n', ['a integer', 'a_1 integer'], 1],
    ['an empty name', 'a,\n1,2\n', ['a integer', 'column1 integer'], 1],
    ['leading zeros', 'id\n007\n012\n', ['id text'], 2],
    ['blank lines', 'a,b\n1,2\n\n3,4\n', ['a integer', 'b integer'], 2],
    ['a # in the data', 'a,b\n1,2\n#3,4\n', ['a text', 'b integer'], 2],
  ])('may have %s', async (_what, content, columns, count) => {
    const read = await readBack(world, content)
    expect(read.columns).toEqual(columns)
    expect(read.rows).toHaveLength(count)
  })

  it('may have line breaks in quotes', async () => {
    const { rows } = await readBack(world, 'a,b\n"one\ntwo",1\n"three\r\nfour",2\n')
    expect(rows).toEqual([
      { a: 'one\ntwo', b: 1 },
      { a: 'three\r\nfour', b: 2 },
    ])
  })

  it('may have its quotes far down', async () => {
    const { rows } = await readBack(world, `a,b\n${repeated('x,1\n')}"p, ""q""",2\n`)
    expect(rows.at(-1)).toEqual({ a: 'p, "q"', b: 2 })
  })
})

describe('types that a sample suggests', () => {
  it('give way to a fraction further down instead of rounding it', async () => {
    const { columns, rows } = await readBack(world, `a,b\n${repeated('1,2\n')}1.5,3\n`)
    expect(columns).toEqual(['a number', 'b integer'])
    expect(rows.at(-1)).toEqual({ a: 1.5, b: 3 })
  })

  it('give way to a time further down instead of cutting it off', async () => {
    const { columns, rows } = await readBack(
      world,
      `a,b\n${repeated('2024-01-02,2\n')}2024-01-03 10:20:00,3\n`,
    )
    expect(columns).toEqual(['a timestamp', 'b integer'])
    expect(rows.at(-1)).toEqual({ a: '2024-01-03T10:20:00', b: 3 })
  })

  it('give way to text further down', async () => {
    const { columns, rows } = await readBack(world, `a,b\n${repeated('1,2\n')}x,3\n`)
    expect(columns).toEqual(['a text', 'b integer'])
    expect(rows.at(-1)).toEqual({ a: 'x', b: 3 })
  })

  it('hold integers exactly, beyond what a JavaScript number holds too', async () => {
    const { columns, rows } = await readBack(
      world,
      'a\n9007199254740991\n9007199254740993\n-9007199254740993\n',
    )
    expect(columns).toEqual(['a integer'])
    expect(rows.map((row) => row.a)).toEqual([9007199254740991, '9007199254740993', '-9007199254740993'])
  })
})

describe('offsets from UTC', () => {
  const east = '2024-01-05T10:00:00+03:00'
  const plain = '2024-01-05 10:00:00'
  const times = async (content: string, options: Partial<ReadOptions> = {}) => {
    const { columns, rows, warnings } = await readBack(world, content, options)
    // A single cell that keeps a column from being times is told, which tests of words are for.
    expect(warnings.filter(({ code }) => code !== 'read_as_text')).toEqual([])
    return [columns[0], ...rows.slice(-2).map((row) => row.d)]
  }

  it.each<[string, string, string, Json[]]>([
    ['from the first row', `d,m\n${east},1\n`, `${plain},2`, ['07:00:00Z', '10:00:00Z']],
    ['after the sample', `d,m\n${repeated(`${plain},1\n`)}`, `${east},2`, ['10:00:00', '07:00:00']],
    ['west of it', `d,m\n${repeated(`${plain}.5,1\n`)}`, `${plain}.5-02,2`, ['10:00:00.5', '12:00:00.5']],
    ['where it is UTC', `d,m\n${repeated(`${plain},1\n`)}`, `${plain}Z,2`, ['10:00:00', '10:00:00']],
    ['after dates', `d,m\n${repeated('2024-01-05,1\n')}`, `${east},2`, ['00:00:00', '07:00:00']],
    ['beside a misfit', `d,m\n${repeated(`${plain},1\n`)}`, `${east},2.5`, ['10:00:00', '07:00:00']],
  ])('count: %s', async (_what, before, last, expected) => {
    const found = await times(`${before}${last}\n`)
    expect(found).toEqual(['d timestamp', ...expected.map((time) => `2024-01-05T${time}`)])
  })

  it.each<[string, Json[]]>([
    ['timestamp', ['2024-01-04T23:00:00', '2024-01-05T10:00:00']],
    ['date', ['2024-01-04', '2024-01-05']],
    ['time', ['23:00:00', '10:00:00']],
  ])('count in a column that is to be a %s', async (type, expected) => {
    const found = await times(`d,m\n2024-01-05T01:00:00+02:00,1\n ${plain} ,2\n`, {
      columnTypes: { d: type },
    })
    expect(found).toEqual([`d ${type}`, ...expected])
  })

  it.each([['timestamp'], ['date'], ['time']])('make no %s of a time of day', async (type) => {
    const options = { columnTypes: { d: type } }
    expect(await failureIn(readBack(world, 'd,m\n10:00:00+02:00,1\n', options))).toContain(
      `the column "d" is to hold ${type}s, but has 10:00:00+02:00`,
    )
  })

  it.each([
    ['a time of day', '10:00:00', '10:00:00+03:00'],
    ['a time of day, by a timestamp', '10:00:00', plain],
    ['a timestamp, by what is none', east, 'unknown'],
  ])('and the rest of %s are not cut off or lost', async (_what, first, last) => {
    expect(await times(`d,m\n${repeated(`${first},1\n`)}${last},2\n`)).toEqual(['d text', first, last])
  })
})

describe('numbers that a column of numbers can not hold', () => {
  const ids = ['12345678901234567890', '12345678901234567891']
  const lost = { code: 'digits_lost', data: { column: 'id', rows: 2 } }

  it.each<[string, string, string, Json[]]>([
    ['whole, as wide integers', ids.join(',x\n'), 'integer', ids],
    ['beside small ones', `7,x\n${ids[1]}`, 'integer', [7, '12345678901234567891']],
    ['whole after the sample', `${repeated('7,x\n')}${ids.join(',x\n')}`, 'integer', ids],
  ])('are kept: %s', async (_what, content, type, expected) => {
    const { columns, rows, warnings } = await readBack(world, `id,t\n${content},x\n`)
    expect(columns).toEqual([`id ${type}`, 't text'])
    expect(rows.slice(-2).map((row) => row.id)).toEqual(expected)
    expect(warnings).toEqual([])
  })

  it('are kept as text where no integer is so wide', async () => {
    const long = ['1'.repeat(40), '2'.repeat(400)]
    const { columns, rows, warnings } = await readBack(world, `id,x\n${long.join(',1.5\n')},2.5\n`)
    expect(columns).toEqual(['id text', 'x number'])
    expect(rows.map((row) => row.id)).toEqual(long)
    expect(warnings).toEqual([
      {
        code: 'kept_as_text',
        message: '"id" is kept as text: it has whole numbers of more than 38 digits in 2 rows.',
        data: { column: 'id', rows: 2 },
      },
    ])
  })

  it('are told where digits are lost, beside fractions or because numbers are asked for', async () => {
    const mixed = await readBack(world, `id,t\n${ids.join(',x\n')},x\n1.5,x\n`)
    expect(mixed.columns).toEqual(['id number', 't text'])
    expect(mixed.warnings).toEqual([
      {
        ...lost,
        message:
          '"id" has whole numbers with more digits than a number can hold in 2 rows: they are rounded, and different ones may have become the same. If they name things, give the column the type text.',
      },
    ])
    const told = await readBack(world, `id,t\n${ids.join(',x\n')},x\n`, { columnTypes: { id: 'number' } })
    expect(told.warnings).toMatchObject([lost])
  })

  it('are not seen in large numbers that come back as they were', async () => {
    const { columns, warnings } = await readBack(world, 'x,t\n1e300,a\n123456789012345680000,b\n1.5,c\n')
    expect(columns).toEqual(['x number', 't text'])
    expect(warnings).toEqual([])
  })

  it('are told where they are infinite or not a number', async () => {
    const { rows, warnings } = await readBack(world, 'x,y\n1e999,1\nnan,2.5\n3,\n')
    expect(rows.map((row) => row.x)).toEqual(['Infinity', 'NaN', 3])
    expect(warnings).toEqual([
      {
        code: 'not_finite',
        message: '"x" is infinite or not a number in 2 rows.',
        data: { column: 'x', rows: 2 },
      },
    ])
  })
})

describe('options', () => {
  it('give columns their types', async () => {
    const content = 'id,n,d\n7,1,2024-01-02\n8,,2024-01-03\n'
    const { columns, rows } = await readBack(world, content, {
      columnTypes: { id: 'text', n: 'integer', d: 'text' },
    })
    expect(columns).toEqual(['id text', 'n integer', 'd text'])
    expect(rows[1]).toEqual({ id: '8', n: null, d: '2024-01-03' })
  })

  it.each([
    [{ columnTypes: { a: 'integer' } }, 'the column "a" is to hold integers, but has 1.5'],
    [{ columnTypes: { b: 'number' } }, 'has "x" in column "b" of line 2'],
    [{ columnTypes: { z: 'number' } }, 'column_missing: The file "data.csv" has no column "z": it has a, b.'],
    [{ columnTypes: { a: 'float' } }, 'column_type_unknown: The type "float" of column "a" is unknown'],
  ])('are held to: %j', async (options, message) => {
    expect(await failureIn(readBack(world, 'a,b\n1.5,x\n', options))).toContain(message)
  })

  it('say where the table starts, whether it has a header and what stands for nothing', async () => {
    const { rows, warnings } = await readBack(world, 'made by X\n1,NA\n2,n/a\n', {
      skipLines: 1,
      header: false,
      missing: ['NA', 'n/a'],
    })
    expect(rows).toEqual([
      { column0: 1, column1: null },
      { column0: 2, column1: null },
    ])
    expect(warnings).toEqual([])
  })

  it('say which lines are comments', async () => {
    const { rows } = await readBack(world, 'a,b\n1,2\n%3,4\n5,6\n', { comment: '%' })
    expect(rows).toEqual([
      { a: 1, b: 2 },
      { a: 5, b: 6 },
    ])
  })

  it('read decimal commas, told or found out', async () => {
    const content = 'a;b\n1,5;x\n-2,25;y\n'
    const expected = [
      { a: 1.5, b: 'x' },
      { a: -2.25, b: 'y' },
    ]
    const told = await readBack(world, content, { decimal: ',' })
    expect(told.rows).toEqual(expected)
    expect(told.warnings).toEqual([])
    const found = await readBack(world, content)
    expect(found.rows).toEqual(expected)
    expect(found.warnings).toEqual([expect.objectContaining({ code: 'decimal_comma' })])
    const kept = await readBack(world, content, { decimal: '.' })
    expect(kept.columns).toEqual(['a text', 'b text'])
  })

  it('give the delimiter', async () => {
    const { columns } = await readBack(world, 'a:b\n1:2\n', { delimiter: ':' })
    expect(columns).toEqual(['a integer', 'b integer'])
  })

  it('of a TSV file are tabs', async () => {
    const { columns } = await readBack(world, 'a,x\tb\n1\t2\n', { format: 'tsv' })
    expect(columns).toEqual(['a,x integer', 'b integer'])
  })
})

describe('encodings', () => {
  const content = 'name,value\nMüller,1\n'

  it.each([['latin1'], ['windows-1252'], ['utf-16le'], ['utf-16be'], ['macintosh']])(
    '%s',
    async (encoding) => {
      const { default: iconv } = await import('iconv-lite')
      const bytes = iconv.encode(content, encoding as 'latin1')
      const { rows } = await readBack(world, bytes, { encoding })
      expect(rows).toEqual([{ name: 'Müller', value: 1 }])
    },
  )

  it('are known by a byte order mark', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content, 'utf16le')])
    expect((await readBack(world, bytes)).rows).toEqual([{ name: 'Müller', value: 1 }])
  })

  it.each([
    [{}, 'encoding_failed: The file "data.csv" is not UTF-8 text: say its encoding'],
    [{ encoding: 'klingon' }, 'encoding_unknown: There is no encoding "klingon"'],
    [{ encoding: 'shift_jis' }, 'encoding_failed: The file "data.csv" is not shift_jis text'],
  ])('that do not fit are refused: %j', async (options, message) => {
    expect(await failureIn(readBack(world, Buffer.from(content, 'latin1'), options))).toContain(message)
  })
})

describe('what was found out and may be wrong is said', () => {
  it('lines before the table', async () => {
    const { columns, warnings } = await readBack(
      world,
      'Instrument X\nDate: 2024-01-01\n\ntime,current,voltage\n0,1.5,3.2\n1,1.6,3.3\n',
    )
    expect(columns).toEqual(['time integer', 'current number', 'voltage number'])
    expect(warnings).toEqual([
      {
        code: 'lines_skipped',
        message: "The first 3 lines were skipped: they don't look like the table's.",
        data: { lines: 3 },
      },
    ])
  })

  it('the order of day and month', async () => {
    const { rows, warnings } = await readBack(world, 'd,v\n01/02/2024,1\n03/04/2024,2\n')
    expect(rows[0]).toEqual({ d: '2024-02-01', v: 1 })
    expect(warnings).toEqual([expect.objectContaining({ code: 'date_format', data: { format: '%d/%m/%Y' } })])
  })

  it('the order of day and month before a time', async () => {
    const content = 'd,m\n01/02/2024 10:00:00,1\n03/04/2024 11:00:00,2\n'
    const { rows, warnings } = await readBack(world, content)
    expect(rows.map((row) => row.d)).toEqual(['2024-02-01T10:00:00', '2024-04-03T11:00:00'])
    expect(warnings).toEqual([
      {
        code: 'date_format',
        message: 'Times are read as %d/%m/%Y %H:%M:%S (%d day, %m month, %Y year).',
        data: { format: '%d/%m/%Y %H:%M:%S' },
      },
    ])
    const asText = await readBack(world, content, { columnTypes: { d: 'text' } })
    expect(asText.warnings).toEqual([])
  })
})

describe('a file that is not what it should be', () => {
  it.each([
    ['no bytes', '', 'file_empty: The file "data.csv" is empty.'],
    ['white space', '\n \n', 'file_empty: The file "data.csv" holds nothing but white space.'],
    [
      'a short row',
      'a,b,c\n1,2,3\n4,5\n',
      'file_unreadable: The file "data.csv" has 2 values in line 3 where 3 are expected',
    ],
    ['a long row', 'a,b,c\n1,2,3\n4,5,6,7\n', 'has 4 values in line 3 where 3 are expected'],
    [
      'a long row in the middle',
      `a,b\n1,2\n1,2,3\n${'1,2\n'.repeat(50)}`,
      'has 3 values in line 3 where 2 are expected',
    ],
    [
      'a short row far down',
      `a,b\n${'1,2\n'.repeat(30_000)}1\n`,
      'has 1 value in line 30002 where 2 are expected',
    ],
    ['an open quote', 'a,b\n1,"x\n3,4\n', 'has a quote in line 2 that is not closed'],
    [
      'a line without end',
      `a,b\n1,"${'x'.repeat(3_000_000)}"\n2,y\n`,
      'has too long a line at line 2: is a quote not closed?',
    ],
    ['a wrong delimiter in a quote', 'a,b\n1,"x"y\n', 'line'],
    ['mixed line ends', 'a,b\n1,2\r\n3,4\n', 'has line ends of several kinds'],
  ])('is refused for %s', async (_what, content, message) => {
    expect(await failureIn(readBack(world, content))).toContain(message)
  })
})
