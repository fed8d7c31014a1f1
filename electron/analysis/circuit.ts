import { itemAt } from '#shared/base/item.ts'
import { add, type Complex, imaginaryPower, inverse, multiply, scale, tanh } from './complex.ts'

/** An equivalent circuit, read from text. */
export interface Circuit {
  readonly parameters: readonly CircuitParameter[]
  /** The impedance in ohm at an angular frequency in rad/s; `values` as the parameters are. */
  readonly impedance: (omega: number, values: readonly number[]) => Complex
}

export interface CircuitParameter {
  readonly name: string
  readonly kind: ParameterKind
  /** Not inside parallel brackets. */
  readonly inSeries: boolean
}

export type ParameterKind =
  | 'resistance'
  | 'capacitance'
  | 'inductance'
  | 'admittance'
  | 'exponent'
  | 'warburg'
  | 'time'

interface Element {
  readonly parameters: readonly (readonly [suffix: string, kind: ParameterKind])[]
  readonly impedance: (omega: number, a: number, b: number) => Complex
}

/** √(jωτ). */
const diffusion = (omega: number, tau: number): Complex => imaginaryPower(omega * tau, 0.5)

/**
 * After J. R. Macdonald and E. Barsoukov (eds.), "Impedance Spectroscopy", 3rd ed. (2018), chapter 2: R; C; L; CPE (or Q)
 * 1/(Q(jω)^n); W, semi-infinite diffusion σ(1 − j)/√ω; Wo, diffusion to a wall, R·coth(√(jωτ))/√(jωτ); Ws, diffusion to a
 * sink, R·tanh(√(jωτ))/√(jωτ); G (Gerischer), R/√(1 + jωτ).
 */
const ELEMENTS: Readonly<Record<string, Element>> = {
  R: { parameters: [['', 'resistance']], impedance: (_, r) => [r, 0] },
  C: { parameters: [['', 'capacitance']], impedance: (omega, c) => [0, -1 / (omega * c)] },
  L: { parameters: [['', 'inductance']], impedance: (omega, l) => [0, omega * l] },
  CPE: {
    parameters: [
      ['_Q', 'admittance'],
      ['_n', 'exponent'],
    ],
    impedance: (omega, q, n) => scale(inverse(imaginaryPower(omega, n)), 1 / q),
  },
  W: {
    parameters: [['', 'warburg']],
    impedance: (omega, sigma) => [sigma / Math.sqrt(omega), -sigma / Math.sqrt(omega)],
  },
  Wo: {
    parameters: [
      ['_R', 'resistance'],
      ['_tau', 'time'],
    ],
    impedance(omega, r, tau) {
      const root = diffusion(omega, tau)
      return scale(inverse(multiply(root, tanh(root))), r)
    },
  },
  Ws: {
    parameters: [
      ['_R', 'resistance'],
      ['_tau', 'time'],
    ],
    impedance(omega, r, tau) {
      const root = diffusion(omega, tau)
      return scale(multiply(tanh(root), inverse(root)), r)
    },
  },
  G: {
    parameters: [
      ['_R', 'resistance'],
      ['_tau', 'time'],
    ],
    impedance(omega, r, tau) {
      const square = 1 + (omega * tau) ** 2
      const size = r / square ** 0.25
      const angle = -Math.atan(omega * tau) / 2
      return [size * Math.cos(angle), size * Math.sin(angle)]
    },
  },
}
const NAME = /^(CPE|Wo|Ws|Q|R|C|L|W|G)(\d+)?/

type Part = Circuit['impedance']

/** Why the text is no circuit, and where (from 1). */
export interface BadCircuit {
  readonly problem: string
  readonly position: number
}

