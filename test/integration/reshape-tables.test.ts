import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runBin } from '#electron/operations/transform/bin.ts'
import { runFillMissing } from '#electron/operations/transform/fill-missing.ts'
import { runPivot } from '#electron/operations/transform/pivot.ts'
import { runUnpivot } from '#electron/operations/transform/unpivot.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { bin } from '#shared/operation/transform/bin.ts'
import { fillMissing } from '#shared/operation/transform/fill-missing.ts'
import { pivot } from '#shared/operation/transform/pivot.ts'
import { unpivot } from '#shared/operation/transform/unpivot.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
/** A plain sum of these is 0.9999999999999999. */
const FRACTIONS = Array.from({ length: 10 }, () => 0.1)
const long = [
  { s: 'b', q: 'mass', v: 1, note: 'x' },
  { s: 'a', q: 'volume', v: 4, note: 'y' },
  { s: 'b', q: 'volume', v: null, note: 'z' },
  { s: 'b', q: 'mass', v: 3, note: 'w' },
]

describe('pivot', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, pivot, runPivot, { names: 'q', values: 'v', by: ['s'], ...config }, { inputs: { data } })

  it.each<[string, [number, number]]>([
    ['first', [1, 4]],
    ['last', [3, 4]],
    ['sum', [4, 4]],
    ['mean', [2, 4]],
    ['min', [1, 4]],
    ['max', [3, 4]],
    ['count', [2, 1]],
  ])('combines by %s, rows and columns in order of appearance', async (combine, [mass, volume]) => {
    const { output, columns } = await run({ combine }, long)
    expect(columns.map((column) => column.split(' ')[0])).toEqual(['s', 'mass', 'volume'])
    const none = combine === 'count' ? 0 : null
    expect(output).toEqual([
      { s: 'b', mass, volume: none },
      { s: 'a', mass: none, volume },
    ])
  })

  it.each([
    ['sum', 1],
    ['mean', 0.1],
  ])('takes the %s of fractions to the last digit', async (combine, expected) => {
    const data = FRACTIONS.map((v) => ({ s: 'a', q: 'mass', v }))
    expect((await run({ combine }, data)).output).toEqual([{ s: 'a', mass: expected }])
  })

  it('makes one row where nothing stays, and tells rows without a name', async () => {
    const { output, warnings } = await run({ by: [] }, [
      { q: 'mass', v: 1 },
      { q: 7, v: 'two' },
      { q: null, v: 3 },
    ] as Json)
    expect(output).toEqual([{ mass: 1, '7': 'two' }])
    expect(warnings).toMatchObject([{ code: 'rows_dropped', data: { dropped: 1 } }])
  })

  it.each<[JsonRecord, Json, string]>([
    [
      {},
      long,
      'duplicate_cell: A row has 2 values for the column "mass": say how to combine them, or choose more columns that tell rows apart.',
    ],
    [
      { values: 'note', combine: 'mean' },
      long,
      'not_numeric: The mean of "note" can\'t be taken: the column holds text values.',
    ],
    [{ names: '' }, long, 'column_missing: No column is chosen: choose one.'],
    [
      { by: [] },
      [
        { q: null, v: 1 },
        { q: null, v: 2 },
      ],
      'column_missing: "q" is empty in every row, so there is no column to make.',
    ],
    [
      {},
      Array.from({ length: 1001 }, (_, i) => ({ s: 1, q: `c${i}`, v: i })),
      'too_many_columns: "q" has more than 1000 values, each of which would become a column: choose another column, or filter.',
    ],
    [
      {},
      [{ s: 1, q: 'S', v: 1 }],
      'bad_column_name: The column "S" and "s" differ only in capitals: rename one of them.',
    ],
  ])('%j refuses what it can’t do: %#', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })
})

