import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { AppFailure } from '#shared/base/errors.ts'

export const expressions = makeExpressions()

/** What evaluated text came to: a value, or a failure that is ours. Anything else that is thrown is a way out. */
export type Outcome = { readonly gave: unknown } | { readonly code: string; readonly message: string }

function outcomeOf(run: () => unknown): Outcome {
  try {
    return { gave: run() }
  } catch (error) {
    if (error instanceof AppFailure) return { code: error.code, message: error.message }
    throw error
  }
}

/** Evaluates an expression with these inputs. */
export function attempt(source: string, values: Readonly<Record<string, unknown>> = {}): Outcome {
  return outcomeOf(() => expressions.compile(source, Object.keys(values))(Object.values(values)))
}

/** Runs a script with these inputs. */
export function attemptScript(
  code: string,
  values: Readonly<Record<string, unknown>> = {},
  log: (message: string) => void = () => {},
): Outcome {
  return outcomeOf(() => expressions.compileScript(code, Object.keys(values))(Object.values(values), log))
}
