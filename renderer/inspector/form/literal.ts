import type { Json } from '#shared/base/json.ts'

/**
 * A value as a person types it: `3.5`, `true`, `[1, 2]` and `{"a": 1}` are what they say, anything else is text. Text
 * that looks like one of those is written in quotes. A number that would not stay as it is typed, being too long or too
 * large, is the text of its digits.
 */
export function readLiteral(text: string): Json {
  try {
    const value: Json = JSON.parse(text)
    const isLost = typeof value === 'number' && !isKept(value, text)
    return isLost ? text.trim() : value
  } catch {
    return text
  }
}

const isKept = (value: number, text: string): boolean =>
  Number.isFinite(value) && (Number.isSafeInteger(value) || !/^\s*-?\d+\s*$/.test(text))

/** The text that {@link readLiteral} reads as the value. */
export function writeLiteral(value: Json | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return readLiteral(value) === value ? value : JSON.stringify(value)
  return JSON.stringify(value, null, typeof value === 'object' && value !== null ? 2 : 0)
}

/** As {@link writeLiteral}, for a field of one line, which would drop the breaks alone: `[1, 2]`, not `[  1,  2]`. */
export function writeLine(value: Json | undefined): string {
  const text = writeLiteral(value)
  if (typeof value !== 'object') return text
  return text.replaceAll(/(?<=[[{])\n\s*|\n\s*(?=[\]}])/g, '').replaceAll(/\n\s*/g, ' ')
}
