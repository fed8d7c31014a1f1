import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, xField, yField } from '../series.ts'
import { BAD_WINDOW, CURVE_ERRORS, madeChart, orderField, UNEVEN, windowField } from '../signal.ts'

const SAVITZKY_GOLAY = { when: { key: 'method', is: ['savitzkyGolay'] } }

export const derivative = defineOperation({
  id: 'transform.derivative',
  type: 'TRANSFORM',
  version: 1,
  title: 'Derivative',
  summary: 'Computes how fast a curve changes: its first, second or third derivative.',
  keywords: ['derivative', 'slope', 'rate', 'differentiate', 'gradient', 'dy/dx', 'Savitzky–Golay'],
  icon: 'math-function',
  config: z.object({
    method: field(z.enum(['savitzkyGolay', 'differences']).default('savitzkyGolay'), {
      label: 'Method',
      help: 'Savitzky and Golay (Anal. Chem. 36 (1964) 1627) smooths and needs evenly spaced x; differences take the parabola through each three points, at any spacing.',
      options: { savitzkyGolay: 'Savitzky–Golay', differences: 'Differences' },
    }),
    x: xField(),
    y: yField(),
    derivative: field(z.int().min(1).max(3).default(1), { label: 'Which', help: '1 for the slope.' }),
    window: windowField('An odd number, 5 or more.', SAVITZKY_GOLAY),
    order: orderField(SAVITZKY_GOLAY),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'The slope of a parabola',
      config: { method: 'differences' },
      inputs: { way: [0, 1, 4, 9].map((s, t) => ({ t, s })) },
      output: [0, 1, 4, 9].map((s, t) => ({ t, s, 'ds/dt': 2 * t })),
    },
  ],
  errors: { ...CURVE_ERRORS, ...UNEVEN, ...BAD_WINDOW },
  chart: ({ x, y, derivative: which }) =>
    madeChart({ x, y }, derivativeName(x || 'x', y || 'y', which), true),
  describe: ({ x, y, derivative: which }) => `${derivativeName(x || 'x', y || 'y', which)}`,
})

/** dy/dx, d²y/dx², d³y/dx³. */
export function derivativeName(x: string, y: string, which: number): string {
  const power = ['', '', '²', '³'][which] ?? ''
  return `d${power}${y}/d${x}${power}`
}
