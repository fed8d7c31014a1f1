import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '#electron/engine/operation.ts'
import { runStatistical } from '#electron/operations/calculate/statistical.ts'
import { runFolder } from '#electron/operations/data-input/folder.ts'
import { statistical } from '#shared/operation/calculate/statistical.ts'
import { folder } from '#shared/operation/data-input/folder.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld, NEVER, readBack } from '../data/world.ts'
import { failureOf } from '../operations/harness.ts'

process.env.TZ = 'America/New_York'

const world = makeWorld()

/** As the file operation reads: without texts that stand for nothing, but with a field to say them in. */
const read = (content: string, options: Partial<ReadOptions> = {}) =>
  readBack(world, content, { missing: [], ...options })
const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('')
const column = (name: string, cells: readonly string[]): string =>
  lines(`${name};v`, ...cells.map((cell, i) => `${cell};${i}`))
const repeated = (cell: string, times: number): string[] => Array.from({ length: times }, () => cell)
const sentences = async (content: string, options: Partial<ReadOptions> = {}): Promise<string[]> =>
  (await read(content, options)).warnings.map(({ code, message }) => `${code}: ${message}`)

describe('a word among numbers', () => {
  it('is told with how many cells it is, and stays as it is', async () => {
    const { columns, rows, warnings } = await read('flow [mL/min],v\n9,1\n10,2\nNA,3\n100,4\n')
    expect(columns).toEqual(['flow [mL/min] text', 'v integer'])
    expect(rows.map((row) => row['flow [mL/min]'])).toEqual(['9', '10', 'NA', '100'])
    expect(warnings).toEqual([
      {
        code: 'read_as_text',
        message:
          '"flow [mL/min]" is read as text because of "NA" (1 of 4 cells): add it to Missing values, or convert the column.',
        data: { column: 'flow [mL/min]', words: ['NA'], cells: 1, total: 4 },
      },
    ])
  })

  it('makes way for numbers once it is a missing value', async () => {
    const { columns, warnings } = await read('flow,v\n9,1\nNA,3\n', { missing: ['NA'] })
    expect(columns).toEqual(['flow integer', 'v integer'])
    expect(warnings).toEqual([])
  })

  it.each([
    ['several words', ['3', 'NA', '4', 'n.d.', 'NA', '5'], '"NA", "n.d." (3 of 6 cells): add them to'],
    ['decimal commas', ['9,5', '10', 'NA', '100,25'], '"NA" (1 of 4 cells): add it to'],
    ['a comma among points', ['9.5', '10', '11', '1,5'], '"1,5" (1 of 4 cells): add it to'],
    ['far down', [...repeated('3', 30_000), 'NA'], '"NA" (1 of 30001 cells): add it to'],
    ['far up', [...repeated('NA', 3000), ...repeated('3', 5000)], '"NA" (3000 of 8000 cells): add it to'],
    ['in a column that is mostly empty', [...repeated('', 30_000), '7', 'NA'], '"NA" (1 of 2 cells): add it'],
  ])('is told: %s', async (_what, cells, because) => {
    expect(await sentences(column('x', cells))).toEqual([
      expect.stringContaining(`read_as_text: "x" is read as text because of ${because}`),
    ])
  })

  it.each([
    ['names with leading zeros', ['007', '12', '13', '14']],
    ['more words than numbers', ['1', 'NA', 'NA']],
    ['many words', ['1', '2', '3', '4', '5a', '6b', '7c', '8d']],
    ['words alone', ['a', 'b', 'a']],
    ['nothing', ['', '', '']],
  ])('is none in %s', async (_what, cells) => {
    expect(await sentences(column('x', cells))).toEqual([])
  })

  it('is none where text is asked for, and no field is named where there is none', async () => {
    const content = column('x', ['1', '2', 'NA'])
    expect(await sentences(content, { columnTypes: { x: 'text' } })).toEqual([])
    const { warnings } = await readBack(world, content)
    expect(warnings[0]?.message).toBe(
      '"x" is read as text because of "NA" (1 of 3 cells): convert the column.',
    )
  })

  it('is the reason why a statistic of the column fails', async () => {
    const tables = world.open([world.file('words.csv', 'flow,id\n9,a\n10,b\nNA,c\n100,d\n')])
    const samples = await tables.read(world.path('words.csv'), { format: 'csv' }, NEVER)
    const failure = (name: string) =>
      failureOf(statistical, runStatistical, { column: name }, { tables, values: { samples } })
    expect(await failure('flow')).toBe(
      'column_missing: The column "flow" holds text, not numbers, because of "NA" (1 of 4 cells): add it to Missing values where the file is read, convert the column, or choose another.',
    )
    expect(await failure('id')).toBe(
      'column_missing: The column "id" holds text, not numbers: choose another.',
    )
  })

  it('is told with the file of a folder that has it', async () => {
    const files = ['a', 'b'].map((name, i) => world.file(`f-${name}.csv`, `x,y\n${i},1\nNA,2\n2,3\n`))
    const config = { folder: world.path('f-a.csv'), glob: 'f-*.csv' }
    const { warnings } = await operate(world, folder, runFolder, config, { files })
    expect(warnings).toMatchObject([
      {
        code: 'read_as_text',
        message: expect.stringMatching(/^In "f-a\.csv": "x" is read as text because of "NA"/),
        data: { file: 'f-a.csv', column: 'x' },
      },
      { data: { file: 'f-b.csv' } },
    ])
  })
})

