import { createHash } from 'node:crypto'
import { appendFileSync, truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunTables } from '#electron/data/tables.ts'
import { runFile } from '#electron/operations/data-input/file.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { file } from '#shared/operation/data-input/file.ts'
import { portsOf } from '#shared/operation/define.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()

const read = (name: string, content: string | Uint8Array, config: JsonRecord = {}) => {
  const path = world.file(name, content)
  return operate(world, file, runFile, { path: name, ...config }, { files: [path] })
}

describe('the file operation', () => {
  it('reads a CSV file and records where the data came from', async () => {
    const content = 'id,mass\na,1.5\nb,2\n'
    const { output, records } = await read('samples.csv', content)
    expect(output).toEqual([
      { id: 'a', mass: 1.5 },
      { id: 'b', mass: 2 },
    ])
    expect(records).toEqual([
      {
        kind: 'source',
        path: world.path('samples.csv'),
        size: content.length,
        modifiedAt: expect.any(Number),
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ])
  })

  it.each([
    ['a.tsv', 'a\tb\n1\tx\n', [{ a: 1, b: 'x' }]],
    [
      'a.json',
      '[{"a":1,"b":{"c":[1,2]}},{"a":2.5}]',
      [
        { a: 1, b: { c: [1, 2] } },
        { a: 2.5, b: null },
      ],
    ],
    ['a.JSON', '[{"a":"007"},{"a":"x"}]', [{ a: '007' }, { a: 'x' }]],
    [
      'a.jsonl',
      '{"a":1}\n{"a":null,"b":true}\n',
      [
        { a: 1, b: null },
        { a: null, b: true },
      ],
    ],
    ['value.json', '{"limits":[1,2.5],"name":"x"}', { limits: [1, 2.5], name: 'x' }],
    ['numbers.json', '[1,2,3]', [1, 2, 3]],
    ['mixed.json', '[{"a":1},2]', [{ a: 1 }, 2]],
    ['empty.json', '[]', []],
    ['bom.json', '\ufeff{"a":1}', { a: 1 }],
    ['note.txt', 'Grüße\n', 'Grüße\n'],
    [
      'p.xy',
      '# heading\n1.0 2\n\n1.5\t-3e-2\n2,4\n',
      [
        { x: 1, y: 2 },
        { x: 1.5, y: -0.03 },
        { x: 2, y: 4 },
      ],
    ],
  ])('reads %s by its ending', async (name, content, expected) => {
    expect((await read(name, content)).output).toEqual(expected)
  })

  it('heeds offsets from UTC in JSON', async () => {
    const records = ['10:00:00+02:00', '10:00:00+03:00'].map((time) => ({
      g: `2024-01-05T${time}`,
    }))
    const { output, columns } = await read('offsets.json', JSON.stringify([...records, { g: null }]))
    expect(columns).toEqual(['g timestamp'])
    const times = ['08:00:00', '07:00:00'].map((time) => ({ g: `2024-01-05T${time}` }))
    expect(output).toEqual([...times, { g: null }])
  })

  it('keeps different whole numbers in JSON different, or tells', async () => {
    const ids = ['123456789012345678901', '123456789012345678902']
    const numbers = async (name: string, ending: string) => {
      const rows = [...ids, ending].map((id) => `{"id":${id}}`)
      const { output, columns, warnings } = await read(name, rows.join('\n'))
      return { columns, warnings, ids: (output as JsonRecord[]).map((row) => row.id) }
    }
    expect(await numbers('ids.ndjson', '7')).toEqual({
      columns: ['id integer'],
      warnings: [],
      ids: [...ids, 7],
    })
    const long = await numbers('long.ndjson', '1'.repeat(40))
    expect(long).toMatchObject({ columns: ['id text'], warnings: [{ code: 'kept_as_text' }] })
    expect(long.ids).toEqual([...ids, '1'.repeat(40)])
    expect(await numbers('rounded.ndjson', '1.5')).toMatchObject({
      columns: ['id number'],
      warnings: [{ code: 'digits_lost', data: { column: 'id', rows: 2 } }],
    })
    const mixed = await numbers('mixed.ndjson', `{"in":[${ids[0]},2.5,1e30]}`)
    expect(mixed.ids).toEqual([...ids, { in: [ids[0], 2.5, 1e30] }])
  })

  it('tells of numbers in JSON that are not finite', async () => {
    const { warnings } = await read('large.json', '[{"x":1e999},{"x":1.5}]')
    expect(warnings).toMatchObject([{ code: 'not_finite', data: { column: 'x', rows: 1 } }])
  })

  it('reads bytes', async () => {
    const { value } = await read('raw.bin', Uint8Array.from([0, 255, 16]), { format: 'bytes' })
    expect(value).toEqual({ kind: 'bytes', base64: 'AP8Q', size: 3 })
  })

  it('takes a format that the ending does not say', async () => {
    expect((await read('data.dat', '1,5 2\n2,5 3\n', { format: 'xy' })).output).toEqual([
      { x: 1.5, y: 2 },
      { x: 2.5, y: 3 },
    ])
  })

  it('takes all options of delimited text', async () => {
    const { output } = await read('all.csv', Buffer.from('made\n#x\n7;Ä;1,5;NA\n', 'latin1'), {
      delimiter: ';',
      header: 'no',
      decimal: 'comma',
      encoding: 'latin1',
      skipLines: 1,
      missing: ['NA'],
      comment: '#',
      columnTypes: { column0: 'text' },
    })
    expect(output).toEqual([{ column0: '7', column1: 'Ä', column2: 1.5, column3: null }])
  })

  it('takes its path from a parameter', async () => {
    const path = world.file('given.csv', 'a\n1\n')
    const given = { params: { source: 'given.csv' }, files: [path] }
    expect((await operate(world, file, runFile, { parameter: 'source' }, given)).output).toEqual([{ a: 1 }])
    expect(await failureIn(operate(world, file, runFile, { parameter: 'other' }))).toBe(
      'parameter_missing: The parameter "other" gives no path: choose a file for the run.',
    )
  })

  it('warns of lines before two columns of numbers', async () => {
    const { warnings } = await read('p.xy', 'Angle Counts\ndeg n\n1 2\n')
    expect(warnings).toEqual([
      { code: 'lines_skipped', message: '2 lines before the numbers were left out.', data: { lines: 2 } },
    ])
  })

  it.each([
    ['no.csv', undefined, 'file_missing: There is no file "no.csv". Looked for: '],
    ['odd.xlsx', 'x', 'format_unknown: The ending of "odd.xlsx" does not say its format'],
    ['e.csv', '', 'file_empty: The file "e.csv" is empty.'],
    ['e.json', '', 'file_empty: The file "e.json" is empty.'],
    ['bad.json', '[{"a":1},{"a":}]', 'file_unreadable: The file "bad.json" is not JSON: '],
    [
      'bad.ndjson',
      '{"a":1}\n{"a":\n',
      'file_unreadable: The file "bad.ndjson" can\'t be read: Malformed JSON',
    ],
    ['bad.parquet', 'no parquet', 'file_unreadable: The file "bad.parquet" can\'t be read'],
    [
      't.xy',
      '1 2\nx\n',
      'file_unreadable: The file "t.xy" has text in line 2 where two numbers are expected.',
    ],
    ['t3.xy', '1 2\n1 2 3\n', 'has 3 numbers in line 2 where two numbers are expected.'],
    ['t0.xy', 'a\n', 'file_empty: The file "t0.xy" has no lines of two numbers.'],
    ['big.xy', '1 1e999\n', 'has a number in line 1 that is too large to hold'],
    ['latin.txt', Buffer.from('Grüße', 'latin1'), 'encoding_failed: The file "latin.txt" is not utf-8 text'],
  ])('refuses %s with what and where', async (name, content, message) => {
    const run = content === undefined ? operate(world, file, runFile, { path: name }) : read(name, content)
    const said = await failureIn(run)
    expect(said).toContain(message)
    expect(said.replace(/Looked for: .*/, '')).not.toContain(world.folder)
  })

  it('refuses what is too large to be one text or value, and what is no file', async () => {
    const path = world.file('huge.txt', '')
    truncateSync(path, 70_000_000)
    const large = /^file_too_large: The file "huge.txt" has 70 MB: at most 67 MB can be read whole/
    expect(await failureIn(operate(world, file, runFile, { path: 'huge.txt' }))).toMatch(large)
    world.file('huge.json', '{"a": 1}')
    truncateSync(world.path('huge.json'), 70_000_000)
    const json = operate(world, file, runFile, { path: 'huge.json' }, { files: [world.path('huge.json')] })
    expect(await failureIn(json)).toMatch(/^file_unreadable: The file "huge.json" can't be read: /)
    expect(await failureIn(operate(world, file, runFile, { path: world.folder, format: 'csv' }))).toMatch(
      /^file_missing: ".*" is not a file/,
    )
  })

  it('refuses a file that changes while it is read', async () => {
    const path = world.file('moving.csv', 'a\n1\n')
    const tables = world.open([path])
    const slow: RunTables = {
      ...tables,
      read: async (...args) => {
        const table = await tables.read(...args)
        appendFileSync(path, '2\n')
        return table
      },
    }
    const ran = operateOn(slow, file, runFile, { path }, {})
    expect(await failureIn(ran)).toBe(
      'file_changed: The file "moving.csv" changed while it was read: run again.',
    )
  })

  it('stops with its signal', async () => {
    const path = world.file('any.csv', 'a\n1\n')
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(operate(world, file, runFile, { path }, { files: [path], signal })).rejects.toThrow(
      'stopped',
    )
  })

  it('says the type of what it gives where it can be known', () => {
    const type = (config: JsonRecord) => portsOf(file, file.config.parse(config)).outputs[0]?.type
    expect(type({ path: 'a.csv' })).toBe('table')
    expect(type({ path: 'a.txt' })).toBe('text')
    expect(type({ path: 'a.json' })).toBe('any')
    expect(type({ path: 'a.dat' })).toBe('any')
    expect(type({ parameter: 'p' })).toBe('any')
    expect(type({ parameter: 'p', format: 'csv' })).toBe('table')
  })
})
