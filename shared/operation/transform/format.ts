import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { notationField } from '../notation.ts'

export const format = defineOperation({
  id: 'transform.format',
  type: 'TRANSFORM',
  version: 1,
  title: 'Format',
  summary: 'Writes a value as text: plain, JSON, CSV, percent, or with fixed decimals.',
  keywords: ['text', 'string', 'json', 'csv', 'percent', 'decimals', 'round', 'print'],
  icon: 'typography',
  config: z.object({
    format: field(z.enum(['text', 'json', 'csv', 'percent', 'fixed']).default('text'), {
      label: 'Format',
      help: 'Percent and fixed take a number, CSV takes a list.',
      options: {
        text: 'Text',
        json: 'JSON',
        csv: 'CSV',
        percent: 'Percent',
        fixed: 'Fixed decimals',
      },
    }),
    precision: field(z.number().int().min(0).max(100).default(2), {
      label: 'Precision',
      help: 'Digits after the decimal point.',
      when: { key: 'format', is: ['percent', 'fixed'] },
    }),
    notation: notationField(),
  }),
  inputs: oneInput('json'),
  outputs: oneOutput('text'),
  traits: { pure: true },
  examples: [
    { title: 'A share', config: { format: 'percent' }, inputs: { share: 0.1234 }, output: '12.34%' },
    { title: 'A list', config: { format: 'csv' }, inputs: { masses: [1.5, 2, 'n/a'] }, output: '1.5,2,n/a' },
  ],
  errors: {
    not_a_number: 'Percent or fixed is asked of something that is no number.',
    not_a_list: 'CSV is asked of something that is no list.',
    not_finite: 'The percentage is too large to hold.',
  },
  describe: (config) =>
    config.format === 'percent' || config.format === 'fixed'
      ? `${config.format}, ${config.precision} digits`
      : config.format,
})
