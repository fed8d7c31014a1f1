import { z } from 'zod'
import { SINGLE_OUTPUT } from '../chain/schema.ts'
import { type OperationSpec, oneInput } from './define.ts'
import { field } from './field.ts'

/** Where the search for a parameter starts, and what it may be. */
export const ParameterSetting = z.object({
  name: field(z.string().default(''), { label: 'Name' }),
  start: field(z.number().nullable().default(null), { label: 'Start', help: 'Empty: found from the data.' }),
  min: field(z.number().nullable().default(null), { label: 'At least' }),
  max: field(z.number().nullable().default(null), { label: 'At most' }),
})
export type ParameterSetting = z.infer<typeof ParameterSetting>

export const parametersField = (help: string) =>
  field(z.array(ParameterSetting).default([]), { label: 'Parameters', help })

export const iterationsField = () =>
  field(z.int().min(1).max(100_000).default(1000), { label: 'Most iterations', advanced: true })

/** A fit takes a table, and gives its parameters and the fitted points. */
export const FIT_PORTS = {
  inputs: oneInput('table'),
  outputs: [
    { name: SINGLE_OUTPUT, label: 'Result', type: 'record' },
    { name: 'fitted', label: 'Fitted', type: 'table' },
  ],
  traits: { pure: true, heavy: true },
} as const satisfies Pick<OperationSpec, 'inputs' | 'outputs' | 'traits'>

/** Errors of every nonlinear fit. None gives numbers. */
export const FIT_ERRORS = {
  bad_parameters:
    'A parameter is named twice or not part of the model, lacks a start value, or its bounds exclude each other.',
  start_not_finite: 'The model has no finite value at the start values.',
  no_convergence: 'The search did not end at a least sum of squares within the iterations allowed.',
  not_determined: 'Parameters can be changed together without changing the curve.',
} as const