describe('unpivot', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, unpivot, runUnpivot, config, { inputs: { data } })
  const wide = [
    { s: 'b', mass: 1, volume: 2.5 },
    { s: 'a', mass: 3, volume: null },
  ]

  it('stacks row by row, whole and other numbers as numbers', async () => {
    const { output, columns } = await run({ columns: ['mass', 'volume'] }, wide)
    expect(columns).toEqual(['s text', 'name text', 'value number'])
    expect(output).toEqual([
      { s: 'b', name: 'mass', value: 1 },
      { s: 'b', name: 'volume', value: 2.5 },
      { s: 'a', name: 'mass', value: 3 },
      { s: 'a', name: 'volume', value: null },
    ])
  })

  it('leaves missing values out where asked, and columns that are neither', async () => {
    const { output } = await run({ columns: ['volume'], keep: ['s'], missing: 'drop' }, wide)
    expect(output).toEqual([{ s: 'b', name: 'volume', value: 2.5 }])
    expect((await run({}, [{ a: 'x', b: 'y' }])).output).toHaveLength(2)
  })

  it.each<[JsonRecord, string]>([
    [
      {},
      'mixed_types: "s" holds text values and "mass" integer: they can\'t stand in one column. Choose columns of one type, or cast them first.',
    ],
    [
      { keep: ['s', 'mass', 'volume'] },
      'nothing_selected: No column is left to stack: choose fewer that stay.',
    ],
    [
      { keep: ['s'], nameColumn: 'S' },
      'bad_column_name: The column "S" and "s" differ only in capitals: rename one of them.',
    ],
  ])('%j refuses what it can’t do', async (config, message) => {
    expect(await failureIn(run(config, wide))).toBe(message)
  })

  it('is undone by pivot', async () => {
    const tables = world.open()
    const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null })
    const anyRows = fc.array(fc.record({ a: cell, b: cell, c: cell }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        const table = await tables.fromRecords(
          [{ a: 0.5, b: 0.5, c: 0.5 }, ...rows].map((row, id) => ({ id, ...row })),
        )
        const stacked = await operateOn(tables, unpivot, runUnpivot, { keep: ['id'] }, { values: { table } })
        const config = { names: 'name', values: 'value' }
        const back = await operateOn(tables, pivot, runPivot, config, { values: { t: stacked.value } })
        if (back.value.kind !== 'table') throw new Error('It is no table.')
        expect(await tables.rows(back.value)).toEqual(await tables.rows(table))
      }),
      { numRuns: 25 },
    )
  })
})

describe('fill missing values', () => {
  const run = (columns: Json, data: Json, x = '') =>
    operate(world, fillMissing, runFillMissing, { columns, x }, { inputs: { data } })
  const gaps = [null, 1, null, null, 7, null].map((v, i) => ({
    t: [0, 1, 2, 5, 7, 9][i] ?? 0,
    v,
    w: v && `w${v}`,
  }))
  const of = (output: Json, column = 'v') => (output as JsonRecord[]).map((row) => row[column])

  it('fills with the mean of fractions to the last digit', async () => {
    const { output } = await run(
      [{ column: 'v', method: 'mean' }],
      [...FRACTIONS, null].map((v) => ({ v })),
    )
    expect(of(output).at(-1)).toBe(0.1)
  })

  it.each<[string, JsonRecord, Json[]]>([
    ['previous', {}, [null, 1, 1, 1, 7, 7]],
    ['next', {}, [1, 1, 7, 7, 7, null]],
    ['linear', {}, [null, 1, 3, 5, 7, null]],
    ['mean', {}, [4, 1, 4, 4, 7, 4]],
    ['median', {}, [4, 1, 4, 4, 7, 4]],
    ['constant', { value: '-1' }, [-1, 1, -1, -1, 7, -1]],
  ])('fills with %s', async (method, more, filled) => {
    const { output, warnings } = await run([{ column: 'v', method, ...more }], gaps)
    expect(of(output)).toEqual(filled)
    const left = filled.filter((value) => value === null).length
    expect(warnings.map((warning) => warning.data)).toEqual(left > 0 ? [{ column: 'v', left }] : [])
  })

  it('draws lines over x, in any order of rows, from what is finite', async () => {
    const shuffled = [4, 2, 0, 5, 1, 3].map((i) => gaps[i] ?? {})
    const { output } = await run([{ column: '', method: 'linear' }], shuffled as Json, 't')
    expect(of(output, 't')).toEqual([7, 2, 0, 9, 1, 5])
    expect(of(output)).toEqual([7, 2, null, null, 1, 5])
  })

  it('fills times with a constant whose offset from UTC counts', async () => {
    const tables = world.open([])
    const times = await tables.query(
      "SELECT unnest([TIMESTAMP '2024-01-05 01:00:00', NULL]) AS at, unnest([DATE '2024-01-05', NULL]) AS day, unnest([TIME '10:00:00', NULL]) AS t",
      {},
      NEVER,
    )
    const filled = async (column: string, value: string) => {
      const columns = [{ column, method: 'constant', value }]
      const ran = await operateOn(tables, fillMissing, runFillMissing, { columns }, { values: { times } })
      return ran.value.kind === 'table' ? (await tables.rows(ran.value))[1]?.[column] : null
    }
    expect(await filled('at', '2024-01-05T10:00:00+02:00')).toBe('2024-01-05T08:00:00')
    expect(await filled('at', '2024-01-06')).toBe('2024-01-06T00:00:00')
    expect(await filled('day', '2024-01-06')).toBe('2024-01-06')
    expect(await filled('t', '12:30')).toBe('12:30:00')
    expect(await failureIn(filled('day', '2024-01-05T10:00:00'))).toContain('bad_value: ')
    expect(await failureIn(filled('t', '12:30:00+02:00'))).toContain('bad_value: ')
  })

  it.each<[string, Json]>([
    ['2.5', [1, null]],
    ['1e1', [1, null]],
    ['nan', [1.5, null]],
    ['-Infinity', [1.5, null]],
    ['1e999', [1.5, null]],
  ])('refuses the constant %s for %j', async (value, numbers) => {
    const data = (numbers as Json[]).map((v) => ({ v }))
    expect(await failureIn(run([{ column: 'v', method: 'constant', value }], data))).toContain(
      `bad_value: "${value}" can't fill "v"`,
    )
  })

  it('fills text with neighbours, several columns at once, and nothing where nothing is to be', async () => {
    const { output } = await run(
      [
        { column: 'w', method: 'next' },
        { column: 'v', method: 'previous' },
      ],
      gaps,
    )
    expect(of(output, 'w')).toEqual(['w1', 'w1', 'w7', 'w7', 'w7', null])
    expect(of((await run([], gaps)).output)).toEqual(of(gaps))
    expect(of((await run([{ method: 'mean' }], [{ a: 'x' }])).output, 'a')).toEqual(['x'])
  })

  it.each<[Json, string, string]>([
    [
      [{ column: 'w', method: 'mean' }],
      '',
      'not_numeric: "w" holds text values: it can be filled with a neighbour or a constant only.',
    ],
    [
      [{ column: 'v', method: 'constant', value: 'much' }],
      '',
      'bad_value: "much" can\'t fill "v", which holds integer values: give one such.',
    ],
    [[{ column: 'v' }], 'w', 'not_numeric: "w" holds text values: a line needs numbers.'],
    [[{ column: 'vv' }], '', 'column_missing: There is no column "vv": did you mean "v"?'],
  ])('refuses %j', async (columns, x, message) => {
    expect(await failureIn(run(columns, gaps, x))).toBe(message)
  })
})

