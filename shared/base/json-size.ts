import type { Json } from './json.ts'

/** What a number, a comma or a pair of brackets is taken to weigh. */
const UNIT = 8

/**
 * Whether JSON weighs more than a budget, in characters of its text, roughly. It is walked no further than that: the cost is
 * bounded for any value.
 */
export function outweighs(json: Json, budget: number): boolean {
  let left = budget
  const stack: Json[] = [json]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    left -= typeof at === 'string' ? at.length + UNIT : UNIT
    if (left < 0) return true
    if (typeof at !== 'object' || at === null) continue
    const items = Array.isArray(at) ? at : Object.values(at)
    if (items.length * UNIT > left) return true
    if (!Array.isArray(at)) for (const key in at) left -= key.length
    for (const item of items) stack.push(item)
  }
  return left < 0
}
