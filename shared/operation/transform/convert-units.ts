import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const UnitChange = z.object({
  column: field(z.string().default(''), { label: 'Column', widget: 'column', needed: true }),
  from: field(z.string().default(''), {
    label: 'From',
    help: 'Empty: what stands in brackets at the end of the column’s name, as in "mass (mg)" or "E [keV]".',
    placeholder: 'mg',
  }),
  to: field(z.string().default(''), { label: 'To', placeholder: 'kg', needed: true }),
})
export type UnitChange = z.infer<typeof UnitChange>

/** A name and the unit in brackets at its end. */
export function unitInName(
  name: string,
): { readonly bare: string; readonly unit: string; readonly brackets: string } | undefined {
  const found = /^(.*?)\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^[\]]*)\])\s*$/.exec(name)
  if (!found) return undefined
  const [, bare = '', round, square] = found
  return { bare, unit: round ?? square ?? '', brackets: round === undefined ? '[]' : '()' }
}

/** The column's name once its numbers are in another unit: the unit in its brackets changes with them. */
export function renamedUnit(name: string, to: string): string {
  const found = unitInName(name)
  if (!found) return name
  return `${found.bare} ${found.brackets.charAt(0)}${to}${found.brackets.charAt(1)}`.trimStart()
}

export const convertUnits = defineOperation({
  id: 'transform.convertUnits',
  type: 'TRANSFORM',
  version: 1,
  title: 'Convert units',
  summary: 'Turns columns from one unit into another, and refuses units of different quantities.',
  keywords: [
    'unit',
    'convert',
    'SI',
    'temperature',
    'celsius',
    'fahrenheit',
    'inch',
    'psi',
    'eV',
    'dimension',
  ],
  icon: 'ruler-measure',
  config: z.object({
    columns: field(z.array(UnitChange).default([]), {
      label: 'Columns',
      needed: true,
      help: 'Units as people write them: mAh/g, µm, °C, kJ/(mol K), cm⁻¹, %. By UnitMath, constants by CODATA 2022 and NIST SP 811.',
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Degrees Celsius in kelvin',
      config: { columns: [{ column: 'T (°C)', to: 'K' }] },
      inputs: { log: [{ 'T (°C)': 25 }] },
      output: [{ 'T (K)': 298.15 }],
    },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column that is named is not in the table.',
    not_numeric: 'A column holds no numbers.',
    unit_missing: 'A unit is not given and does not stand in the column’s name.',
    unit_unknown: 'There is no such unit.',
    unit_incompatible: 'The units measure different quantities, such as a length and a time.',
    bad_column_name: 'Two columns would have one name.',
  },
  describe: ({ columns }) =>
    columns.map(({ column, to }) => `${column || 'column'} in ${to || 'unit'}`).join(', '),
})
