import { expect, it, vi } from 'vitest'
import { duckFailure } from '#electron/data/failure.ts'
import { parseColumns } from '#electron/data/spectrum.ts'
import { parseXy } from '#electron/data/xy.ts'
import { pyMethod } from '#shared/operation/python/access.ts'
import { given, lab, readLab } from '../support/labflow-files.ts'
import { within } from '../support/within.ts'

/** Long enough that a text which is looked at once for each of its characters would take many seconds. */
const LONG = 300_000
const MOST_MS = 3000
const digits = `${'1'.repeat(LONG)}x`

it('a constant of the predecessor’s that is nearly a number is read in one pass', () => {
  const config = { source_type: 'constant', value: digits, data_type: 'float' }
  const { chain } = within(MOST_MS, () => readLab([given('a', 1), lab('n', 'data_input', config)]))
  expect(chain.nodes[1]?.config).toMatchObject({ value: digits })
})

it('columns of an instrument are read in one pass, whatever stands above them', () => {
  const warn = vi.fn()
  const heading = [
    '# Operator\t:\tAda',
    'mode = fast  ',
    '#: none',
    'empty:',
    'a tab\tfirst',
    `${'n'.repeat(61)}: long`,
  ]
  const long = [`#${' '.repeat(LONG)}x`, `gap:${' '.repeat(LONG)}y`, digits, `${digits} 2`]
  const text = [...heading, ...long, 'x y', '1 2', '3 4'].join('\n')
  const { columns, about } = within(MOST_MS, () => parseColumns({ name: 'a.txt', text }, '.', warn))
  expect(columns).toEqual([
    ['x', [1, 3]],
    ['y', [2, 4]],
  ])
  expect(about).toEqual({ Operator: 'Ada', mode: 'fast', 'a tab': 'first', gap: 'y' })
  const rows = within(MOST_MS, () => parseXy([...long, '1 2', '3 4'].join('\n'), { name: 'a.xy' }, warn))
  expect(rows).toEqual([
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ])
})

it('a text is stripped as Python does in one pass', () => {
  const inner = `a${' '.repeat(LONG)}b`
  expect(within(MOST_MS, () => pyMethod('strip', ` ${inner} `))).toBe(inner)
})

it.each([
  [`'${'\t'.repeat(LONG)}x'`, `'${'\t'.repeat(LONG)}x'.`],
  [`'${' \n'.repeat(LONG)}x'`, "' x'."],
  ["'a'\n  to b \nLINE 1: SELECT 'a'\n        ^", "'a' to b."],
  ["'a' \n\n Candidate functions: f", "'a'."],
])('what DuckDB says of a value is told in one line: %#', (said, told) => {
  const error = new Error(`Conversion Error: Could not convert string ${said}`)
  const failure = within(MOST_MS, () => duckFailure(error))
  expect(failure).toMatchObject({ code: 'sql_failed', message: `Could not convert string ${told}` })
})
