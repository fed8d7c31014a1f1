import { closest } from '#shared/base/closest.ts'
import { fail } from '#shared/base/errors.ts'
import type { Place } from './names.ts'

/** Names that people expect from elsewhere, and what to do instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  Date: 'results must not depend on the clock or the time zone; use the date functions, such as parseDate(…)',
  console: 'use a Log node, or log(…) in a script',
  eval: 'text is not run as code',
  log: 'for a logarithm there are ln, log10, log2 and logBase; to write to the log, use a Log node or a script',
  fetch: 'nothing outside can be reached; use an HTTP node',
  require: 'nothing can be imported',
  process: 'nothing outside can be reached; use an Environment node',
  globalThis: 'there are only the inputs and the functions of the library',
  window: 'there are only the inputs and the functions of the library',
  Promise: 'the result is given at once',
  setTimeout: 'the result is given at once',
}

/** Fails with a sentence that helps to find the name that was meant. Error: `expression_failed`. */
export function unknownName(
  name: string,
  place: Place,
  inputs: readonly string[],
  scope: readonly string[],
): never {
  const instead = INSTEAD[name]
  const odd = inputs.find((input) => !isIdentifier(input) && input.startsWith(name))
  const near = closest(name, [...inputs.filter(isIdentifier), ...scope])
  const hint = instead
    ? `: ${instead}.`
    : odd
      ? `. To use the input "${odd}", write inputs[${JSON.stringify(odd)}].`
      : near
        ? `; did you mean "${near}"?`
        : `. Inputs here: ${inputs.length > 0 ? inputs.join(', ') : 'none'}.`
  fail('expression_failed', `There is no "${name}" here${hint}`, { name, ...place })
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
}
