import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'

/** The text of an environment variable. Error: `variable_missing`. */
export function variableOf(name: string, context: OperationContext): string {
  const { environment } = context.services
  const text = Object.hasOwn(environment, name) ? environment[name] : undefined
  return (
    text ??
    fail(
      'variable_missing',
      `The environment variable "${name}" is not set: set it, then start Ergo again.`,
      { variable: name },
    )
  )
}
