import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ReadyScripts } from '#electron/app/scripts/ready.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { textProblems } from '#electron/sandbox/problem.ts'
import { toAppError } from '#shared/base/errors.ts'
import { isJsonList, type Json, type JsonRecord } from '#shared/base/json.ts'
import { checkInput, resolveInputs } from '#shared/chain/parameter.ts'

const ready = new ReadyScripts(join(import.meta.dirname, '../../shared/scripts'))
const expressions = makeExpressions()

/** What a script that comes with Ergo gives, or its failure; with what it logs. */
function run(name: string, given: JsonRecord) {
  const { code, parameters } = ready.get(name)
  const values = resolveInputs(parameters, given)
  if (!values.ok) throw new Error(JSON.stringify(values.error))
  const said: string[] = []
  const names = parameters.map((parameter) => parameter.name)
  try {
    const call = expressions.compileScript(code, names)
    return {
      gives: call(
        names.map((one) => values.value[one]),
        (message) => said.push(message),
      ),
      said,
    }
  } catch (thrown) {
    return { fails: toAppError(thrown).message, said }
  }
}
const gives = (name: string, given: JsonRecord): Json | undefined => run(name, given).gives
const fails = (name: string, given: JsonRecord): string => run(name, given).fails ?? 'it did not fail'

describe('scripts that come with Ergo', () => {
  it('are ten at least, each with words for everything', () => {
    expect(ready.list().length).toBeGreaterThanOrEqual(10)
    for (const { description, category, tags, parameters } of ready.list()) {
      expect(description.length).toBeGreaterThan(100)
      expect(category).not.toBe('')
      expect(tags.length).toBeGreaterThan(0)
      for (const parameter of parameters) expect(parameter.description).toBeTruthy()
    }
  })

  it.each(ready.list().map((script) => [script.name, script] as const))(
    '%s runs on its test input',
    (name, script) => {
      for (const [key, value] of Object.entries(script.testInput)) {
        const parameter = script.parameters.find((one) => one.name === key)
        expect(parameter && checkInput(parameter, value)).toBeNull()
      }
      expect(
        textProblems(script.code, 'script', [...script.parameters.map((one) => one.name), 'log']),
      ).toEqual([])
      expect(run(name, script.testInput).fails).toBeUndefined()
    },
  )

  it('are not to be had under another name', () => {
    expect(() => ready.get('Nothing')).toThrow('No script that comes with Ergo is called "Nothing".')
  })
})

describe('Rolling z-score outliers', () => {
  const name = 'Rolling z-score outliers'
  const rows = (values: readonly Json[]) => values.map((value) => ({ value }))
  const marks = (given: JsonRecord): Json[] => {
    const result = gives(name, given)
    return isJsonList(result) ? result.map((row) => Object(row).outlier) : []
  }

  it('scores a value against its neighbours without itself', () => {
    // Neighbours 1, 3, 5, 7: mean 4, standard deviation √(20/3).
    const given = { rows: rows([1, 3, 14, 5, 7]), window: 4, robust: false }
    expect(gives(name, given)).toMatchObject({
      2: { score: expect.closeTo(10 / Math.sqrt(20 / 3), 12), outlier: true },
    })
    // Median 4, MAD 2.
    expect(gives(name, { ...given, robust: true })).toMatchObject({
      2: { score: expect.closeTo(10 / (1.4826 * 2), 12) },
    })
  })
  it('marks what differs where nothing else does, and leaves gaps alone', () => {
    expect(marks({ rows: rows([2, 2, 3, 2, null, 2]), window: 4 })).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ])
    expect(fails(name, { rows: [], window: 1 })).toContain('at least two neighbours')
  })
})

describe('Arrhenius inputs', () => {
  const energy = 75
  const rate = (kelvin: number) => 2e10 * Math.exp(-energy / (8.314462618e-3 * kelvin))
  it('finds the energy and the factor that made the rates', () => {
    const rows = [280, 300, 330, 360].map((temperature) => ({ temperature, k: rate(temperature) }))
    expect(gives('Arrhenius inputs', { rows, celsius: false })).toMatchObject({
      activationEnergy: expect.closeTo(energy, 9),
      standardError: expect.closeTo(0, 8),
      rSquared: expect.closeTo(1, 12),
      points: [{ inverse: expect.closeTo(1000 / 280, 12) }, {}, {}, {}],
    })
    const warm = rows.map(({ temperature, k }) => ({ temperature: temperature - 273.15, k }))
    expect(Object(gives('Arrhenius inputs', { rows: warm })).preExponential / 2e10).toBeCloseTo(1, 8)
  })
  it.each([
    [[{ temperature: 20, k: 0 }], 'rate constant of row 1 is not positive'],
    [[{ temperature: -300, k: 1 }], 'not above absolute zero'],
    [[{ temperature: 20, k: 1 }], 'two different temperatures'],
  ])('%j fails', (rows, why) => expect(fails('Arrhenius inputs', { rows })).toContain(why))
})

