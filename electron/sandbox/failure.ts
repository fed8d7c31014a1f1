import { AppFailure } from '#shared/base/errors.ts'
import { placeOf } from './lockdown.ts'
import type { TextKind } from './text.ts'

const MAX_MESSAGE = 2000

/** What evaluated text has thrown, as `expression_failed` with the line and column where it came up, if known. */
export function thrownFailure(thrown: unknown, kind: TextKind): AppFailure {
  const place = placeOf(thrown)
  // One line stands before the user's text.
  const at = place && place.line > 1 ? { line: place.line - 1, column: place.column } : undefined
  const where = at && at.line > 1 ? ` (line ${at.line})` : ''
  return new AppFailure('expression_failed', `The ${kind} failed${where}: ${messageOf(thrown)}`, at)
}

/** Asking what was thrown for its message can run evaluated code, which can throw again. */
function messageOf(thrown: unknown): string {
  try {
    if (thrown instanceof RangeError && /call stack/.test(thrown.message))
      return 'it calls itself without end.'
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    return typeof text === 'string'
      ? sentence(text.slice(0, MAX_MESSAGE))
      : 'it threw something without a message.'
  } catch {
    return 'it threw something without a message.'
  }
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)
