import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import { CONSTANTS, LANGUAGE } from './language.ts'
import { LIBRARY } from './library/index.ts'
import { checkText, type TextKind } from './text.ts'
import { unknownName } from './unknown.ts'

const SCOPE: ReadonlySet<string> = new Set([...LANGUAGE, ...Object.keys(CONSTANTS), ...Object.keys(LIBRARY)])

/**
 * What keeps a text from being compiled with these names in scope: it does not parse, or uses names that are not there.
 * Nothing is evaluated and the realm stays as it is, so any thread may ask.
 */
export function textProblems(source: string, kind: TextKind, names: readonly string[]): AppError[] {
  return failuresOf(() =>
    [...checkText(source, kind).free].flatMap(([name, place]) =>
      names.includes(name) || SCOPE.has(name)
        ? []
        : failuresOf(() => unknownName(name, place, names, [...SCOPE])),
    ),
  )
}

/** The first of {@link textProblems}. */
export const textProblem = (source: string, kind: TextKind, names: readonly string[]): AppError | null =>
  textProblems(source, kind, names)[0] ?? null

function failuresOf(look: () => AppError[]): AppError[] {
  try {
    return look()
  } catch (error) {
    if (error instanceof AppFailure) return [toAppError(error)]
    throw error
  }
}
