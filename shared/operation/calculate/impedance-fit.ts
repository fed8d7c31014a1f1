import { z } from 'zod'
import { defineOperation } from '../define.ts'
import { field } from '../field.ts'
import { FIT_ERRORS, FIT_PORTS, iterationsField, parametersField } from '../fitting.ts'
import { missingField, SERIES_ERRORS } from '../series.ts'

const column = (label: string, help: string) =>
  field(z.string().default(''), { label, help, widget: 'column' })

export const impedanceFit = defineOperation({
  id: 'calculate.impedanceFit',
  type: 'CALCULATE',
  version: 1,
  title: 'Impedance fit',
  summary: 'Fits an equivalent circuit to an impedance spectrum.',
  keywords: [
    'EIS',
    'electrochemical impedance spectroscopy',
    'equivalent circuit',
    'Nyquist',
    'Randles',
    'Warburg',
    'CPE',
    'charge transfer',
  ],
  icon: 'circuit-resistor',
  config: z.object({
    circuit: field(z.string().max(500).default('R0-p(R1,C1)'), {
      label: 'Circuit',
      help: '"-" in series, p(…,…) in parallel. Elements: R, C, L, CPE (Q and n), W (semi-infinite diffusion), Wo (to a wall), Ws (to a sink; both R and tau), G (Gerischer). Complex nonlinear least squares (Boukamp, 1986).',
      placeholder: 'R0-p(R1,C1)-p(R2-Wo1,C2)',
    }),
    frequency: column('Frequency', 'In Hz. Empty: the first column of numbers.'),
    real: column('Real part', 'Z′ in ohm. Empty: the next column of numbers.'),
    imaginary: column('Imaginary part', 'Z″ in ohm. Empty: the next column of numbers.'),
    sign: field(z.enum(['imaginary', 'minusImaginary']).default('imaginary'), {
      label: 'The imaginary column holds',
      options: { imaginary: 'Z″ (negative for capacitors)', minusImaginary: '−Z″' },
    }),
    parameters: parametersField(
      'By name, e.g. R1, CPE1_Q, CPE1_n, Wo1_R, Wo1_tau. Those that are not listed start from the data.',
    ),
    weighting: field(z.enum(['modulus', 'unit']).default('modulus'), {
      label: 'Weighting',
      help: 'By the modulus, each point counts by its relative error.',
      options: { modulus: 'By the modulus |Z|', unit: 'None' },
      advanced: true,
    }),
    maxIterations: iterationsField(),
    missing: missingField(),
  }),
  ...FIT_PORTS,
  examples: [
    {
      title: 'A cell with diffusion',
      config: {
        circuit: 'R0-p(R1-Wo1,CPE1)',
        frequency: 'f',
        real: 'Zre',
        imaginary: 'Zim',
        parameters: [{ name: 'Wo1_tau', start: 10 }],
      },
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    ...FIT_ERRORS,
    bad_circuit: 'The circuit can’t be read.',
    bad_frequency: 'A frequency is not positive.',
  },
  chart: () => ({
    equal: true,
    layers: [
      { source: 'fitted', mark: 'points', x: 1, y: 2, negative: true, name: 'measured' },
      { source: 'fitted', mark: 'line', x: 3, y: 4, negative: true, name: 'fit' },
    ],
  }),
  describe: ({ circuit }) => circuit,
})