describe('Parse quantities', () => {
  it.each<[Json[], string, Json[]]>([
    [['12.5 mg', '3,2 g', '1.2e-3 kg', '250 µg', '', null, 7], 'mg', [12.5, 3200, 1200, 0.25, null, null, 7]],
    [['1 µL', '2 mL', '1,234.5 nL'], 'µL', [1, 2000, 1.2345]],
    [['90 min', '2 h', '1500 ms'], 's', [5400, 7200, 1.5]],
    [['25 °C', '77 °F', '298.15 K'], '°C', [25, 25, 25]],
    [['1 atm', '760 Torr', '1.01325 bar'], 'kPa', [101.325, 101.325, 101.325]],
    [['1 kcal', '1 eV'], 'J', [4184, 1.602176634e-19]],
  ])('%j in %s', (texts, unit, wanted) => {
    const result = gives('Parse quantities', { texts, unit })
    expect(result).toEqual(wanted.map((one) => (typeof one === 'number' ? expect.closeTo(one, 10) : one)))
  })
  it('keeps the numbers of its own unit exact', () => {
    expect(gives('Parse quantities', { texts: ['0.1 mg', '1.005 mg'], unit: 'mg' })).toEqual([0.1, 1.005])
  })
  it.each([
    ['3 mL', '"3 mL" is volume, but g is mass'],
    ['3 stone', 'The unit "stone" of "3 stone" is not known'],
    ['heavy', '"heavy" is not a number with a unit'],
  ])('%s fails', (text, why) => expect(fails('Parse quantities', { texts: [text] })).toContain(why))
})

describe('Moving-average crossovers', () => {
  it('finds each change of side once', () => {
    const rows = [1, 1, 1, 1, 5, 5, 1, 1, 1, 1].map((value) => ({ value }))
    // Of 2 and 4: 1|1, 3|2, 5|3, 3|3, 1|3, 1|2, 1|1. It is above from the fifth, level at the seventh, below at the eighth.
    const found = gives('Moving-average crossovers', { rows, short: 2, long: 4 })
    expect(found).toMatchObject([{ at: 7, direction: 'down', shortAverage: 1, longAverage: 3 }])
    expect(found).toHaveLength(1)
    expect(fails('Moving-average crossovers', { rows, short: 4, long: 4 })).toContain('more values')
  })
})

describe('Five-parameter dose response', () => {
  const curve = (
    x: number,
    p: { bottom: number; top: number; ec50: number; hill: number; asymmetry: number },
  ) => {
    const x0 = p.ec50 * (2 ** (1 / p.asymmetry) - 1) ** (1 / p.hill)
    return p.bottom + (p.top - p.bottom) / (1 + (x0 / x) ** p.hill) ** p.asymmetry
  }
  it.each([
    { bottom: 0, top: 100, ec50: 0.5, hill: 1, asymmetry: 1 },
    { bottom: 5, top: 80, ec50: 3, hill: 1.7, asymmetry: 0.4 },
    { bottom: 90, top: 10, ec50: 20, hill: 0.8, asymmetry: 2.5 },
  ])('%j gives the doses back', (p) => {
    const doses = [0.1, 1, p.ec50, 50]
    const responses = doses.map((x) => curve(x, p))
    expect(gives('Five-parameter dose response', { responses, ...p })).toMatchObject(
      doses.map((dose) => ({ concentration: expect.closeTo(dose, 8) })),
    )
    expect(gives('Five-parameter dose response', { responses: [curve(p.ec50, p)], ...p })).toMatchObject([
      { percent: expect.closeTo(50, 10) },
    ])
  })
  it('says where there is no dose', () => {
    expect(gives('Five-parameter dose response', { responses: [-1, 101] })).toMatchObject([
      { concentration: null, note: 'below the curve' },
      { concentration: null, note: 'above the curve' },
    ])
    expect(fails('Five-parameter dose response', { responses: [], ec50: 0 })).toContain('EC50')
  })
})

describe('Dilution table', () => {
  it('goes by way of an intermediate where the stock is too strong', () => {
    expect(gives('Dilution table', { stock: 100, targets: [50, 0.1, 0], volume: 1000, smallest: 2 })).toEqual(
      [
        { target: 50, from: 100, intermediate: 1, take: 500, solvent: 500 },
        { target: 0.1, from: 10, intermediate: 10, take: 10, solvent: 990 },
        { target: 0, from: 100, intermediate: 1, take: 0, solvent: 1000 },
      ],
    )
    expect(fails('Dilution table', { stock: 1, targets: [2] })).toContain('more than the stock')
    expect(fails('Dilution table', { stock: 1, targets: [-1] })).toContain('no concentration')
    expect(fails('Dilution table', { stock: 100, targets: [30], volume: 5, smallest: 4 })).toContain(
      'make a larger volume',
    )
  })
})

