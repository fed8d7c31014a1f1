import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFolder } from '#electron/operations/data-input/folder.ts'
import { runSpectrum } from '#electron/operations/data-input/spectrum.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { folder } from '#shared/operation/data-input/folder.ts'
import { spectrum } from '#shared/operation/data-input/spectrum.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const ended = (lines: readonly string[]): string => `${lines.join('\n')}\n`

function folderOf(name: string, files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).map(([file, text]) => {
    const path = join(world.folder, name, file)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
    return path
  })
}
const read = (config: JsonRecord, files: readonly string[]) =>
  operate(world, folder, runFolder, config, { files })

describe('folder', () => {
  const week = folderOf('week', {
    'b.csv': 'x,y\n3,4.5\n',
    'a.csv': 'x,y,note\n1,2,fine\n',
    'sub/c.csv': 'x,Y\n5,6\n',
    'notes.txt': 'nothing here\n',
    '.hidden.csv': 'x\n9\n',
  })

  it('reads the files that match, by name, and records each as it was', async () => {
    const { output, columns, records } = await read({ folder: 'week' }, week)
    expect(columns).toEqual(['file text', 'x integer', 'y number', 'note text'])
    expect(output).toEqual([
      { file: 'a.csv', x: 1, y: 2, note: 'fine' },
      { file: 'b.csv', x: 3, y: 4.5, note: null },
    ])
    expect(records).toMatchObject([
      { kind: 'source', path: week[1], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { kind: 'source', path: week[0] },
    ])
  })

  it('keeps integers as wide as a file has them', async () => {
    const wide = folderOf('wide', {
      'a.csv': 'id,x\n7,1\n',
      'b.csv': 'id,x\n12345678901234567891,2\n',
      'c.csv': 'x\n3\n',
    })
    const { output, columns } = await read({ folder: 'wide' }, wide)
    expect(columns).toEqual(['file text', 'id integer', 'x integer'])
    expect(output).toMatchObject([{ id: 7 }, { id: '12345678901234567891' }, { id: null }])
  })

  it('goes into folders where asked, and takes the columns that all have', async () => {
    const config = { folder: 'week/a.csv', glob: '**/*.csv', columns: 'common', fileColumn: 'from' }
    const { output } = await read(config, week)
    expect(output).toEqual([
      { from: 'a.csv', x: 1, y: 2 },
      { from: 'b.csv', x: 3, y: 4.5 },
      { from: 'sub/c.csv', x: 5, y: 6 },
    ])
  })

  it('reads more files than go into one statement, and other formats', async () => {
    const many = folderOf(
      'many',
      Object.fromEntries(
        Array.from({ length: 120 }, (_, i) => [`${String(i).padStart(3, '0')}.xy`, `0 ${i}\n1 ${2 * i}\n`]),
      ),
    )
    const { output } = await read({ folder: 'many', glob: '*.xy' }, many)
    expect(output).toHaveLength(240)
    expect(output).toMatchObject({ 239: { file: '119.xy', x: 1, y: 238 }, 238: { x: 0, y: 119 } })
    const semicolons = folderOf('semi', { 'a.dat': '# made\nx;y\n1,5;2\n' })
    const config = {
      folder: 'semi',
      glob: '*',
      format: 'csv',
      delimiter: ';',
      decimal: 'comma',
      skipLines: 1,
    }
    expect((await read(config, semicolons)).output).toEqual([{ file: 'a.dat', x: 1.5, y: 2 }])
  })

  it.each<[JsonRecord, string | RegExp]>([
    [{}, 'file_missing: No folder is chosen: choose one.'],
    [{ folder: 'month' }, 'file_missing: There is no folder "month".'],
    [{ folder: 'week', glob: '*.dat' }, /^file_missing: No file in ".*week" matches "\*\.dat"\.$/],
    [
      { folder: 'week', glob: '*' },
      'format_unknown: The ending of "notes.txt" does not say how it is a table: choose a format.',
    ],
    [
      { folder: 'week', columns: 'same' },
      'columns_differ: "b.csv" has no column "note", which other files have.',
    ],
    [{ folder: 'week', fileColumn: 'X' }, /^bad_column_name/],
  ])('%j is refused', async (config, message) => {
    const failure = await failureIn(read(config, week))
    if (typeof message === 'string') expect(failure).toBe(message)
    else expect(failure).toMatch(message)
  })

  it('takes the dates of one file and the times of another for times', async () => {
    const times = folderOf('times', {
      'a.csv': 'x\n28.02.2025\n',
      'b.csv': 'x\n01.03.2025 08:15\n',
      'c.csv': 'x\n2025-03-02\n',
    })
    const { columns, output } = await read({ folder: 'times', glob: '*.csv' }, times)
    expect(columns).toEqual(['file text', 'x timestamp'])
    expect(output).toMatchObject([
      { x: '2025-02-28T00:00:00' },
      { x: '2025-03-01T08:15:00' },
      { x: '2025-03-02T00:00:00' },
    ])
  })

  it('refuses columns that do not go together', async () => {
    const mixed = folderOf('mixed', { 'a.csv': 'x\n1\n', 'b.csv': 'x\nlots\n2\n', 'c.json': '[{"z":1}]' })
    expect(await failureIn(read({ folder: 'mixed' }, mixed))).toBe(
      'mixed_types: "x" holds text in "b.csv" and integer before: is something written in place of a value? Say under "Missing values" what stands for none.',
    )
    expect(
      (await read({ folder: 'mixed', missing: ['lots'], glob: '{a,b}.csv' }, mixed)).output,
    ).toHaveLength(3)
    expect(await failureIn(read({ folder: 'mixed', glob: '{a.csv,c.json}', columns: 'common' }, mixed))).toBe(
      'columns_differ: No column is in all files: take all columns, or narrow the pattern.',
    )
    const many = folderOf(
      'crowd',
      Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.csv`, 'x\n1\n'])),
    )
    expect(await failureIn(read({ folder: 'crowd' }, many))).toBe(
      'too_many_files: 2001 files match; at most 2000 can be read. Narrow the pattern.',
    )
  })
})

const JCAMP = ended([
  '##TITLE=Film',
  '##JCAMP-DX=4.24',
  '##DATA TYPE=INFRARED SPECTRUM',
  '##ORIGIN=lab',
  '##XUNITS=1/CM',
  '##YUNITS=ABSORBANCE',
  '##XFACTOR=1',
  '##YFACTOR=0.001',
  '##FIRSTX=400',
  '##LASTX=404',
  '##NPOINTS=5',
  '##XYDATA=(X++(Y..Y))',
  '400 100 120 150',
  '403 130 110',
  '##END=',
])

describe('spectrum', () => {
  const open = (text: string, config: JsonRecord = {}, name = 'film.jdx') => {
    const path = world.file(name, text)
    return operate(world, spectrum, runSpectrum, { path: name, ...config }, { files: [path] })
  }

  it('reads JCAMP-DX, with its units in the names and what it says of itself', async () => {
    const { output, columns, ports, records } = await open(JCAMP)
    expect(columns).toEqual(['x (1/CM) integer', 'y (ABSORBANCE) number'])
    expect(output).toEqual(
      [0.1, 0.12, 0.15, 0.13, 0.11].map((y, i) => ({
        'x (1/CM)': 400 + i,
        'y (ABSORBANCE)': expect.closeTo(y, 12),
      })),
    )
    expect(ports.about).toMatchObject({ json: { TITLE: 'Film', ORIGIN: 'lab' } })
    expect(records).toMatchObject([{ kind: 'source' }])
    const bare = JCAMP.replace('##XUNITS=1/CM\n', '').replace('ABSORBANCE', 'ARBITRARY UNITS')
    expect((await open(bare, { format: 'jcamp' })).columns).toEqual(['x integer', 'y number'])
  })

  it('says where fewer points are there than the file says', async () => {
    const { warnings } = await open(JCAMP.replace('403 130 110\n', ''))
    expect(warnings).toMatchObject([{ code: 'points_differ', data: { said: 5, found: 3 } }])
  })

  it('reads columns under a heading, with their names and what it says', async () => {
    const text = ended([
      'Instrument: D8',
      'Step size = 0.02',
      '2 numbers here: 3 4',
      '"2theta (deg)";"counts"',
      '10,00;120',
      '10,02;131',
      '',
      'end of scan',
    ])
    const { output, columns, ports, warnings } = await open(text, {}, 'scan.csv')
    expect(columns).toEqual(['2theta (deg) number', 'counts integer'])
    expect(output).toEqual([
      { '2theta (deg)': 10, counts: 120 },
      { '2theta (deg)': 10.02, counts: 131 },
    ])
    expect(ports.about).toMatchObject({ json: { Instrument: 'D8', 'Step size': '0.02' } })
    expect(warnings).toMatchObject([{ code: 'lines_skipped', data: { lines: 1 } }])
  })

  it.each<[string, string, JsonRecord, string[]]>([
    ['two bare columns', '1 2\n3 4\n', {}, ['x integer', 'y integer']],
    ['more columns', '1,2,3\n4,5,6\n', {}, ['x integer', 'y integer', 'y2 integer']],
    ['names that hold spaces', 'wave length\tA 1\n1\t2.5\n', {}, ['wave length integer', 'A 1 number']],
    ['names after a comment sign', '# E I\n1 2.5\n', { format: 'columns' }, ['E integer', 'I number']],
    ['a decimal comma with blanks', '1,5 2,5\n2,5 3\n', { decimal: 'comma' }, ['x number', 'y number']],
    ['a decimal comma with tabs', '1,5\t2,5\n2,5\t3\n', {}, ['x number', 'y number']],
  ])('reads %s', async (_name, text, config, columns) => {
    expect((await open(text, config, 'scan.txt')).columns).toEqual(columns)
  })

  it.each<[string, JsonRecord, string]>([
    ['nothing\nhere\n', {}, 'file_empty: The file "bad.txt" has no rows of two or more numbers.'],
    [
      '1 2\n3 4\n5 6 7\n',
      {},
      'file_unreadable: The file "bad.txt" has 3 numbers in line 3, where 2 are expected.',
    ],
    [
      JCAMP.replace('FIRSTX=400', 'FIRSTX=none'),
      {},
      'file_unreadable: Point 2 of spectrum 1 of "bad.txt" is no number: what the file says of its axes is damaged.',
    ],
    [
      JCAMP.replaceAll(/40[03] .*\n/g, ''),
      {},
      'file_unreadable: Spectrum 1 of "bad.txt" has no points x, y.',
    ],
    [JCAMP, { number: 2 }, 'spectrum_missing: The file "bad.txt" holds 1 spectra: there is no number 2.'],
    [
      '1 2\n',
      { format: 'jcamp' },
      'spectrum_missing: The file "bad.txt" holds 0 spectra: there is no number 1.',
    ],
  ])('%j is refused: %#', async (text, config, message) => {
    expect(await failureIn(open(text, config, 'bad.txt'))).toBe(message)
  })
})
