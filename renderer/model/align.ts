import type { Position } from '#shared/chain/schema.ts'

type Places = ReadonlyMap<string, Position>
type Axis = 'x' | 'y'

const along = (places: Places, axis: Axis): number[] => [...places.values()].map((place) => place[axis])

/** All at the least of their coordinates on an axis. */
export function alignEdges(places: Places, axis: Axis): Map<string, Position> {
  const edge = Math.min(...along(places, axis))
  return new Map([...places].map(([id, place]) => [id, { ...place, [axis]: edge }]))
}

/** At equal steps on an axis between the first and the last, which stay, in the order in which they stand. */
export function spread(places: Places, axis: Axis): Map<string, Position> {
  const order = [...places].sort(([, a], [, b]) => a[axis] - b[axis])
  const all = along(places, axis)
  const start = Math.min(...all)
  const step = (Math.max(...all) - start) / Math.max(1, order.length - 1)
  return new Map(order.map(([id, place], i) => [id, { ...place, [axis]: start + i * step }]))
}