class Unreadable extends Error {
  readonly position: number
  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

/**
 * Reads a circuit such as `R0-p(R1,C1)-p(R2-Wo1,CPE2)`: `-` puts in series, `p(…,…)` in parallel; spaces don't matter. Each
 * element has a number of its own. By recursive descent: series = part {"-" part}; part = "p(" series {"," series} ")" | element.
 */
export function parseCircuit(text: string): Circuit | BadCircuit {
  const parameters: CircuitParameter[] = []
  const seen = new Set<string>()
  let at = 0

  const skip = (): void => {
    while (text[at] === ' ') at += 1
  }
  const take = (token: string): boolean => {
    skip()
    if (!text.startsWith(token, at)) return false
    at += token.length
    return true
  }
  const refuse = (problem: string): never => {
    throw new Unreadable(problem, at + 1)
  }

  function series(depth: number): Part {
    const parts = [part(depth)]
    while (take('-')) parts.push(part(depth))
    return (omega, values) => parts.map((one) => one(omega, values)).reduce(add)
  }

  function part(depth: number): Part {
    if (!/^p\s*\(/.test(text.slice(at).trimStart())) return element(depth)
    take('p')
    take('(')
    const branches = [series(depth + 1)]
    while (take(',')) branches.push(series(depth + 1))
    if (!take(')')) refuse('a bracket is not closed')
    if (branches.length < 2) refuse('a parallel part needs two branches, as in p(R1,C1)')
    return (omega, values) => inverse(branches.map((one) => inverse(one(omega, values))).reduce(add))
  }

  function element(depth: number): Part {
    skip()
    const [name = '', type = ''] = NAME.exec(text.slice(at)) ?? []
    const found = ELEMENTS[type === 'Q' ? 'CPE' : type]
    if (!found) return refuse('an element is needed: R, C, L, CPE, W, Wo, Ws or G, with a number')
    if (seen.has(name)) refuse(`${name} is there twice: give each element a number of its own`)
    seen.add(name)
    at += name.length
    const first = parameters.length
    for (const [suffix, kind] of found.parameters) {
      parameters.push({ name: name + suffix, kind, inSeries: depth === 0 })
    }
    // One of a single parameter does not look at the second.
    return (omega, values) => found.impedance(omega, itemAt(values, first), values[first + 1] ?? 0)
  }

  try {
    const impedance = series(0)
    skip()
    if (at < text.length) refuse('only "-", "," or ")" can follow an element')
    return { parameters, impedance }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { problem: thrown.message, position: thrown.position }
    throw thrown
  }
}

/** The spectrum to find start values in: frequencies in Hz, impedances in ohm. */
export interface Spectrum {
  readonly frequency: Float64Array
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

/**
 * Start values: the resistance in series is the least real part, the others share the rest of the real range; each capacitor
 * gets a time constant of its own, evenly spread over the logarithm of the frequencies, from the high ones on.
 */
export function guessCircuit({ parameters }: Circuit, { frequency, real, imaginary }: Spectrum): number[] {
  const low = real.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = real.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const reach = imaginary.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  const count = (...kinds: ParameterKind[]): number =>
    parameters.filter((one) => kinds.includes(one.kind)).length
  const inner = parameters.filter((one) => one.kind === 'resistance' && !one.inSeries).length
  const resistance = (high - low || reach || 1) / Math.max(1, inner)
  const omegas = [...frequency].map((f) => 2 * Math.PI * f).sort((a, b) => b - a)
  const [fastest = 1, slowest = 1] = [omegas[0], omegas.at(-1)]
  const steps = count('capacitance', 'admittance', 'time') + 1
  let step = 0
  const nextOmega = (): number => {
    step += 1
    return fastest * (slowest / fastest) ** (step / steps)
  }
  const startOf = ({ kind, inSeries }: CircuitParameter): number => {
    switch (kind) {
      case 'resistance':
        return inSeries ? Math.max(low, resistance / 100) : resistance
      case 'capacitance':
      case 'admittance':
        return 1 / (resistance * nextOmega())
      case 'time':
        return 1 / nextOmega()
      case 'exponent':
        return 0.9
      case 'inductance':
        return (0.1 * (high || 1)) / fastest
      case 'warburg':
        return 0.3 * (reach || 1) * Math.sqrt(slowest)
    }
  }
  return parameters.map(startOf)
}
