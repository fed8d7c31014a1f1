import { PYTHON_FUNCTIONS, type PythonFunction } from '../../operation/python/index.ts'

/**
 * What a translated condition relies on: every function of `shared/operation/python`, in the scope of every expression
 * under its own name. That module is both the exact meaning and the code; the sandbox only has to offer it.
 */
export const PYTHON_LIBRARY: ReadonlySet<string> = new Set(Object.keys(PYTHON_FUNCTIONS))

/** JavaScript that calls one of them with arguments that are JavaScript already. */
export function callOf(name: PythonFunction, ...args: readonly string[]): string {
  return `${name}(${args.join(', ')})`
}
