import { parseCircuit } from '#electron/analysis/circuit.ts'
import { powersOf } from '#electron/analysis/column.ts'
import { gaussianShape } from '#electron/analysis/curves.ts'
import { fitCircuit, spectrumOf } from '#electron/analysis/impedance-fit.ts'
import { type Fit, fitLinear } from '#electron/analysis/linear-fit.ts'
import { fitNonlinear } from '#electron/analysis/nonlinear-fit.ts'
import { peakModel } from '#electron/analysis/peak-fit.ts'
import { normals, trialsWithin } from './trials.ts'

/** How often the truth lies within three standard errors of what is found, over 1 000 seeded trials, and how often it should. */
export interface TruthRate {
  readonly name: string
  readonly share: number
  readonly expected: number
}

/** By how much a share of 1 000 trials may differ from what it should be: four times its own standard deviation. */
export const tolerance = (expected: number): number => 4 * Math.sqrt((expected * (1 - expected)) / 1000)

export const isMet = ({ share, expected }: TruthRate): boolean =>
  Math.abs(share - expected) <= tolerance(expected)

/** The share of Student's t distribution within ±3, by Simpson's rule over its density. */
export function studentWithin3(degreesOfFreedom: number): number {
  const density = (t: number): number => (1 + (t * t) / degreesOfFreedom) ** (-(degreesOfFreedom + 1) / 2)
  const area = (to: number, steps: number): number => {
    const h = to / steps
    let sum = density(0) + density(to)
    for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density(i * h)
    return (sum * h) / 3
  }
  // The whole by the substitution t = √ν tan φ, where the density becomes a power of the cosine.
  const root = Math.sqrt(degreesOfFreedom)
  const steps = 2000
  const h = Math.PI / 2 / steps
  let whole = 1 + Math.cos(Math.PI / 2) ** (degreesOfFreedom - 1)
  for (let i = 1; i < steps; i++) whole += (i % 2 === 1 ? 4 : 2) * Math.cos(i * h) ** (degreesOfFreedom - 1)
  return area(3, 2000) / ((root * whole * h) / 3)
}

const range = (length: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => of(i))

function line(seed: number): Fit | undefined {
  const noise = normals(seed)
  const x = range(20, (i) => i)
  const fit = fitLinear(
    powersOf(x, 1),
    x.map((at) => 2 - 0.5 * at + 0.3 * noise()),
    true,
  )
  return fit === 'collinear' ? undefined : fit
}

/** Concentrations read back from a line, with the uncertainty that the calibration template states. */
function calibration(seed: number): Fit | undefined {
  const noise = normals(seed)
  const x = range(18, (i) => [0, 2.5, 5, 10, 15, 20][i % 6] ?? 0)
  const fit = fitLinear(
    powersOf(x, 1),
    x.map((at) => 0.005 + 0.04 * at + 0.003 * noise()),
    true,
  )
  if (fit === 'collinear') return undefined
  const [intercept = 0, slope = 1] = fit.values
  const middle = x.reduce((sum, at) => sum + at / x.length, 0)
  const squares = x.reduce((sum, at) => sum + (at - middle) ** 2, 0)
  const found = [4.2, 11.5].map((truth) => {
    const reading = 0.005 + 0.04 * truth + (0.003 * (noise() + noise() + noise())) / 3
    return (reading - intercept) / slope
  })
  const standardErrors = found.map(
    (at) => (fit.residualSd / slope) * Math.sqrt(1 / 3 + 1 / x.length + (at - middle) ** 2 / squares),
  )
  return { ...fit, values: found, standardErrors }
}

const X = range(21, (i) => i / 2)
const decay = ([a = 0, k = 0]: readonly number[]): Float64Array => X.map((x) => a * Math.exp(-k * x))

function curve(seed: number): Fit | undefined {
  const noise = normals(seed)
  const y = decay([5, 0.3]).map((value) => value + 0.1 * noise())
  const fit = fitNonlinear({ model: decay, y, start: [4, 0.5] })
  return typeof fit === 'string' ? undefined : fit
}

const SCAN = range(60, (i) => i / 5)
const PEAK = SCAN.map((x) => 1 + 6 * gaussianShape((x - 5) / 1.5))

function peak(seed: number): Fit | undefined {
  const noise = normals(seed)
  const y = PEAK.map((value) => value + 0.1 * noise())
  const model = peakModel(SCAN, y, 'gaussian', 'constant', [{ center: 5.2, height: 5, fwhm: 1.2 }])
  const fit = fitNonlinear({ ...model, y })
  return typeof fit === 'string' ? undefined : fit
}

const CELL = [5, 100, 1e-5] as const
const FREQUENCIES = range(30, (i) => 10 ** (5 - i / 6))

function impedance(seed: number): Fit | undefined {
  const circuit = parseCircuit('R0-p(R1,C1)')
  if ('problem' in circuit) throw new Error(circuit.problem)
  const noise = normals(seed)
  const clean = spectrumOf(circuit, FREQUENCIES, CELL)
  const size = clean.real.map((real, i) => Math.hypot(real, clean.imaginary[i] ?? 0))
  const shaken = (part: Float64Array): Float64Array =>
    part.map((value, i) => value + 0.01 * (size[i] ?? 0) * noise())
  const data = { frequency: FREQUENCIES, real: shaken(clean.real), imaginary: shaken(clean.imaginary) }
  const fit = fitCircuit(circuit, data, {
    start: [4, 80, 2e-5],
    lower: [0, 0, 0],
    upper: [1e9, 1e9, 1e9],
    weighting: 'modulus',
    maxIterations: 1000,
  })
  return typeof fit === 'string' ? undefined : fit
}

const CASES: Readonly<
  Record<string, readonly [truth: readonly number[], df: number, trial: (seed: number) => Fit | undefined]>
> = {
  regression: [[2, -0.5], 18, line],
  calibration: [[4.2, 11.5], 16, calibration],
  curveFit: [[5, 0.3], 19, curve],
  peakFit: [[1, 5, 6, 1.5], 56, peak],
  impedanceFit: [CELL, 57, impedance],
}

export const TRUTH_CASES = Object.keys(CASES)

export function truthRate(name: string): TruthRate {
  const found = CASES[name]
  if (!found) throw new Error(`There are no trials of ${name}.`)
  const [truth, df, trial] = found
  return { name, share: trialsWithin(3, truth, trial), expected: studentWithin3(df) }
}
