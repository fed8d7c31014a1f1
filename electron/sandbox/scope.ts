import { CONSTANTS, LANGUAGE } from './language.ts'
import { lockRealm } from './lockdown.ts'

/** What evaluated text can name beside its inputs, and the evaluator that knows nothing else. */
export interface Confines {
  readonly scope: Readonly<Record<string, unknown>>
  evaluate(code: string): unknown
}

/** Locks the realm down and makes a compartment whose only names are the language's harmless ones and `library`. */
export function makeConfines(library: Readonly<Record<string, unknown>>): Confines {
  lockRealm()
  const compartment = new Compartment({ __options__: true })
  const globals: Record<string, unknown> = compartment.globalThis
  const scope: Record<string, unknown> = Object.create(null)
  for (const name of LANGUAGE) scope[name] = globals[name]
  Object.assign(scope, CONSTANTS, library)
  harden(scope)
  // A place to keep something from one evaluation to the next would be one.
  Object.freeze(compartment.globalThis)
  return {
    scope,
    evaluate: (code) => compartment.evaluate(code, { __rejectSomeDirectEvalExpressions__: false }),
  }
}
