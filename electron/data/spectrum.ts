import { convert } from 'jcampconverter'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'

export interface SpectrumText {
  readonly name: string
  readonly text: string
}

export interface Spectrum {
  readonly columns: readonly (readonly [name: string, values: readonly number[]])[]
  readonly about: JsonRecord
}

/** A file in JCAMP-DX begins with its title. */
export const isJcamp = (text: string): boolean => /^\s*##\s*TITLE\s*=/i.test(text)

/** What the records of a file say that people may ask for; not its numbers. */
const SAID =
  /^(TITLE|DATATYPE|ORIGIN|OWNER|DATE|TIME|LONGDATE|SPECTROMETERDATASYSTEM|RESOLUTION|STATE|CASNAME|MOLFORM|XUNITS|YUNITS)$/

const plain = (value: unknown): Json | undefined =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined

/**
 * A spectrum in JCAMP-DX (R. S. McDonald and P. A. Wilks, Appl. Spectrosc. 42 (1988) 151–162), as `jcampconverter` reads it; the
 * columns' names have its units. Errors: `file_unreadable`, `spectrum_missing`.
 */
export function parseJcamp(
  { name, text }: SpectrumText,
  number: number,
  warn: OperationContext['warn'],
): Spectrum {
  let entries: ReturnType<typeof convert>['flatten']
  try {
    entries = convert(text, { keepRecordsRegExp: SAID }).flatten
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return fail('file_unreadable', `The file "${name}" can't be read as JCAMP-DX: ${why}`)
  }
  const all = entries.flatMap(({ info, spectra }) => spectra.map((spectrum) => ({ info, spectrum })))
  const found = all[number - 1]
  if (!found) {
    return fail(
      'spectrum_missing',
      `The file "${name}" holds ${all.length} spectra: there is no number ${number}.`,
    )
  }
  const { info, spectrum } = found
  const { x = [], y = [] } = spectrum.data
  if (x.length === 0 || x.length !== y.length) {
    fail('file_unreadable', `Spectrum ${number} of "${name}" has no points x, y.`)
  }
  const broken = x.findIndex((value, i) => !Number.isFinite(value) || !Number.isFinite(y[i]))
  if (broken >= 0) {
    fail(
      'file_unreadable',
      `Point ${broken + 1} of spectrum ${number} of "${name}" is no number: what the file says of its axes is damaged.`,
    )
  }
  if (spectrum.nbPoints !== undefined && spectrum.nbPoints !== x.length) {
    warn(
      'points_differ',
      `The file "${name}" says that it has ${spectrum.nbPoints} points, but ${x.length} are there.`,
      {
        said: spectrum.nbPoints,
        found: x.length,
      },
    )
  }
  const titled = (axis: string, units: unknown): string => {
    const unit = plain(units)
    return unit === undefined || /^ARBITRARY/i.test(String(unit)) ? axis : `${axis} (${unit})`
  }
  const about = Object.entries(info).flatMap(([key, value]): [string, Json][] => {
    const said = plain(value)
    return said === undefined ? [] : [[key, said]]
  })
  return {
    columns: [
      [titled('x', spectrum.xUnits), x],
      [titled('y', spectrum.yUnits), y],
    ],
    about: Object.fromEntries(about),
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

type Decimal = '.' | ','
const partsOf = (line: string, decimal: Decimal): string[] => {
  const parts = line.trim().split(decimal === '.' ? /[\s,;]+/ : /[\s;]+/)
  return parts.filter((part, i) => part !== '' || i < parts.length - 1)
}
const numbersOf = (line: string, decimal: Decimal): number[] | undefined => {
  const texts = partsOf(line, decimal).map((part) => (decimal === ',' ? part.replace(',', '.') : part))
  return texts.length > 1 && texts.every((part) => NUMBER.test(part)) ? texts.map(Number) : undefined
}

const MARKS = /^[#%!;\s]+/

/** Names may hold spaces where tabs, semicolons or commas stand between them. */
function namesIn(line: string | undefined, count: number): string[] {
  const text = (line ?? '').replace(MARKS, '').trim()
  for (const between of [/\t/, /;/, /,/, /\s{2,}/, /\s+/]) {
    const names = text.split(between).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    if (names.length === count && names.every((name) => name !== '')) return names
  }
  return ['x', 'y', ...Array.from({ length: count }, (_, i) => `y${i + 2}`)].slice(0, count)
}

const LONGEST_NAME = 60

/** `name: value`, `name = value` or `name`, tab, `value`, after the marks of a comment. Searched in one pass: lines may be long. */
function saidIn(line: string): [[name: string, value: string]] | undefined {
  const text = line.replace(MARKS, '')
  const at = text.search(/[:=\t]/)
  if (at === -1) return undefined
  const name = text.slice(0, at).trimEnd()
  // A tab may stand before the colon.
  const after = text.slice(at).trimStart()
  const value = (/^[:=]/.test(after) ? after.slice(1) : after).trim()
  return name === '' || name.length > LONGEST_NAME || value === '' ? undefined : [[name, value]]
}

/** A decimal comma is one where the first row of numbers is none otherwise, or has a whole number for each part of one. */
function decimalOf(lines: readonly string[]): Decimal {
  const first = lines.find((line) => numbersOf(line, '.') ?? numbersOf(line, ','))
  if (first === undefined) return '.'
  const [points, commas] = [numbersOf(first, '.'), numbersOf(first, ',')]
  if (points === undefined) return ','
  return commas !== undefined && /\d,\d/.test(first) && /[\t;]|\s{2,}/.test(first.trim()) ? ',' : '.'
}

/**
 * Columns of numbers under lines of heading, as instruments export: the table begins with the first two lines of equally many
 * numbers (one, if there is no more), and its names stand in the line above, if there are as many. What the heading says as
 * `name: value` or `name = value` is given too. Errors: `file_empty`, `file_unreadable`, naming the line.
 */
export function parseColumns(
  { name, text }: SpectrumText,
  wanted: Decimal | undefined,
  warn: OperationContext['warn'],
): Spectrum {
  const lines = text.split(/\r\n|\r|\n/)
  const decimal = wanted ?? decimalOf(lines)
  const rows = lines.map((line) => numbersOf(line, decimal))
  const starts = rows.findIndex((row, i) => {
    const next = lines.findIndex((line, j) => j > i && line.trim() !== '')
    return row !== undefined && (next === -1 || rows[next]?.length === row.length)
  })
  if (starts === -1) fail('file_empty', `The file "${name}" has no rows of two or more numbers.`)
  const count = rows[starts]?.length ?? 0
  const columns = Array.from({ length: count }, (): number[] => [])
  let footer = 0
  for (let at = starts; at < lines.length; at++) {
    const line = itemAt(lines, at)
    const row = rows[at]
    if (line.trim() === '') continue
    if (row?.length === count && footer === 0) {
      for (const [i, value] of row.entries()) columns[i]?.push(value)
    } else if (row === undefined || footer > 0) footer += 1
    else {
      fail(
        'file_unreadable',
        `The file "${name}" has ${row.length} numbers in line ${at + 1}, where ${count} are expected.`,
        { line: at + 1 },
      )
    }
  }
  if (footer > 0) warn('lines_skipped', `${footer} lines after the numbers were left out.`, { lines: footer })
  const heading = lines.slice(0, starts).filter((line) => line.trim() !== '')
  const about = heading.flatMap((line): [string, Json][] => saidIn(line) ?? [])
  const names = namesIn(heading.at(-1), count)
  return {
    columns: columns.map((values, i) => [itemAt(names, i), values]),
    about: Object.fromEntries(about),
  }
}
