import { describe, expect, it } from 'vitest'
import { type Circuit, guessCircuit, parseCircuit } from '#electron/analysis/circuit.ts'
import { fitCircuit, spectrumOf } from '#electron/analysis/impedance-fit.ts'
import { normals } from '../../bench/trials.ts'

function circuit(text: string): Circuit {
  const read = parseCircuit(text)
  if ('problem' in read) throw new Error(`${read.position}: ${read.problem}`)
  return read
}
const names = (text: string) => circuit(text).parameters.map((parameter) => parameter.name)
const at = (text: string, omega: number, values: number[]) => circuit(text).impedance(omega, values)
const near = (re: number, im: number) => [expect.closeTo(re, 10), expect.closeTo(im, 10)]

const FREQUENCIES = Float64Array.from({ length: 61 }, (_, i) => 10 ** (5 - i / 8))
const NO_BOUNDS = (count: number) => ({
  lower: Array.from({ length: count }, () => 0),
  upper: Array.from({ length: count }, () => Number.POSITIVE_INFINITY),
})

describe('a circuit', () => {
  it('is read from text', () => {
    expect(names('R0-p(R1,C1)-p(R2-Wo1,C2)')).toEqual(['R0', 'R1', 'C1', 'R2', 'Wo1_R', 'Wo1_tau', 'C2'])
    expect(names(' p( R1 , CPE1 , L )-Q2 ')).toEqual(['R1', 'CPE1_Q', 'CPE1_n', 'L', 'Q2_Q', 'Q2_n'])
    expect(circuit('R0-p(R1,C1)').parameters.map((one) => one.inSeries)).toEqual([true, false, false])
  })

  it.each([
    ['', 1, 'an element is needed: R, C, L, CPE, W, Wo, Ws or G, with a number'],
    ['R0-', 4, 'an element is needed: R, C, L, CPE, W, Wo, Ws or G, with a number'],
    ['R0-X1', 4, 'an element is needed: R, C, L, CPE, W, Wo, Ws or G, with a number'],
    ['R0-R0', 4, 'R0 is there twice: give each element a number of its own'],
    ['p(R1,C1', 8, 'a bracket is not closed'],
    ['p(R1)', 6, 'a parallel part needs two branches, as in p(R1,C1)'],
    ['R1)', 3, 'only "-", "," or ")" can follow an element'],
    ['R1 C1', 4, 'only "-", "," or ")" can follow an element'],
  ])('%j is refused at its place', (text, position, problem) => {
    expect(parseCircuit(text)).toEqual({ position, problem })
  })

  it('has the impedance of its elements', () => {
    expect(at('R1', 5, [3])).toEqual([3, 0])
    expect(at('C1', 10, [0.01])).toEqual(near(0, -10))
    expect(at('L1', 10, [0.5])).toEqual(near(0, 5))
    expect(at('CPE1', 10, [0.01, 1])).toEqual(near(0, -10))
    expect(at('CPE1', 4, [0.5, 0.5])).toEqual(near(Math.SQRT1_2, -Math.SQRT1_2))
    expect(at('W1', 4, [6])).toEqual(near(3, -3))
    expect(at('G1', 0, [7, 2])).toEqual(near(7, 0))
    expect(at('G1', 0.5, [1, 2])).toEqual(
      near(2 ** -0.25 * Math.cos(Math.PI / 8), -(2 ** -0.25) * Math.sin(Math.PI / 8)),
    )
  })

  it('puts elements in series and in parallel', () => {
    expect(at('R0-R1', 1, [2, 3])).toEqual(near(5, 0))
    expect(at('p(R0,R1)', 1, [2, 2])).toEqual(near(1, 0))
    // At ω = 1/(RC) a resistor and a capacitor side by side have R/2·(1 − j).
    expect(at('R0-p(R1,C1)', 100, [1, 10, 0.001])).toEqual(near(6, -5))
    expect(at('p(R1-R2,R3)', 1, [1, 2, 3])).toEqual(near(1.5, 0))
  })

  it('has diffusion that ends at a wall, at a sink, or not within the time', () => {
    const slow = 1e-4
    // Wo becomes R/3 and a capacitor τ/R, Ws the resistance R.
    expect(at('Wo1', slow, [6, 1])).toEqual([expect.closeTo(2, 6), expect.closeTo(-6 / slow, 2)])
    expect(at('Ws1', slow, [6, 1])).toEqual([expect.closeTo(6, 6), expect.closeTo(0, 3)])
    const fast = 1e4
    const warburg = at('W1', fast, [6 / Math.SQRT2])
    expect(at('Wo1', fast, [6, 1])).toEqual(near(...warburg))
    expect(at('Ws1', fast, [6, 1])).toEqual(near(...warburg))
  })

  it.each<[string, number[]]>([
    ['R0-p(R1,C1)', [5, 100, 1e-5]],
    ['R0-p(R1,CPE1)', [5, 100, 1e-5, 0.85]],
    ['L0-R0-p(R1,C1)-p(R2,C2)', [1e-6, 5, 20, 1e-6, 100, 1e-3]],
    ['R0-p(R1-W1,C1)', [5, 50, 10, 1e-5]],
    ['R0-p(R1,C1)-Wo1', [5, 50, 1e-5, 30, 0.5]],
    ['R0-p(R1,C1)-Ws1', [5, 50, 1e-5, 30, 0.5]],
  ])('%s is found again from start values of its own', (text, truth) => {
    const model = circuit(text)
    const data = spectrumOf(model, FREQUENCIES, truth)
    const fit = fitCircuit(model, data, {
      start: guessCircuit(model, data),
      ...NO_BOUNDS(truth.length),
      weighting: 'modulus',
      maxIterations: 1000,
    })
    if (typeof fit === 'string') throw new Error(fit)
    fit.values.forEach((value, i) => {
      expect(value / (truth[i] ?? 0)).toBeCloseTo(1, 8)
    })
    expect(fit.fitted.real[9]).toBeCloseTo(data.real[9] ?? 0, 6)
  })

  it('has the truth within three standard errors as often as it should', () => {
    const model = circuit('R0-p(R1,C1)')
    const truth = [5, 100, 1e-5]
    const clean = spectrumOf(model, FREQUENCIES, truth)
    let within = 0
    for (let seed = 1; seed <= 150; seed++) {
      const noise = normals(seed)
      const shaken = (part: Float64Array): Float64Array =>
        part.map(
          (value, i) => value + 0.01 * noise() * Math.hypot(clean.real[i] ?? 0, clean.imaginary[i] ?? 0),
        )
      const data = { frequency: FREQUENCIES, real: shaken(clean.real), imaginary: shaken(clean.imaginary) }
      const fit = fitCircuit(model, data, {
        start: truth,
        ...NO_BOUNDS(3),
        weighting: 'modulus',
        maxIterations: 100,
      })
      if (typeof fit === 'string') throw new Error(fit)
      truth.forEach((value, j) => {
        if (Math.abs((fit.values[j] ?? 0) - value) <= 3 * (fit.standardErrors[j] ?? 0)) within += 1
      })
    }
    expect(within / 450).toBeGreaterThan(0.98)
  })

  it('guesses finite values for any spectrum', () => {
    const model = circuit('L0-R0-p(R1,C1)-p(R2-W2,CPE2)-G1')
    const flat = {
      frequency: Float64Array.of(1, 10),
      real: Float64Array.of(0, 0),
      imaginary: Float64Array.of(0, 0),
    }
    expect(guessCircuit(model, flat).every((value) => Number.isFinite(value) && value > 0)).toBe(true)
  })
})
