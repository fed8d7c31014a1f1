import type { Json } from '#shared/base/json.ts'
import { LARGE_BYTES, type Value } from '#shared/operation/value.ts'

/** What a number, a comma or a pair of brackets is taken to weigh. */
const UNIT = 8

/** Whether a value's JSON text is larger than about {@link LARGE_BYTES}. */
export function isLarge(value: Value): boolean {
  switch (value.kind) {
    case 'json':
      return outweighs(value.json, LARGE_BYTES)
    case 'chart':
      return outweighs(value.spec, LARGE_BYTES)
    case 'bytes':
      return value.base64.length > LARGE_BYTES
    default:
      return false
  }
}

/** Whether JSON weighs more than a budget. It is walked no further than that: the cost is bounded for any value. */
function outweighs(json: Json, budget: number): boolean {
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
