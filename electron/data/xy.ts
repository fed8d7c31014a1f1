import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'

export interface XyOptions {
  /** The file's name, for sentences. */
  readonly name: string
  readonly decimal?: '.' | ',' | undefined
  readonly skipLines?: number | undefined
}

/** Values stand apart by white space, tabs, semicolons, or commas where these are not decimal. */
const SEPARATORS = { '.': /[\s,;]+/, ',': /[\s;]+/ } as const
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

function numbersIn(line: string, decimal: '.' | ','): number[] | undefined {
  const parts = line.trim().split(SEPARATORS[decimal])
  const texts = decimal === ',' ? parts.map((part) => part.replace(',', '.')) : parts
  return texts.every((part) => NUMBER.test(part)) ? texts.map(Number) : undefined
}

/** A decimal comma is one where the first line of numbers can't be two columns otherwise, e.g. `1,5 2,25`. */
function decimalOf(lines: readonly string[]): '.' | ',' {
  const first = lines.find((line) => numbersIn(line, '.') || numbersIn(line, ','))
  return first !== undefined && numbersIn(first, '.')?.length !== 2 && numbersIn(first, ',')?.length === 2
    ? ','
    : '.'
}

/**
 * Reads two columns of numbers, as instruments write spectra and patterns. Lines before the first of two numbers are a heading,
 * left out with a warning; empty lines are left out. Errors: `file_empty`, `file_unreadable`, naming the line.
 */
export function parseXy(text: string, options: XyOptions, warn: OperationContext['warn']): JsonRecord[] {
  const { name } = options
  const lines = text.split(/\r\n|\r|\n/)
  const told = options.skipLines ?? 0
  const decimal = options.decimal ?? decimalOf(lines.slice(told))
  const records: JsonRecord[] = []
  let heading = 0
  for (let at = told; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    const numbers = numbersIn(line, decimal)
    const [x, y] = numbers ?? []
    if (numbers?.length === 2 && x !== undefined && y !== undefined) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) {
        fail(
          'file_unreadable',
          `The file "${name}" has a number in line ${at + 1} that is too large to hold.`,
        )
      }
      records.push({ x, y })
    } else if (records.length === 0 && numbers === undefined && options.skipLines === undefined) {
      heading += 1
    } else {
      const got = numbers ? `${numbers.length} numbers` : 'text'
      fail(
        'file_unreadable',
        `The file "${name}" has ${got} in line ${at + 1} where two numbers are expected.`,
        {
          line: at + 1,
        },
      )
    }
  }
  if (records.length === 0) fail('file_empty', `The file "${name}" has no lines of two numbers.`)
  if (heading > 0) {
    const lead = heading === 1 ? 'A line' : `${heading} lines`
    warn('lines_skipped', `${lead} before the numbers ${heading === 1 ? 'was' : 'were'} left out.`, {
      lines: heading,
    })
  }
  return records
}
