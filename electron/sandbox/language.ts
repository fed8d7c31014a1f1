/**
 * The names of the language that evaluated text may use. Missing on purpose: the clock (`Date`), chance, promises,
 * reflection, code made of text, typed arrays (whose NaNs can carry hidden bits).
 */
export const LANGUAGE = [
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

/** Names that are values, which a compartment would look up among its globals. */
export const CONSTANTS = { undefined, NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY } as const
