import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, SERIES_ERRORS } from '../series.ts'

export const histogram = defineOperation({
  id: 'calculate.histogram',
  type: 'CALCULATE',
  version: 1,
  title: 'Histogram',
  summary: 'Counts the numbers of a column in equal bins.',
  keywords: ['distribution', 'bins', 'frequency', 'count', 'density', 'Freedman–Diaconis'],
  icon: 'chart-histogram',
  config: z.object({
    column: field(z.string().default(''), {
      label: 'Column',
      help: 'Empty: the first column of numbers.',
      widget: 'column',
    }),
    bins: field(z.int().min(1).max(10_000).nullable().default(null), {
      label: 'Bins',
      help: 'Empty: as many as the spread asks for (Freedman and Diaconis, 1981).',
    }),
    from: field(z.number().nullable().default(null), { label: 'From', help: 'Empty: the least number.' }),
    to: field(z.number().nullable().default(null), { label: 'To', help: 'Empty: the greatest number.' }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Particle sizes',
      config: { column: 'size', bins: 2, from: 0, to: 4 },
      inputs: { particles: [0, 1, 3, 4].map((size) => ({ size })) },
      output: [
        { bin: 1, from: 0, to: 2, middle: 1, count: 2, share: 0.5, density: 0.25 },
        { bin: 2, from: 2, to: 4, middle: 3, count: 2, share: 0.5, density: 0.25 },
      ],
    },
  ],
  errors: { ...SERIES_ERRORS, bad_range: 'The lower end of the bins is not below the upper one.' },
  chart: ({ column }) => ({
    ...(column ? { x: column } : {}),
    layers: [{ source: 'out', mark: 'spans', y: 'count', until: 'to', x: 'from' }],
  }),
  describe: ({ column, bins }) => `${column || 'numbers'} in ${bins ?? 'fitting'} bins`,
})
