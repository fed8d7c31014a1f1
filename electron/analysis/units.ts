import unitMath, { type UnitDefinition } from 'unitmath/src/Unit.js'

/**
 * Units that the library lacks, or has from before 2019. Constants of nature from CODATA 2018 and 2022 (the electron volt is exact
 * since 2019), conventional units from NIST Special Publication 811 (2008).
 */
const DEFINITIONS: Readonly<Record<string, string | UnitDefinition>> = {
  eV: { value: '1.602176634e-19 J', prefixes: 'SHORT' },
  cal: { value: '4.184 J', prefixes: 'SHORT', aliases: ['calorie', 'calories'] },
  Da: { value: '1.66053906892e-27 kg', prefixes: 'SHORT', aliases: ['dalton', 'amu'] },
  G: { value: '1e-4 T', prefixes: 'SHORT', aliases: ['gauss'] },
  P: { value: '0.1 Pa s', prefixes: 'SHORT', aliases: ['poise'] },
  St: { value: '1e-4 m^2/s', prefixes: 'SHORT', aliases: ['stokes'] },
  Ci: { value: '3.7e10 Hz', prefixes: 'SHORT' },
  Bq: { value: '1 Hz', prefixes: 'SHORT' },
  Gy: { value: '1 J/kg', prefixes: 'SHORT' },
  Sv: { value: '1 J/kg', prefixes: 'SHORT' },
  kat: { value: '1 mol/s', prefixes: 'SHORT' },
  Ah: { value: '3600 C', prefixes: 'SHORT' },
  Wh: { value: '3600 J', prefixes: 'SHORT' },
  kgf: '9.80665 N',
  M: { value: '1 mol/L', prefixes: 'SHORT', aliases: ['molar'] },
  percent: '0.01',
  permille: '1e-3',
  ppm: '1e-6',
  ppb: '1e-9',
  rpm: { value: [1 / 60, 'Hz'] },
}

/** Signs that people write, in the library's words. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[µμ]/g, 'u'],
  [/[\u03a9\u2126]/g, 'ohm'],
  [/°\s*C\b|℃/g, 'degC'],
  [/°\s*F\b|℉/g, 'degF'],
  [/°/g, 'deg'],
  [/[\u00c5\u212b]/g, 'angstrom'],
  [/%/g, 'percent'],
  [/‰/g, 'permille'],
  [/\*\*/g, '^'],
  [/[·⋅×*]/g, ' '],
  [/−/g, '-'],
]
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (text: string): string =>
  `^${[...text].map((sign) => (sign === '⁻' ? '-' : RAISED.indexOf(sign))).join('')}`

/**
 * A unit's text in the words that the library knows. All that stands after a stroke is divided by: J/mol K, J/mol/K and
 * J/(mol K) are the same.
 */
function inWords(text: string): string {
  const plain = text.replaceAll(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, raised)
  const words = SIGNS.reduce((all, [sign, word]) => all.replace(sign, word), plain)
  const [above = '', ...below] = words.split('/').map((part) => part.replaceAll(/[()]/g, ' ').trim())
  if (below.length === 0) return above
  const under = below.join(' ')
  if (above !== '' && above !== '1') return `${above} / ${under}`
  return under.replaceAll(
    /([a-z]+)(?:\s*\^\s*(-?[\d.]+))?/gi,
    (_, name: string, power = '1') => `${name}^${-Number(power)}`,
  )
}

const unit = unitMath.config({ definitions: { units: DEFINITIONS } })

type Parsed = ReturnType<typeof unit>

function parsed(text: string): Parsed | undefined {
  const words = inWords(text)
  // A number before a unit would be multiplied in without a word.
  if (/^[\d.+-]/.test(words)) return undefined
  try {
    return unit(words)
  } catch {
    return undefined
  }
}

/** What turns a number in one unit into one in another: y = factor · x + offset. */
export interface Conversion {
  readonly factor: number
  readonly offset: number
}

/** Why there is no conversion: a text that is no unit, or two that measure different things. */
export type NoConversion = { readonly unknown: string } | { readonly incompatible: true }

/** How far the library's rounding may have moved a number of so many digits; differences of shifted numbers are moved further. */
const ROUNDING = { scaled: { digits: 12, moved: 1e-14 }, shifted: { digits: 9, moved: 1e-11 } } as const
type Rounding = (typeof ROUNDING)[keyof typeof ROUNDING]

/** The number of few digits that it is but for the library's rounding, if there is one. */
function plain(value: number, { digits, moved }: Rounding): number | undefined {
  const short = Number(value.toPrecision(digits))
  return Math.abs(short - value) <= moved * Math.abs(value) ? short : undefined
}

/** A number, or the reciprocal of one, without the library's rounding. */
function exact(value: number, rounding: Rounding): number {
  const short = plain(value, rounding)
  if (short !== undefined) return short
  const reciprocal = plain(1 / value, rounding)
  return reciprocal === undefined ? value : 1 / reciprocal
}

/** How numbers in the unit `from` become numbers in `to`. A temperature's own zero counts where the unit stands alone. */
export function conversion(from: string, to: string): Conversion | NoConversion {
  const target = parsed(to)
  for (const [text, one] of [
    [from, parsed(from)],
    [to, target],
  ] as const) {
    if (one === undefined) return { unknown: text }
  }
  const at = (value: number): number => unit(value, inWords(from)).to(target ?? to).value ?? Number.NaN
  const inBase = (value: number, text: string): number => unit(value, inWords(text)).getNormalizedValue()
  try {
    const zero = at(0)
    if (inBase(0, from) === 0 && inBase(0, to) === 0) {
      // Not by way of `to`: it makes g/g of ng/g, and so loses the prefix, as in every ratio of two that differ in prefixes alone.
      return { factor: exact(inBase(1, from) / inBase(1, to), ROUNDING.scaled), offset: 0 }
    }
    const factor = exact(at(1) - zero, ROUNDING.shifted)
    const back = unit(0, inWords(to)).to(inWords(from)).value ?? Number.NaN
    return { factor, offset: plain(zero, ROUNDING.shifted) ?? -factor * exact(back, ROUNDING.shifted) }
  } catch {
    return { incompatible: true }
  }
}
