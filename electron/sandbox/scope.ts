import { lockRealm } from './lockdown.ts'

/**
 * The names of the language that evaluated text may use. Missing on purpose: the clock (`Date`), chance, promises,
 * reflection, code made of text, typed arrays (whose NaNs can carry hidden bits).
 */
const LANGUAGE = [
  'Array',
  'BigInt',
  'Boolean',
  'Error',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'RangeError',
  'RegExp',
  'Set',
  'String',
  'TypeError',
  'decodeURIComponent',
  'encodeURIComponent',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
] as const

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
  Object.assign(scope, { undefined, NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, ...library })
  harden(scope)
  // A place to keep something from one evaluation to the next would be one.
  Object.freeze(compartment.globalThis)
  return {
    scope,
    evaluate: (code) => compartment.evaluate(code, { __rejectSomeDirectEvalExpressions__: false }),
  }
}
