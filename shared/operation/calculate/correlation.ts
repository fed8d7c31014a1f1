import { z } from 'zod'
import { SINGLE_OUTPUT } from '../../chain/schema.ts'
import { defineOperation, oneInput } from '../define.ts'
import { field } from '../field.ts'
import { columnsField, missingField, SERIES_ERRORS } from '../series.ts'

export const correlation = defineOperation({
  id: 'calculate.correlation',
  type: 'CALCULATE',
  version: 1,
  title: 'Correlation',
  summary: 'Computes how strongly columns of numbers go together, each with each.',
  keywords: ['Pearson', 'Spearman', 'rank', 'r', 'matrix', 'dependence', 'association'],
  icon: 'chart-scatter',
  config: z.object({
    method: field(z.enum(['pearson', 'spearman']).default('pearson'), {
      label: 'Method',
      help: 'Pearson for straight lines, Spearman (of ranks) for any rise or fall. Intervals are of 95 %, by Fisher’s z (1921).',
      options: { pearson: 'Pearson', spearman: 'Spearman' },
    }),
    columns: columnsField(),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: [
    { name: SINGLE_OUTPUT, label: 'Matrix', type: 'table' },
    { name: 'pairs', label: 'Pairs', type: 'table' },
  ],
  traits: { pure: true },
  examples: [
    {
      title: 'Mass and length',
      config: {},
      inputs: {
        parts: [
          { mass: 1, length: 2 },
          { mass: 2, length: 4 },
          { mass: 3, length: 6 },
        ],
      },
      output: [
        { column: 'mass', mass: 1, length: 1 },
        { column: 'length', mass: 1, length: 1 },
      ],
    },
  ],
  errors: { ...SERIES_ERRORS },
  chart: () => ({
    x: '',
    y: '',
    below: 'r',
    layers: [{ source: 'pairs', mark: 'cells', x: 'first', y: 'second', value: 'r' }],
  }),
  describe: ({ method, columns }) =>
    `${method} of ${columns.length > 0 ? columns.join(', ') : 'all columns'}`,
})
