import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { SERIES_ERRORS } from '../series.ts'

export const BinMethod = z.enum(['count', 'width', 'edges', 'quantile'])
export type BinMethod = z.infer<typeof BinMethod>

export const bin = defineOperation({
  id: 'transform.bin',
  type: 'TRANSFORM',
  version: 1,
  title: 'Bin',
  summary: 'Says of each row in which class its number falls, so that rows can be grouped by class.',
  keywords: ['bin', 'class', 'bucket', 'interval', 'cut', 'discretize', 'quantile', 'group', 'range'],
  icon: 'layout-columns',
  config: z.object({
    column: field(z.string().default(''), {
      label: 'Column',
      help: 'Empty: the first column of numbers.',
      widget: 'column',
    }),
    method: field(BinMethod.default('count'), {
      label: 'Classes',
      help: 'A class holds its lower edge, the last one its upper edge too.',
      options: {
        count: 'So many of equal width',
        width: 'Of this width',
        edges: 'Between these edges',
        quantile: 'So many with as many rows each',
      },
    }),
    bins: field(z.int().min(1).max(1000).default(10), {
      label: 'How many',
      when: { key: 'method', is: ['count', 'quantile'] },
    }),
    width: field(z.number().positive().default(1), {
      label: 'Width',
      help: 'Edges are multiples of it.',
      when: { key: 'method', is: ['width'] },
    }),
    edges: field(z.array(z.number()).default([]), {
      label: 'Edges',
      help: 'Two or more, in any order.',
      when: { key: 'method', is: ['edges'] },
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Sizes in classes of 10',
      config: { column: 'size', method: 'width', width: 10 },
      inputs: { particles: [{ size: 12 }, { size: 3 }, { size: 20 }] },
      output: [
        { size: 12, bin: 2, 'bin low': 10, 'bin high': 20 },
        { size: 3, bin: 1, 'bin low': 0, 'bin high': 10 },
        { size: 20, bin: 3, 'bin low': 20, 'bin high': 30 },
      ],
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    bad_edges: 'There are fewer than two edges, or two are equal.',
    too_many_bins: 'There would be more than 10 000 classes.',
  },
  describe: ({ column, method, bins, width, edges }) => {
    const of = column || 'numbers'
    if (method === 'width') return `${of} in classes of ${width}`
    return method === 'edges'
      ? `${of} at ${edges.join(', ')}`
      : `${of} in ${bins} ${method === 'quantile' ? 'quantiles' : 'classes'}`
  },
})
