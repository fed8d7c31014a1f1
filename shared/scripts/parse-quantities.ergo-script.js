/* ergo.script 1
{
  "name": "Parse quantities",
  "description": "Reads texts such as \"12.5 mg\", \"3,2 µL\" or \"1.2e-3 kg\" as numbers in one unit. A comma counts as a decimal point where no point is there. Knows mass (g), length (m), volume (L), time (s, min, h, d), amount (mol), concentration (M), pressure (Pa, bar, atm, Torr, psi), energy (J, cal, eV), electrical units (V, A, W, Ω, Hz, N, C, F) with the SI prefixes from f to T, and temperature (°C, °F, K). A unit of another kind, or an unknown one, is an error that names the text. An empty text gives nothing.",
  "category": "Text",
  "tags": [
    "units",
    "text"
  ],
  "parameters": [
    {
      "name": "texts",
      "type": "list",
      "description": "The texts to read; numbers are taken as already in the unit."
    },
    {
      "name": "unit",
      "type": "text",
      "default": "g",
      "description": "The unit that the results are in."
    }
  ],
  "testInput": {
    "texts": [
      "12.5 mg",
      "3,2 g",
      "1.2e-3 kg",
      "250 µg",
      ""
    ],
    "unit": "mg"
  }
}
*/
const PREFIXES = { f: -15, p: -12, n: -9, u: -6, µ: -6, μ: -6, m: -3, c: -2, d: -1, '': 0, h: 2, k: 3, M: 6, G: 9, T: 12 }
const BASES = {
  g: 'mass', m: 'length', L: 'volume', l: 'volume', s: 'time', mol: 'amount', M: 'concentration', Pa: 'pressure',
  bar: 'pressure', J: 'energy', eV: 'energy', cal: 'energy', V: 'voltage', A: 'current', W: 'power', 'Ω': 'resistance',
  Ohm: 'resistance', Hz: 'frequency', N: 'force', C: 'charge', F: 'capacitance',
}
const SIZES = { bar: 1e5, eV: 1.602176634e-19, cal: 4.184 }
// Units that take no prefix: kind, size in the base unit, and what is added first.
const WHOLE = {
  min: ['time', 60, 0], h: ['time', 3600, 0], d: ['time', 86400, 0], atm: ['pressure', 101325, 0],
  Torr: ['pressure', 101325 / 760, 0], mmHg: ['pressure', 133.322387415, 0], psi: ['pressure', 6894.757293168, 0],
  K: ['temperature', 1, 0], '°C': ['temperature', 1, 273.15], '°F': ['temperature', 5 / 9, 459.67],
}

const unitOf = (name, of) => {
  if (has(WHOLE, name)) {
    const [type, size, offset] = WHOLE[name]
    return { type, size, exponent: 0, offset }
  }
  // The longest base first: "mmol" is mol with m, and "Pa" is no A.
  for (const base of sortBy(keys(BASES), one => -one.length)) {
    if (!endsWith(name, base)) continue
    const prefix = name.slice(0, name.length - base.length)
    if (has(PREFIXES, prefix)) return { type: BASES[base], size: SIZES[base] ?? 1, exponent: PREFIXES[prefix], offset: 0 }
  }
  throw new Error(`The unit "${name}" of ${of} is not known`)
}

const target = unitOf(unit, 'the result')
const scale = (value, exponent) => (exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent)

return texts.map(text => {
  if (isNumber(text)) return text
  if (text === null || trim(text) === '') return null
  const parts = trim(text).match(/^([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s*(\S+)$/)
  if (!parts) throw new Error(`"${text}" is not a number with a unit`)
  const value = toNumber(contains(parts[1], '.') ? replace(parts[1], ',', '') : replace(parts[1], ',', '.'))
  const from = unitOf(parts[2], `"${text}"`)
  if (from.type !== target.type) throw new Error(`"${text}" is ${from.type}, but ${unit} is ${target.type}`)
  if (from.type === 'temperature') return (value + from.offset) * from.size / target.size - target.offset
  // Powers of ten are applied once and exactly, so that 12.5 mg is 12.5 mg again.
  return scale(from.size === target.size ? value : value * from.size / target.size, from.exponent - target.exponent)
})