describe('Half-life', () => {
  const times = [0, 2, 5, 9, 14]
  it('finds the half-life of a decay over a background', () => {
    const readings = times.map((t) => 7 + 120 * 2 ** (-t / 3.5))
    expect(gives('Half-life', { times, readings, background: 7 })).toMatchObject({
      halfLife: expect.closeTo(3.5, 10),
      halfLifeError: expect.closeTo(0, 8),
      initial: expect.closeTo(120, 8),
      used: 5,
    })
  })
  it('gives the error of a line', () => {
    // ln of the readings 0.1, -0.2, -0.9 at 0, 1, 2: slope -1/2, squares left 0.08/3, standard error √(0.08/6).
    const result = gives('Half-life', { times: [0, 1, 2], readings: [0.1, -0.2, -0.9].map(Math.exp) })
    expect(result).toMatchObject({
      rate: expect.closeTo(0.5, 12),
      rateError: expect.closeTo(Math.sqrt(0.08 / 6), 12),
    })
  })
  it('leaves out what is gone, and refuses what does not fall', () => {
    const { said } = run('Half-life', { times, readings: [8, 4, 2, 1, 0] })
    expect(said).toEqual(['1 readings at or below the background are left out'])
    expect(fails('Half-life', { times, readings: [1, 2, 3, 4, 5] })).toContain('do not fall')
    expect(fails('Half-life', { times, readings: [1] })).toContain('5 times but 1 readings')
    expect(fails('Half-life', { times: [1, 2], readings: [2, 1] })).toContain('three readings')
  })
})

describe('Round to the uncertainty', () => {
  it.each([
    [12.34567, 0.0698, 2, '12.346 ± 0.070', '12.346(70)'],
    [12.34567, 0.0698, 1, '12.35 ± 0.07', '12.35(7)'],
    [1234.5, 95.4, 2, '1235 ± 95', '1235(95)'],
    [1234.5, 95.4, 1, '1230 ± 100', '1230(100)'],
    [0.00123456, 0.0000098, 2, '0.0012346 ± 0.0000098', '0.0012346(98)'],
    [3.16259, 1.26, 2, '3.2 ± 1.3', '3.2(1.3)'],
    [5, 0, 2, '5', '5'],
    [0.5, 0.001, 1, '0.500 ± 0.001', '0.500(1)'],
  ])('%d ± %d with %d digits', (value, uncertainty, digits, text, short) => {
    expect(gives('Round to the uncertainty', { rows: [{ value, uncertainty }], digits })).toMatchObject([
      { text, short },
    ])
  })
  it('refuses what is no uncertainty', () => {
    expect(fails('Round to the uncertainty', { rows: [{ value: 1, uncertainty: -1 }] })).toContain('of row 1')
    expect(fails('Round to the uncertainty', { rows: [{ value: 'x' }] })).toContain('no number')
    expect(fails('Round to the uncertainty', { rows: [], digits: 9 })).toContain('Between 1 and 6')
  })
})

describe('Headers to identifiers', () => {
  it('makes names of headers, none twice', () => {
    const { gives: rows, said } = run('Headers to identifiers', {
      rows: [
        { 'Mass (mg)': 1, 'mass mg': 2, 'Größe [µm]': 3, '% Yield': 4, '2θ': 5, '***': 6, ok: 7 },
        { new: 8 },
      ],
    })
    expect(rows).toEqual([
      { mass_mg: 1, mass_mg_2: 2, grosse_um: 3, percent_yield: 4, _2_theta: 5, column: 6, ok: 7 },
      { new: 8 },
    ])
    expect(said).toContain('Mass (mg) → mass_mg')
    expect(said).toHaveLength(6)
    expect(gives('Headers to identifiers', { rows: [{ 'A b': 1 }], keepCase: true })).toEqual([{ A_b: 1 }])
  })
})

describe('Date gaps', () => {
  it('counts what is missing across a leap day', () => {
    const dates = ['2024-03-02', '2024-02-27', '2024-02-28', '2024-02-28', '2024-03-10']
    expect(gives('Date gaps', { dates })).toEqual([
      { after: '2024-02-28T00:00:00.000Z', before: '2024-03-02T00:00:00.000Z', missing: 2 },
      { after: '2024-03-02T00:00:00.000Z', before: '2024-03-10T00:00:00.000Z', missing: 7 },
    ])
  })
  it('takes a reading a little late for none', () => {
    const dates = ['2024-01-01T00:00:00Z', '2024-01-01T00:19:00Z', '2024-01-01T01:00:00Z']
    expect(gives('Date gaps', { dates, every: 15, unit: 'minutes' })).toMatchObject([{ missing: 2 }])
  })
  it('refuses what is no date and no unit', () => {
    expect(fails('Date gaps', { dates: ['1.2.2024'] })).toContain('"1.2.2024" is not a date')
    expect(fails('Date gaps', { dates: [], unit: 'months' })).toContain('"months" is none of')
    expect(fails('Date gaps', { dates: [], every: 0 })).toContain('one unit at least')
  })
})
