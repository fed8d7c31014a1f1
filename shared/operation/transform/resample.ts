import { z } from 'zod'
import { SINGLE_INPUT } from '../../chain/schema.ts'
import { defineOperation, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { columnsField, missingField, xField } from '../series.ts'
import { CURVE_ERRORS } from '../signal.ts'

export const ResampleMethod = z.enum(['linear', 'cubic', 'mean'])
export type ResampleMethod = z.infer<typeof ResampleMethod>

export const resample = defineOperation({
  id: 'transform.resample',
  type: 'TRANSFORM',
  version: 1,
  title: 'Resample',
  summary: 'Gives curves new, evenly spaced x, or those of another table.',
  keywords: ['resample', 'interpolate', 'spline', 'grid', 'align', 'evenly spaced', 'downsample', 'rebin'],
  icon: 'grid-dots',
  config: z.object({
    method: field(ResampleMethod.default('linear'), {
      label: 'Between points',
      help: 'Natural cubic splines: de Boor, "A Practical Guide to Splines" (1978). Means are those of the points up to halfway to the next place.',
      options: { linear: 'Straight lines', cubic: 'Cubic spline', mean: 'Means of the points near' },
    }),
    x: xField(),
    columns: columnsField('The columns that are functions of x. Empty: all other columns of numbers.'),
    step: field(z.number().positive().nullable().default(null), {
      label: 'Step',
      help: 'Between new places. Empty: as many points as there were. Not used where a grid is connected.',
    }),
    from: field(z.number().nullable().default(null), { label: 'From', help: 'Empty: the lowest x.' }),
    to: field(z.number().nullable().default(null), { label: 'To', help: 'Empty: the highest x.' }),
    missing: missingField(),
  }),
  inputs: [
    { name: SINGLE_INPUT, label: 'Curves', type: 'table' },
    { name: 'grid', label: 'Grid', type: 'table', optional: true },
  ],
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Every half second',
      config: { step: 0.5 },
      inputs: {
        in: [
          { time: 0, level: 0 },
          { time: 1, level: 4 },
        ],
      },
      output: [
        { time: 0, level: 0 },
        { time: 0.5, level: 2 },
        { time: 1, level: 4 },
      ],
    },
  ],
  errors: {
    ...CURVE_ERRORS,
    outside_data: 'A new place lies outside the data, where nothing is known of y.',
    bad_grid:
      'The grid has no numbers, is not evenly spaced where means are taken, or does not ascend from first to last.',
    too_many_rows: 'There would be more than 5 million rows, or there are.',
  },
  chart: () => ({ layers: [{ source: 'out', mark: 'line', x: 0, y: { from: 1 } }] }),
  describe: ({ method, step, x }) =>
    `${x || 'x'} ${step === null ? 'evenly' : `every ${step}`}, ${{ linear: 'lines', cubic: 'spline', mean: 'means' }[method]}`,
})
