import { fail } from '#shared/base/errors.ts'
import { parameter } from '#shared/operation/data-input/parameter.ts'
import { giveJson, implement } from '../define.ts'
import { fieldOf } from '../fields.ts'

export const runParameter = implement(parameter, (config, context) => {
  const path = config.path || context.nodeName
  const value = fieldOf(context.params, path)
  if (value === undefined) {
    const given = Object.keys(context.params)
    fail(
      'parameter_missing',
      `The run has no input "${path}" (${given.length === 0 ? 'it has none' : `it has: ${given.join(', ')}`}). Give it when you run the chain.`,
      { path },
    )
  }
  return giveJson(value)
})
