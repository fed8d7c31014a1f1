import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversion } from '#electron/analysis/units.ts'
import { renamedUnit, unitInName } from '#shared/operation/transform/convert-units.ts'

function convert(value: number, from: string, to: string): number {
  const found = conversion(from, to)
  if (!('factor' in found)) throw new Error(JSON.stringify(found))
  return value * found.factor + found.offset
}

describe('conversion of units', () => {
  it.each<[number, string, string, number]>([
    [25, '°C', 'K', 298.15],
    [212, '°F', '°C', 100],
    [-40, 'degC', 'degF', -40],
    [1, 'mAh/g', 'Ah/kg', 1],
    [1, 'mAh', 'C', 3.6],
    [1, 'keV', 'J', 1.602176634e-16],
    [5, 'µm', 'nm', 5000],
    [1.54, 'Å', 'nm', 0.154],
    [1000, 'cm⁻¹', '1/m', 1e5],
    [1, '/cm', 'm^-1', 100],
    [1, 'W/(m² K)', 'W/m^2/K', 1],
    [1, 'J/(mol·K)', 'kJ/mol K', 0.001],
    [2, 'Ω cm²', 'ohm m^2', 2e-4],
    [3, '%', 'ppm', 3e4],
    [0.5, '', '%', 50],
    [60, 'rpm', 'Hz', 1],
    [1, 'mmHg', 'Pa', 133.322387415],
    [1, 'psi', 'Pa', 6894.757293168361],
    [1, 'kcal', 'kJ', 4.184],
    [1, 'in', 'cm', 2.54],
    [6, '°C/min', 'K/s', 0.1],
    [1, 'mM', 'mol/m^3', 1],
    [3, 'm**2', 'cm^2', 3e4],
  ])('%d %s is in %s: %d', (value, from, to, expected) => {
    expect(convert(value, from, to) / expected).toBeCloseTo(1, 13)
  })

  it.each<[number, string, string, number]>([
    [12.5, 'µg/kg', 'ng/g', 12.5],
    [2, '%', 'mg/g', 20],
    [1, 'ppm', 'mg/kg', 1],
    [3, 'mL/L', 'µL/mL', 3],
    [1, '1/K', 'µm/(m K)', 1e6],
    [12, 'µm/(m K)', 'ppm/K', 12],
    [1, 'm', 'mm²/m', 1e6],
    [5, 'g', 'mg²/g', 5e6],
    [7, '', 'mm/km', 7e6],
    [2, 'm³/(m² h)', 'mm³/(mm² h)', 2000],
    [4, 'ng/g', 'ng/g', 4],
  ])('keeps the prefixes of a ratio of like units: %d %s is in %s: %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBe(expected)
  })

  it.each([
    ['m', 's', { incompatible: true }],
    ['mg/L', 'ppm', { incompatible: true }],
    ['°C', 'J', { incompatible: true }],
    ['2 m', 'm', { unknown: '2 m' }],
    ['smoot', 'm', { unknown: 'smoot' }],
    ['m', 'm^', { unknown: 'm^' }],
  ])('from %s to %s is refused', (from, to, reason) => {
    expect(conversion(from, to)).toEqual(reason)
  })

  it('there and back again is where one was', () => {
    const groups = [
      ['°C', 'K', '°F', 'degR'],
      ['m', 'Å', 'in', 'mi', 'µm'],
      ['Pa', 'bar', 'psi', 'mmHg', 'N/mm²', 'torr'],
      ['J', 'eV', 'cal', 'kWh', 'BTU'],
      ['mAh/g', 'C/kg'],
      ['1/cm', 'nm^-1'],
      ['ng/g', 'mg/kg', 'µL/L', '%', 'ppm', ''],
      ['1/K', 'µm/(m K)', 'ppm/K', 'mm/(cm K)'],
      ['m', 'mm²/m', 'm³/cm²'],
    ]
    const pair = fc
      .constantFrom(...groups)
      .chain((units) =>
        fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units), fc.integer({ min: -1e6, max: 1e6 })),
      )
    fc.assert(
      fc.property(pair, ([from, to, value]) => {
        const back = convert(convert(value, from, to), to, from)
        expect(Math.abs(back - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)))
      }),
    )
  })
})

describe('the unit in a name', () => {
  it.each([
    ['mass (mg)', 'mg', 'mass (kg)'],
    ['E [keV]', 'keV', 'E [kg]'],
    ['h (W/(m² K))', 'W/(m² K)', 'h (kg)'],
    ['(mg)', 'mg', '(kg)'],
    ['mass', undefined, 'mass'],
  ])('%s', (name, unit, renamed) => {
    expect(unitInName(name)?.unit).toBe(unit)
    expect(renamedUnit(name, 'kg')).toBe(renamed)
  })
})
