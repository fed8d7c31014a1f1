import { environment } from '#shared/operation/data-input/environment.ts'
import { giveJson, implement } from '../define.ts'
import { variableOf } from '../variable.ts'

/** Names that people give to what must not be seen. */
const SECRET = /secret|token|passw|credential|private|(?:^|_)(?:api_?key|access_?key|auth|pwd)(?:_|$)/i

export const runEnvironment = implement(environment, ({ variable }, context) => {
  const value = variableOf(variable, context)
  if (SECRET.test(variable)) {
    context.warn(
      'secret_kept',
      `"${variable}" looks like a secret, and its text is kept with the run's results: delete the run if so.`,
      { variable },
    )
  }
  return giveJson(value)
})
