import type { Json } from '#shared/base/json.ts'

/**
 * A value as a person types it: `3.5`, `true`, `[1, 2]` and `{"a": 1}` are what they say, anything else is text. Text
 * that looks like one of those is written in quotes.
 */
export function readLiteral(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The text that {@link readLiteral} reads as the value. */
export function writeLiteral(value: Json | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return readLiteral(value) === value ? value : JSON.stringify(value)
  return JSON.stringify(value, null, typeof value === 'object' && value !== null ? 2 : 0)
}
