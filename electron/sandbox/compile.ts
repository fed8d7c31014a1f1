import { fail } from '#shared/base/errors.ts'
import { USER_SOURCE } from './lockdown.ts'
import type { Place } from './names.ts'
import type { Confines } from './scope.ts'
import type { CheckedText, TextKind } from './text.ts'
import { unknownName } from './unknown.ts'

/** Text made into a function. `reads` are the positions of the names that it uses. */
export interface CompiledText {
  readonly call: (values: readonly unknown[]) => unknown
  readonly reads: readonly number[]
}

/**
 * Makes the user's text a function of the values of `names`. Every name that the text uses is a constant of an
 * enclosing function: an input from the values, anything else from the scope. So no lookup goes through the
 * compartment's scope proxies, which would cost microseconds, and a name that is not there is told now.
 *
 * Of equal names the last counts; names that can't be written in the language are left out. Error: `expression_failed`.
 */
export function compileText(
  { code, free }: CheckedText,
  kind: TextKind,
  names: readonly string[],
  confines: Confines,
): CompiledText {
  const values = pickName('values', free)
  const scope = pickName('scope', free)
  const fromScope: string[] = []
  const fromValues: string[] = []
  const reads: number[] = []
  for (const [name, place] of free) {
    const at = isWritable(name) ? names.lastIndexOf(name) : -1
    if (at >= 0) {
      reads.push(at)
      fromValues.push(`${name} = ${values}[${at}]`)
    } else if (name in confines.scope) fromScope.push(name)
    else unknownName(name, place, names, Object.keys(confines.scope))
  }
  // All on one line: with the line that `code` begins with, the user's text starts at line 2.
  const head = [
    `'use strict';`,
    fromScope.length > 0 ? `const {${fromScope.join(', ')}} = ${scope};` : '',
    `return function (${values}) {`,
    fromValues.length > 0 ? `const ${fromValues.join(', ')};` : '',
  ].join(' ')
  const body = kind === 'expression' ? `return ${code}` : `return (function () {${code}})()`
  const make = evaluateOrFail(
    `(function (${scope}) { ${head} ${body} } })\n//# sourceURL=${USER_SOURCE}`,
    confines,
  )
  return { call: make(confines.scope), reads }
}

type Make = (scope: Confines['scope']) => CompiledText['call']

function evaluateOrFail(code: string, confines: Confines): Make {
  try {
    return confines.evaluate(code) as Make
  } catch (error) {
    // Syntax that our parser accepts and the engine does not.
    return fail(
      'expression_failed',
      `The text can't be read: ${error instanceof Error ? error.message : 'bad syntax'}.`,
    )
  }
}

/** A name for our own use that the user's text does not use. */
function pickName(wanted: string, free: ReadonlyMap<string, Place>): string {
  return free.has(wanted) ? pickName(`${wanted}_`, free) : wanted
}

/** Words of the language that a parser may report as names, but that can't be declared. */
const UNDECLARABLE = new Set(['arguments', 'eval', 'undefined', 'NaN', 'Infinity'])
const isWritable = (name: string): boolean => !UNDECLARABLE.has(name)
