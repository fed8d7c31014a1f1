import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, SERIES_ERRORS } from '../series.ts'

const column = (label: string, help: string) =>
  field(z.string().default(''), { label, help, widget: 'column' })

export const cycles = defineOperation({
  id: 'calculate.cycles',
  type: 'CALCULATE',
  version: 1,
  title: 'Cycles',
  summary: 'Computes capacity, energy, efficiency and retention of each charge–discharge cycle.',
  keywords: [
    'battery',
    'capacity',
    'retention',
    'coulombic efficiency',
    'charge',
    'discharge',
    'cycling',
    'galvanostatic',
  ],
  icon: 'battery-charging',
  config: z.object({
    time: column('Time', 'Empty: the first column of numbers.'),
    current: column('Current', 'Positive while charging. Empty: the next column of numbers.'),
    voltage: column(
      'Voltage',
      'Empty: the next column of numbers, if there is one; without it there are no energies.',
    ),
    cycle: column('Cycle number', 'Empty: found from the sign of the current.'),
    timeUnit: field(z.enum(['s', 'min', 'h']).default('s'), {
      label: 'Time is in',
      help: 'Capacities are the integral of the current by the trapezoid rule, in units of the current times hours: mA gives mAh.',
      options: { s: 'Seconds', min: 'Minutes', h: 'Hours' },
    }),
    chargeSign: field(z.enum(['positive', 'negative']).default('positive'), {
      label: 'Charging current is',
      options: { positive: 'Positive', negative: 'Negative' },
    }),
    rest: field(z.number().min(0).nullable().default(null), {
      label: 'Pause below',
      help: 'The current of a pause, without its sign. Empty: 0.1 % of the greatest current.',
      advanced: true,
    }),
    reference: field(z.int().min(1).default(1), {
      label: 'Reference cycle',
      help: 'Retention is the discharge capacity as a percentage of this cycle’s.',
    }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'One hour up, one hour down',
      config: { time: 't', current: 'I', voltage: 'V', timeUnit: 'h' },
      inputs: {
        cell: [
          { t: 0, I: 1, V: 3 },
          { t: 1, I: 1, V: 4 },
          { t: 1.5, I: 0, V: 4 },
          { t: 2, I: -1, V: 4 },
          { t: 3, I: -1, V: 3 },
        ],
      },
      output: [
        {
          cycle: 1,
          chargeCapacity: 1.25,
          dischargeCapacity: 1.25,
          coulombicEfficiency: 100,
          retention: 100,
          chargeEnergy: 4.5,
          dischargeEnergy: 4.5,
          energyEfficiency: 100,
          meanChargeVoltage: 3.6,
          meanDischargeVoltage: 3.6,
        },
      ],
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    time_not_ascending: 'Time goes back.',
    no_cycles: 'The current never leaves the pause.',
    reference_missing: 'The reference cycle is not in the data, or it was not discharged.',
  },
  chart: () => ({
    y: 'capacity',
    below: 'efficiency',
    layers: [
      { source: 'out', mark: 'points', x: 'cycle', y: 'chargeCapacity', name: 'charge' },
      { source: 'out', mark: 'points', x: 'cycle', y: 'dischargeCapacity', name: 'discharge' },
      {
        source: 'out',
        mark: 'points',
        x: 'cycle',
        y: 'coulombicEfficiency',
        name: 'efficiency',
        panel: 'below',
      },
    ],
  }),
  describe: ({ reference, current }) => `cycles of ${current || 'current'}, against cycle ${reference}`,
})
