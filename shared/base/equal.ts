/**
 * Deep equality of data: lists item by item, records field by field whatever their order. Walks with a stack of its
 * own, so that deep values cost none of the engine's. Takes anything, because evaluated text may compare anything.
 */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  const pairs: [unknown, unknown][] = [[left, right]]
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b] = pair
    if (a === b) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (Array.isArray(a) !== Array.isArray(b)) return false
    const keys = Object.keys(a)
    if (keys.length !== Object.keys(b).length) return false
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false
      pairs.push([a[key as keyof typeof a], b[key as keyof typeof b]])
    }
  }
  return true
}
