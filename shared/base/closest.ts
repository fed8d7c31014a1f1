import { itemAt } from './item.ts'

/** The candidate with the fewest typing errors, if they are few for a name of that length. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const allowed = name.length <= 3 ? 1 : name.length <= 6 ? 2 : 3
  let best: string | undefined
  let fewest = allowed + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue
    const errors = distance(name.toLowerCase(), candidate.toLowerCase())
    if (errors < fewest) {
      best = candidate
      fewest = errors
    }
  }
  return best
}

/** Levenshtein distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = itemAt(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, itemAt(row, j) + 1, itemAt(next, j - 1) + 1))
    }
    row = next
  }
  return itemAt(row, b.length)
}
