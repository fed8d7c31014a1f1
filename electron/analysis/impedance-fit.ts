import { itemAt } from '#shared/base/item.ts'
import type { Circuit, Spectrum } from './circuit.ts'
import { fitNonlinear, type NoFit, type NonlinearFit } from './nonlinear-fit.ts'

/** `modulus`: both parts divided by |Z| of the point, as its error mostly grows with it. `unit`: as they are. */
export type Weighting = 'modulus' | 'unit'

export interface CircuitSearch {
  readonly start: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly weighting: Weighting
  readonly maxIterations: number
}

export interface CircuitFit extends NonlinearFit {
  /** The circuit's impedance at each frequency, in ohm. */
  readonly fitted: Spectrum
}

/**
 * Complex nonlinear least squares (B. A. Boukamp, Solid State Ionics 20 (1986) 31–44): real and imaginary parts are fitted
 * together. All parameters but exponents are sought as their logarithms: they are positive and range over decades. Their errors are
 * carried back by d p = p·d ln p, and so are the covariances.
 */
export function fitCircuit(circuit: Circuit, data: Spectrum, search: CircuitSearch): CircuitFit | NoFit {
  const n = data.frequency.length
  const isLog = circuit.parameters.map((parameter) => parameter.kind !== 'exponent')
  const inward = (values: readonly number[]): number[] =>
    values.map((value, j) => (isLog[j] ? Math.log(Math.max(value, 0)) : value))
  const outward = (values: readonly number[]): number[] =>
    values.map((value, j) => (isLog[j] ? Math.exp(value) : value))
  const weights = data.real.map((re, i) =>
    search.weighting === 'modulus' ? 1 / (Math.hypot(re, itemAt(data.imaginary, i)) || 1) : 1,
  )
  const joined = ({ real, imaginary }: Spectrum): Float64Array =>
    Float64Array.from({ length: 2 * n }, (_, i) =>
      i < n ? itemAt(real, i) * (weights[i] ?? 1) : itemAt(imaginary, i - n) * (weights[i - n] ?? 1),
    )
  const fit = fitNonlinear({
    model: (values) => joined(spectrumOf(circuit, data.frequency, outward(values))),
    y: joined(data),
    start: inward(search.start),
    lower: inward(search.lower),
    upper: inward(search.upper),
    maxIterations: search.maxIterations,
  })
  if (typeof fit === 'string') return fit
  const values = outward(fit.values)
  const factor = values.map((value, j) => (isLog[j] ? value : 1))
  return {
    ...fit,
    values,
    standardErrors: fit.standardErrors.map((error, j) => error * (factor[j] ?? 1)),
    covariance: fit.covariance.map((row, j) =>
      row.map((value, k) => value * (factor[j] ?? 1) * (factor[k] ?? 1)),
    ),
    fitted: spectrumOf(circuit, data.frequency, values),
  }
}

/** The circuit's impedance at frequencies in Hz. */
export function spectrumOf(circuit: Circuit, frequency: Float64Array, values: readonly number[]): Spectrum {
  const real = new Float64Array(frequency.length)
  const imaginary = new Float64Array(frequency.length)
  for (const [i, f] of frequency.entries()) {
    const [re, im] = circuit.impedance(2 * Math.PI * f, values)
    real[i] = re
    imaginary[i] = im
  }
  return { frequency, real, imaginary }
}
