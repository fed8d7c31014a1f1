import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { notationField } from '../notation.ts'

export const format = defineOperation({
  id: 'transform.format',
  type: 'TRANSFORM',
  version: 1,
  title: 'Format',
  summary: 'Writes a value as text: plain, JSON, CSV, percent, with fixed decimals, or as a date.',
  keywords: ['text', 'string', 'json', 'csv', 'percent', 'decimals', 'round', 'date', 'print'],
  icon: 'typography',
  config: z.object({
    format: field(z.enum(['text', 'json', 'csv', 'percent', 'fixed', 'date']).default('text'), {
      label: 'Format',
      help: 'Percent and fixed take a number, CSV a list, date an ISO date or Unix milliseconds.',
      options: {
        text: 'Text',
        json: 'JSON',
        csv: 'CSV',
        percent: 'Percent',
        fixed: 'Fixed decimals',
        date: 'Date',
      },
    }),
    precision: field(z.number().int().min(0).max(100).default(2), {
      label: 'Precision',
      help: 'Digits after the decimal point.',
      when: { key: 'format', is: ['percent', 'fixed'] },
    }),
    pattern: field(z.string().min(1).default('YYYY-MM-DD'), {
      label: 'Pattern',
      help: 'Of YYYY, MM, DD, HH, mm, ss and SSS; in UTC.',
      when: { key: 'format', is: ['date'] },
    }),
    notation: notationField(),
  }),
  inputs: oneInput('json'),
  outputs: oneOutput('text'),
  traits: { pure: true },
  examples: [
    { title: 'A share', config: { format: 'percent' }, inputs: { share: 0.1234 }, output: '12.34%' },
    { title: 'A list', config: { format: 'csv' }, inputs: { masses: [1.5, 2, 'n/a'] }, output: '1.5,2,n/a' },
    {
      title: 'A day',
      config: { format: 'date', pattern: 'DD.MM.YYYY' },
      inputs: { measured: '2024-03-01T14:05:00Z' },
      output: '01.03.2024',
    },
  ],
  errors: {
    not_a_number: 'Percent or fixed is asked of something that is no number.',
    not_a_list: 'CSV is asked of something that is no list.',
    not_a_date: 'A date is asked of something that is neither a date in ISO form nor Unix milliseconds.',
    not_finite: 'The percentage is too large to hold.',
  },
  describe: ({ format: how, precision, pattern }) => {
    if (how === 'date') return pattern
    return how === 'percent' || how === 'fixed' ? `${how}, ${precision} digits` : how
  },
})
