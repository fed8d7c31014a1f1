import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { place } from '#electron/data/place.ts'
import { rehearseOutputFile, runOutputFile } from '#electron/operations/output/file.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { outputFile } from '#shared/operation/output/file.ts'
import type { Value } from '#shared/operation/value.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const write = (path: string, input: Json, config: JsonRecord = {}) =>
  operate(world, outputFile, runOutputFile, { path, ...config }, { inputs: { input } })
const text = (name: string): string => readFileSync(world.path(name), 'utf8')
const hidden = (): string[] => readdirSync(world.folder).filter((name) => name.startsWith('.'))
const rows = [
  { a: 1, b: 'x' },
  { a: null, b: 'y, z' },
]

describe('write file', () => {
  it.each<[string, Json, string]>([
    ['t.csv', rows, 'a,b\n1,x\n,"y, z"\n'],
    ['t.ndjson', rows, '{"a":1,"b":"x"}\n{"a":null,"b":"y, z"}\n'],
    ['v.json', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}\n'],
    ['n.json', null, 'null\n'],
    ['t.txt', 'Grüße', 'Grüße'],
    ['n.txt', 2.5, '2.5'],
    ['b.md', true, 'true'],
  ])('%s', async (name, input, expected) => {
    const { value } = await write(name, input)
    expect(text(name)).toBe(expected)
    expect(value).toEqual({
      kind: 'file',
      path: world.path(name),
      size: Buffer.byteLength(expected),
      sha256: createHash('sha256').update(expected).digest('hex'),
    })
    expect(hidden()).toEqual([])
  })

  it('writes a table as JSON and as Parquet', async () => {
    await write('t.parquet', rows)
    expect(text('t.parquet').startsWith('PAR1')).toBe(true)
    const tables = world.open([])
    const table = await tables.fromRecords(rows)
    const situation = { values: { table }, folders: [world.folder] }
    await operateOn(tables, outputFile, runOutputFile, { path: 'table.json' }, situation)
    expect(JSON.parse(text('table.json'))).toEqual(rows)
  })

  it('makes folders that are not there', async () => {
    await write('new/er/t.txt', 'x')
    expect(text('new/er/t.txt')).toBe('x')
  })

  it('never overwrites unless told', async () => {
    await write('once.txt', 'first')
    expect(await failureIn(write('once.txt', 'second'))).toMatch(
      /^file_exists: There is a file ".*once.txt" already/,
    )
    expect(text('once.txt')).toBe('first')
    await write('once.txt', 'third', { overwrite: true })
    expect(text('once.txt')).toBe('third')
  })

  it('does not overwrite a file that appears while it writes', async () => {
    const from = world.file('.from', 'mine')
    const to = world.file('taken.txt', 'theirs')
    await expect(place(from, to, { overwrite: false })).rejects.toMatchObject({ code: 'EEXIST' })
    expect(text('taken.txt')).toBe('theirs')
    await place(from, world.path('free.txt'), { overwrite: false })
    expect(text('free.txt')).toBe('mine')
    expect(existsSync(from)).toBe(false)
  })

  it.each<[string, Json, string]>([
    ['', 'x', 'path_missing: '],
    ['x.xlsx', rows, 'format_unknown: The ending of "x.xlsx" does not say its format'],
    ['x.csv', 5, 'not_a_table: '],
    ['x.csv', [], 'empty_input: '],
    ['x.txt', [1], 'not_text: A text is needed to write one, but the input is a list'],
    ['x.txt', null, 'not_text: '],
  ])('refuses %j of %j', async (path, input, message) => {
    expect(await failureIn(write(path, input))).toContain(message)
    expect(hidden()).toEqual([])
  })

  it('says when the disk refuses', async () => {
    world.file('plain', 'x')
    expect(await failureIn(write('plain/t.txt', 'x'))).toMatch(
      /^file_unwritable: The file ".*" can't be written: /,
    )
    mkdirSync(world.path('folder.txt'))
    expect(await failureIn(write('folder.txt', 'x', { overwrite: true }))).toMatch(/^file_unwritable: /)
    chmodSync(world.path('folder.txt'), 0o700)
  })

  it('yields to a file that came while it wrote', async () => {
    const tables = world.open([])
    const table = await tables.fromRecords(rows)
    const path = world.path('late.csv')
    const slow: typeof tables = {
      ...tables,
      write: async (...what) => {
        await tables.write(...what)
        writeFileSync(path, 'theirs')
      },
    }
    const run = operateOn(slow, outputFile, runOutputFile, { path }, { values: { table } })
    expect(await failureIn(run)).toBe(
      `file_exists: There is a file "${path}" already: choose another name, or allow overwriting.`,
    )
    expect(text('late.csv')).toBe('theirs')
    expect(hidden()).toEqual([])
  })

  it.each<[string, Value, string]>([
    [
      'p.csv',
      { kind: 'table', columns: ['a', 'b'].map((name) => ({ name, type: 'number' })), rowCount: 3, ref: 'r' },
      'a table of 3 rows and 2 columns as csv',
    ],
    ['p.json', { kind: 'json', json: [1] }, 'a list as json'],
    ['p.txt', { kind: 'bytes', base64: 'AA==', size: 1 }, 'bytes as text'],
  ])('tells that it would write %s, and does not', async (name, value, what) => {
    const path = world.path(name)
    const { output } = await operate(
      world,
      outputFile,
      rehearseOutputFile,
      { path: name },
      { values: { value } },
    )
    expect(output).toEqual({ kind: 'file', path, what, exists: false, overwrite: false })
    expect(existsSync(path)).toBe(false)
  })

  it('writes nothing when it is cancelled', async () => {
    const stop = AbortSignal.abort(new Error('cancelled'))
    const run = operate(
      world,
      outputFile,
      runOutputFile,
      { path: 'c.txt' },
      { inputs: { input: 'x' }, signal: stop },
    )
    await expect(run).rejects.toThrow('cancelled')
    expect(existsSync(world.path('c.txt'))).toBe(false)
    expect(hidden()).toEqual([])
  })
})
