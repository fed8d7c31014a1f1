import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import { CONSTANTS, LANGUAGE } from './language.ts'
import { LIBRARY } from './library/index.ts'
import { checkText, type TextKind } from './text.ts'
import { unknownName } from './unknown.ts'

const SCOPE: ReadonlySet<string> = new Set([...LANGUAGE, ...Object.keys(CONSTANTS), ...Object.keys(LIBRARY)])

/**
 * What keeps a text from being compiled with these names in scope: it does not parse, or uses a name that is not there.
 * Nothing is evaluated and the realm stays as it is, so any thread may ask.
 */
export function textProblem(source: string, kind: TextKind, names: readonly string[]): AppError | null {
  try {
    for (const [name, place] of checkText(source, kind).free) {
      if (!names.includes(name) && !SCOPE.has(name)) unknownName(name, place, names, [...SCOPE])
    }
    return null
  } catch (error) {
    if (error instanceof AppFailure) return toAppError(error)
    throw error
  }
}
