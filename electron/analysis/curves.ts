import { itemAt } from '#shared/base/item.ts'
import { powersOf } from './column.ts'
import { fitLinear } from './linear-fit.ts'

/** A curve with named parameters. */
export interface Curve {
  readonly names: readonly string[]
  readonly at: (x: number, parameters: readonly number[]) => number
  /** Start values read off data that are in ascending order of x. */
  readonly guess: (x: Float64Array, y: Float64Array) => number[]
  /** On an offset, the curve rises from it: a fall to it would be the same curve, turned over. */
  readonly rises?: boolean
  /** Bounds of parameters by name: what lies beyond has no meaning or is the same curve again. */
  readonly bounds?: Readonly<Record<string, readonly [number, number]>>
}

const { abs, exp, log, LN2, max, min, SQRT1_2 } = Math
const NO_LIMIT = Number.POSITIVE_INFINITY

/** Shapes of a peak of height 1 at 0, with a full width at half maximum of 1. */
export const gaussianShape = (u: number): number => exp(-4 * LN2 * u * u)
export const lorentzianShape = (u: number): number => 1 / (1 + 4 * u * u)

export const SHAPES = ['gaussian', 'lorentzian', 'pseudoVoigt'] as const
export type Shape = (typeof SHAPES)[number]

/** A peak's parameters: center, height, fwhm, and for a pseudo-Voigt the Lorentzian share, from 0 to 1. */
export function peakAt(
  shape: Shape,
  x: number,
  [center = 0, height = 0, fwhm = 1, share = 0]: readonly number[],
): number {
  const u = (x - center) / fwhm
  if (shape === 'gaussian') return height * gaussianShape(u)
  if (shape === 'lorentzian') return height * lorentzianShape(u)
  return height * (share * lorentzianShape(u) + (1 - share) * gaussianShape(u))
}

/** The area of a peak of height and width 1. */
export const SHAPE_AREA = { gaussian: Math.sqrt(Math.PI / (4 * LN2)), lorentzian: Math.PI / 2 } as const

export const peakNames = (shape: Shape): string[] => [
  'center',
  'height',
  'fwhm',
  ...(shape === 'pseudoVoigt' ? ['lorentzianShare'] : []),
]

const median = (numbers: Float64Array): number => Float64Array.from(numbers).sort()[numbers.length >> 1] ?? 0

/** The line through points, as intercept and slope; flat where it can't be told. */
function line(x: Float64Array, y: Float64Array): [number, number] {
  const fit = x.length > 1 ? fitLinear(powersOf(x, 1), y, true) : 'collinear'
  return fit === 'collinear' ? [y[0] ?? 0, 0] : [itemAt(fit.values, 0), itemAt(fit.values, 1)]
}

/** A straight line through the logarithms of those points that have them. */
function logLine(x: Float64Array, y: Float64Array, scale: (x: number) => number): [number, number] {
  const sign = median(y) < 0 ? -1 : 1
  const usable = [...x.keys()].filter((i) => sign * itemAt(y, i) > 0 && Number.isFinite(scale(itemAt(x, i))))
  const [a, b] = line(
    Float64Array.from(usable, (i) => scale(itemAt(x, i))),
    Float64Array.from(usable, (i) => log(sign * itemAt(y, i))),
  )
  return [sign * exp(a), b]
}

const peakCurve = (shape: Shape): Curve => ({
  names: peakNames(shape),
  at: (x, parameters) => peakAt(shape, x, parameters),
  guess(x, y) {
    const base = median(y)
    let top = 0
    for (let i = 0; i < y.length; i++) if (abs(itemAt(y, i) - base) > abs(itemAt(y, top) - base)) top = i
    const height = itemAt(y, top) - min(base, itemAt(y, top))
    const level = itemAt(y, top) - base
    let [left, right] = [top, top]
    while (left > 0 && abs(itemAt(y, left) - base) > abs(level) / 2) left -= 1
    while (right < y.length - 1 && abs(itemAt(y, right) - base) > abs(level) / 2) right += 1
    return [
      itemAt(x, top),
      level || height || 1,
      itemAt(x, right) - itemAt(x, left) || 1,
      ...(shape === 'pseudoVoigt' ? [0.5] : []),
    ]
  },
  bounds: { fwhm: [0, NO_LIMIT], lorentzianShare: [0, 1] },
})

export const CURVES = {
  /** a·exp(b·x) */
  exponential: {
    names: ['a', 'b'],
    at: (x, [a = 0, b = 0]) => a * exp(b * x),
    guess: (x, y) => logLine(x, y, (value) => value),
  },
  /** a·x^b */
  power: {
    names: ['a', 'b'],
    at: (x, [a = 0, b = 0]) => a * x ** b,
    guess: (x, y) => logLine(x, y, log),
  },
  /** height / (1 + exp(−rate·(x − center))) */
  logistic: {
    names: ['height', 'rate', 'center'],
    at: (x, [height = 0, rate = 0, center = 0]) => height / (1 + exp(-rate * (x - center))),
    guess(x, y) {
      const low = min(0, ...ends(y))
      const high = max(0, ...ends(y))
      const height = (abs(low) > abs(high) ? low : high) * 1.05 || 1
      const usable = [...y.keys()].filter((i) => itemAt(y, i) / height > 0.01 && itemAt(y, i) / height < 0.99)
      const logit = (value: number): number => log(value / height / (1 - value / height))
      const [a, b] = line(
        Float64Array.from(usable, (i) => itemAt(x, i)),
        Float64Array.from(usable, (i) => logit(itemAt(y, i))),
      )
      return [height, b || 1, b === 0 ? median(x) : -a / b]
    },
    rises: true,
  },
  gaussian: peakCurve('gaussian'),
  lorentzian: peakCurve('lorentzian'),
  pseudoVoigt: peakCurve('pseudoVoigt'),
} as const satisfies Record<string, Curve>

const ends = (y: Float64Array): [number, number] => [
  y.reduce((a, b) => min(a, b), NO_LIMIT),
  y.reduce((a, b) => max(a, b), -NO_LIMIT),
]

/** The curve on a constant `offset`. What the data settle to at their flatter end is its start. */
export function withOffset(curve: Curve): Curve {
  const count = curve.names.length
  return {
    names: [...curve.names, 'offset'],
    at: (x, parameters) => curve.at(x, parameters) + itemAt(parameters, count),
    guess(x, y) {
      const offset = settled(y, curve.rises)
      return [
        ...curve.guess(
          x,
          y.map((value) => value - offset),
        ),
        offset,
      ]
    },
    ...(curve.bounds ? { bounds: curve.bounds } : {}),
  }
}

/** A little beyond the end where y changes less. */
function settled(y: Float64Array, below = false): number {
  const quarter = max(1, y.length >> 2)
  const [first, last] = [itemAt(y, 0), itemAt(y, y.length - 1)]
  const early = abs(itemAt(y, quarter) - first)
  const late = abs(last - itemAt(y, y.length - 1 - quarter))
  const [low, high] = ends(y)
  const end = late <= early ? last : first
  // On the far side of all data, so that their distances have one sign and logarithms.
  const margin = (high - low) * 0.02 * SQRT1_2
  return below || abs(end - low) <= abs(high - end) ? low - margin : high + margin
}
