import type { Json } from '#shared/base/json.ts'
import { cellText } from '../results/cells.ts'

/** A cell in full, for whoever wants all of its digits; nothing has a word. */
export function fullText(value: Json): string {
  if (value === null) return 'missing'
  if (typeof value === 'string') return value === '' ? 'empty text' : value
  return JSON.stringify(value)
}

/** Two cells that differ, in texts that do: in small where that is enough, else in full, else with their quotes. */
export function changedTexts(before: Json, after: Json): readonly [before: string, after: string] {
  for (const text of [(value: Json) => cellText(value) || fullText(value), fullText]) {
    const [a, b] = [text(before), text(after)]
    if (a !== b) return [a, b]
  }
  return [JSON.stringify(before), JSON.stringify(after)]
}
