/** The decimal text of a number in parts, and how many decimal places it has without an exponent. */
function partsOf(x: number): {
  readonly mantissa: string
  readonly exponent: number
  readonly places: number
} {
  const [mantissa = '', exponent = '0'] = String(x).split('e')
  const decimals = (mantissa.split('.')[1] ?? '').length
  return { mantissa, exponent: Number(exponent), places: Math.max(0, decimals - Number(exponent)) }
}

/** The number times 10^by, by way of its decimal text: 0.3 and 1 give 3, and 3 and −1 give 0.3. */
function shifted(x: number, by: number): number {
  const { mantissa, exponent } = partsOf(x)
  return Number(`${mantissa}e${exponent + by}`)
}

/**
 * The edges of `count` classes of equal width, ascending. Where the limits have few enough digits they are worked out in whole
 * numbers and rounded once: as 0 + 3 · 0.1 an edge would be 0.30000000000000004, above a 0.3 of the data that it should hold.
 */
export function edgesBetween(from: number, to: number, count: number): number[] {
  const places = Math.max(partsOf(from).places, partsOf(to).places)
  const [low, high, divisor] = [shifted(from, places), shifted(to, places), count * 10 ** places]
  const isExact = [low, high, low * count, high * count, divisor].every(Number.isSafeInteger)
  const width = (to - from) / count
  return Array.from({ length: count + 1 }, (_, i) => {
    if (i === 0) return from
    if (i === count) return to
    if (isExact) return (low * (count - i) + high * i) / divisor
    // The distance between very large limits is infinite.
    return Number.isFinite(width) ? from + i * width : from * (1 - i / count) + to * (i / count)
  })
}

/** Classes whose edges are the multiples of a width, the one numbered 0 from 0 on. */
export interface Multiples {
  readonly edge: (i: number) => number
  /** The number of the class that holds x; each holds its lower edge. */
  readonly classOf: (x: number) => number
}

/** Edges are rounded once, for the reason that {@link edgesBetween} gives. */
export function multiplesOf(width: number): Multiples {
  const { places } = partsOf(width)
  const whole = shifted(width, places)
  const edge = (i: number): number =>
    Number.isSafeInteger(i * whole) ? shifted(i * whole, -places) : i * width
  return {
    edge,
    classOf(x) {
      const i = Math.floor(x / width)
      // The quotient may be rounded across an edge.
      if (x < edge(i)) return i - 1
      return x >= edge(i + 1) ? i + 1 : i
    },
  }
}