describe('dates and times as instruments and spreadsheets write them', () => {
  it.each([
    ['%d.%m.%Y %H:%M', ['03.02.2025 08:15', '28.02.2025 09:00'], ['02-03T08:15:00', '02-28T09:00:00']],
    ['%d.%m.%Y %H:%M', ['3.2.2025 8:15', '28.2.2025 9:00:30'], ['02-03T08:15:00', '02-28T09:00:30']],
    [
      '%d.%m.%Y %H:%M:%S',
      ['03.02.2025 08:15:01', '28.02.2025 09:00:00'],
      ['02-03T08:15:01', '02-28T09:00:00'],
    ],
    ['%d.%m.%Y %H:%M:%S,%f', ['03.02.2025 08:15:01,5'], ['02-03T08:15:01.5']],
    ['%d.%m.%Y %H:%M:%S.%f', ['03.02.2025 08:15:01.125'], ['02-03T08:15:01.125']],
    ['%d/%m/%Y %H:%M', ['03/02/2025 08:15', '28/02/2025 09:00'], ['02-03T08:15:00', '02-28T09:00:00']],
    [
      '%d/%m/%Y %H:%M:%S',
      ['03/02/2025 08:15:01', '28/02/2025 09:00:00'],
      ['02-03T08:15:01', '02-28T09:00:00'],
    ],
    ['%d-%m-%Y %H:%M', ['03-02-2025 08:15', '28-02-2025 09:00'], ['02-03T08:15:00', '02-28T09:00:00']],
    ['%m/%d/%Y %H:%M', ['02/28/2025 09:00', '02/03/2025 08:15'], ['02-28T09:00:00', '02-03T08:15:00']],
    [
      '%m/%d/%Y %H:%M:%S',
      ['02/28/2025 09:00:00', '02/03/2025 08:15:01'],
      ['02-28T09:00:00', '02-03T08:15:01'],
    ],
    ['%m/%d/%Y %I:%M %p', ['2/3/2025 8:15 AM', '2/28/2025 12:30 pm'], ['02-03T08:15:00', '02-28T12:30:00']],
    [
      '%m/%d/%Y %I:%M:%S %p',
      ['2/3/2025 8:15:01 PM', '2/28/2025 9:00:00 AM'],
      ['02-03T20:15:01', '02-28T09:00:00'],
    ],
    ['%d/%m/%Y %I:%M %p', ['28/2/2025 12:15 AM', '3/2/2025 8:15 PM'], ['02-28T00:15:00', '02-03T20:15:00']],
    ['', ['2025-02-03 08:15', '2025-02-28 09:00'], ['02-03T08:15:00', '02-28T09:00:00']],
    ['', ['2025/02/03 08:15', '2025/02/28 09:00:30'], ['02-03T08:15:00', '02-28T09:00:30']],
    ['', ['2025/02/03 08:15:00', '2025/02/28 09:00:30'], ['02-03T08:15:00', '02-28T09:00:30']],
  ])('%s: %j', async (format, cells, expected) => {
    for (const options of [{}, { columnTypes: { when: 'timestamp' } }]) {
      const { columns, rows, warnings } = await read(column('when', cells), options)
      expect(columns).toEqual(['when timestamp', 'v integer'])
      expect(rows.map((row) => row.when)).toEqual(expected.map((time) => `2025-${time}`))
      expect(warnings.map(({ code, data }) => [code, data?.format])).toEqual(
        format === '' ? [] : [['date_format', format]],
      )
    }
  })

  it('are said to be ambiguous where they are', async () => {
    const message = (format: string, other = '; the other order of day and month would fit too') =>
      `date_format: Times in "when" are read as ${format} (%d day, %m month, %Y year)${other}.`
    const plain = ['02/03/2025 08:15', '03/03/2025 08:15']
    expect(await sentences(column('when', plain))).toEqual([message('%d/%m/%Y %H:%M')])
    expect(await sentences(column('when', ['2/3/2025 8:15 AM']))).toEqual([message('%m/%d/%Y %I:%M %p')])
    expect(await sentences(column('when', [...plain, '13/03/2025 08:15']))).toEqual([
      message('%d/%m/%Y %H:%M', ''),
    ])
  })

  it.each([
    ['times', '02/28/2025 09:00'],
    ['dates', '02/28/2025'],
  ])('have the order of day and month that is certain of other %s', async (_what, certain) => {
    const { rows } = await read(lines('a;when', `${certain};02/03/2025 08:15`, `${certain};02/04/2025 08:15`))
    expect(rows.map((row) => row.when)).toEqual(['2025-02-03T08:15:00', '2025-02-04T08:15:00'])
  })

  it('may be written in several ways in one file, one per column', async () => {
    const cells = '28/02/2025;02/28/2025;28.02.2025 08:15:00;02/28/2025 08:15'
    const { columns, rows } = await read(lines('a;b;c;d', cells, cells))
    expect(columns).toEqual(['a date', 'b date', 'c timestamp', 'd timestamp'])
    const time = '2025-02-28T08:15:00'
    expect(rows[0]).toEqual({ a: '2025-02-28', b: '2025-02-28', c: time, d: time })
  })

  it('are checked beyond the sample', async () => {
    const many = repeated('03.02.2025 08:15:00', 30_000)
    const { columns, rows } = await read(column('when', [...many, '28.02.2025 09:00']))
    expect(columns[0]).toBe('when timestamp')
    expect(rows.at(-1)?.when).toBe('2025-02-28T09:00:00')
  })

  it.each([
    [
      'a day that is none',
      ['03.02.2025 08:15', '31.02.2025 08:15', '04.02.2025 08:15'],
      '"31.02.2025 08:15" (1 of 3 cells, in line 3)',
    ],
    [
      'a year of two digits',
      ['03.02.2025 08:15', '04.02.25 08:15', '04.02.2025 08:15'],
      '"04.02.25 08:15" (1 of 3 cells, in line 3)',
    ],
    ['a word', ['2025-02-03', '2025-02-04', 'NA', 'NA'], '"NA" (2 of 4 cells, first in line 4)'],
    [
      'the other order',
      [...repeated('28/02/2025 08:15', 3000), '02/28/2025 08:15'],
      '"02/28/2025 08:15" (1 of 3001 cells, in line 3002)',
    ],
    [
      'many words',
      [...repeated('28/02/2025 08:15', 50), 'a', 'b', 'c', 'd'],
      '"a", "b", "c" and others (4 of 54 cells, first in line 52)',
    ],
  ])('stay text for %s, which is told with its line', async (_what, cells, because) => {
    const { columns, rows, warnings } = await read(column('when', cells))
    expect(columns[0]).toBe('when text')
    expect(rows.map((row) => row.when)).toEqual(cells)
    expect(warnings).toMatchObject([{ code: 'read_as_text', data: { column: 'when' } }])
    expect(warnings[0]?.message).toMatch(
      /, all others being dates or times: correct (it|them), or add \1 to Missing values\.$/,
    )
    expect(warnings[0]?.message).toContain(`"when" is read as text because of ${because}`)
  })

  it('are read, and told of, also in a column that is called as DuckDB calls the number of a row', async () => {
    const cells = [...repeated('2025-02-03 08:15', 3000), 'NA']
    const { columns, warnings } = await read(column('rowid', cells))
    expect([columns[0], warnings[0]?.data?.line]).toEqual(['rowid text', 3002])
    expect((await read(column('rowid', repeated('a', 3000)))).rows).toHaveLength(3000)
  })

  it.each([
    ['two digits for the year', ['03.02.25 08:15', '28.02.25 09:00']],
    ['times here and there', ['03.02.2025 08:15', 'a', 'b', 'c', 'd']],
  ])('are not seen in %s', async (_what, cells) => {
    const { columns, warnings } = await read(column('when', cells))
    expect(columns[0]).toBe('when text')
    expect(warnings).toEqual([])
  })
})