describe('bin', () => {
  const run = (config: JsonRecord, data: Json) => operate(world, bin, runBin, config, { inputs: { data } })
  const sizes = [5, 0, 10, 2.5, null, 7.5].map((size) => ({ size }))
  const bins = async (config: JsonRecord, data: Json = sizes) =>
    ((await run(config, data)).output as JsonRecord[]).map((row) => row.bin)

  it.each<[JsonRecord, Json[]]>([
    [{ bins: 2 }, [2, 1, 2, 1, null, 2]],
    [{ method: 'width', width: 2.5 }, [3, 1, 5, 2, null, 4]],
    [{ method: 'edges', edges: [8, 2, 5] }, [2, null, null, 1, null, 2]],
    [{ method: 'quantile', bins: 5 }, [3, 1, 5, 2, null, 4]],
  ])('%j', async (config, expected) => {
    expect(await bins(config)).toEqual(expected)
  })

  it.each<[JsonRecord]>([[{ method: 'width', width: 0.1 }], [{ bins: 9 }]])(
    'puts decimals into the class whose lower edge they are: %j',
    async (config) => {
      const tenths = Array.from({ length: 10 }, (_, i) => ({ x: (i + 1) / 10 }))
      const { output } = await run(config, tenths)
      const isLastClosed = config.method !== 'width'
      expect(output).toEqual(
        tenths.map(({ x }, i) => {
          const place = isLastClosed ? Math.min(i, 8) : i
          return { x, bin: place + 1, 'bin low': (place + 1) / 10, 'bin high': (place + 2) / 10 }
        }),
      )
    },
  )

  it('keeps the order of rows, tells what is in no class, and takes numbers that are all one', async () => {
    const { output, warnings } = await run({ method: 'edges', edges: [0, 5] }, sizes)
    expect((output as JsonRecord[])[3]).toEqual({ size: 2.5, bin: 1, 'bin low': 0, 'bin high': 5 })
    expect(warnings).toMatchObject([{ code: 'without_class', data: { outside: 2, missing: 1 } }])
    const one = [{ bin: 3 }, { bin: 3 }]
    expect((await run({ bins: 2 }, one)).columns).toEqual([
      'bin integer',
      'bin 2 integer',
      'bin low number',
      'bin high number',
    ])
    expect((await run({ method: 'quantile', bins: 4 }, one)).output).toMatchObject([
      { 'bin 2': 1 },
      { 'bin 2': 1 },
    ])
  })

  it.each<[JsonRecord, string]>([
    [
      { method: 'edges', edges: [1] },
      'bad_edges: Classes need two or more edges, each another number: list them.',
    ],
    [
      { method: 'edges', edges: [1, 1] },
      'bad_edges: Classes need two or more edges, each another number: list them.',
    ],
    [
      { method: 'width', width: 0.001 },
      'too_many_bins: There would be 10001 classes, but at most 10000 can be: take a larger width.',
    ],
  ])('%j is refused', async (config, message) => {
    expect(await failureIn(run(config, sizes))).toBe(message)
  })
})
