import { fail } from '#shared/base/errors.ts'
import { environment } from '#shared/operation/data-input/environment.ts'
import { giveJson, implement } from '../define.ts'

/** Names that people give to what must not be seen. */
const SECRET = /secret|token|passw|credential|private|(?:^|_)(?:api_?key|access_?key|auth|pwd)(?:_|$)/i

export const runEnvironment = implement(environment, ({ variable }, context) => {
  const { environment: variables } = context.services
  const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined
  if (value === undefined) {
    fail(
      'variable_missing',
      `The environment variable "${variable}" is not set: set it, then start Ergo again.`,
      {
        variable,
      },
    )
  }
  if (SECRET.test(variable)) {
    context.warn(
      'secret_kept',
      `"${variable}" looks like a secret, and its text is kept with the run's results: delete the run if so.`,
      { variable },
    )
  }
  return giveJson(value)
})