describe('a type that is told', () => {
  it.each([
    ['date', ['03.02.2025', '28.02.2025'], ['2025-02-03', '2025-02-28']],
    ['date', ['02/28/2025', '02/03/2025'], ['2025-02-28', '2025-02-03']],
    ['timestamp', ['03.02.2025', '28.02.2025 08:15'], ['2025-02-03T00:00:00', '2025-02-28T08:15:00']],
    ['timestamp', ['', ''], [null, null]],
  ])('of %s is met by %j', async (type, cells, expected) => {
    const { columns, rows } = await read(column('when', cells), { columnTypes: { when: type } })
    expect(columns[0]).toBe(`when ${type}`)
    expect(rows.map((row) => row.when)).toEqual(expected)
  })

  it('holds in a table without rows', async () => {
    expect((await read('when;v\n', { columnTypes: { when: 'timestamp' } })).columns[0]).toBe('when timestamp')
  })

  it.each<[string, string, string, Partial<ReadOptions>]>([
    [
      'timestamp',
      lines('a;b', '03.02.2025 08:15;1', '31.02.2025 08:15;2'),
      'timestamps, but has 31.02.2025 08:15 in line 3',
      {},
    ],
    ['timestamp', lines('a;b', '2025-02-03;1', ';2', 'x;3'), 'timestamps, but has x in line 4', {}],
    ['date', lines('a;b', '03.02.2025 08:15;1'), 'dates, but has 03.02.2025 08:15 in line 2', {}],
    ['time', lines('a;b', '08:15;1', '8 o’clock;1'), 'times, but has 8 o’clock in line 3', {}],
    ['integer', lines('a;b', '1;1', '1.5;2'), 'integers, but has 1.5 in line 3', {}],
    [
      'integer',
      lines('a;b', '12345678901234567890;1'),
      'integers, but has 12345678901234567890 in line 2',
      {},
    ],
    ['integer', lines('made by X', '', 'a;b', '1;1', '', 'x;2'), 'integers, but has x in line 6', {}],
    [
      'integer',
      lines('a;b', '1;"two', 'lines; ""q"""', '%2;3', '2;5" pipe', 'x;2'),
      'integers, but has x in line 6',
      { comment: '%' },
    ],
    ['integer', 'a;b\r\n1;1\r\nx;2\r\n', 'integers, but has x in line 3', {}],
    [
      'integer',
      lines('1;1', 'x;2'),
      'integers, but has x in line 2',
      { header: false, columnTypes: { column0: 'integer' } },
    ],
    [
      'integer',
      lines('a;b', ...repeated('1;1', 40_000), `${'x'.repeat(70)};2`),
      `integers, but has ${'x'.repeat(64)}… in line 40002`,
      {},
    ],
  ])('of %s is held to, naming the line: %#', async (type, content, message, options) => {
    const failure = await failureIn(read(content, { columnTypes: { a: type }, ...options }))
    expect(failure).toContain(`file_unreadable: The file "data.csv" can't be read: the column "`)
    expect(failure).toContain(
      `is to hold ${message}: correct it, add it to Missing values, or give the column another type.`,
    )
  })
})
