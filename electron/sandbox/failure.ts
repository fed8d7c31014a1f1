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
  return new AppFailure('expression_failed', `The ${kind} failed${where}: ${sentence(reasonOf(thrown))}`, at)
}

/** Asking what was thrown for its message can run evaluated code, which can throw again. */
function reasonOf(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    if (typeof text !== 'string' || text === '') return 'it threw an error without a message'
    return inPlainWords(text.slice(0, MAX_MESSAGE))
  } catch {
    return 'it threw an error without a message'
  }
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** The engine's own messages that people meet most, in words of the data. */
const PLAIN: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^Maximum call stack size exceeded$/, 'it calls itself without end'],
  [
    /^Cannot read properties of (?:null|undefined) \(reading '(.+)'\)$/,
    'there is nothing to read "$1" of. Check the names before it, or write ?. where something may be absent',
  ],
  [
    /^(?:Cannot (?:assign to read only property|add property|delete property) .*|.* object is not extensible)$/,
    'an input or a constant can\'t be changed. Make a new list or record, such as [...list, item] or { ...record, field: 1 }; to sort, use sort(list) or sortBy(list, "field")',
  ],
  [
    /^(\w+) is not a function$/,
    '"$1" is not a function. If a node is called so, it hides the function: rename the node',
  ],
  [/^.*%SharedMath%\.random\(\).*$/, 'there is no chance here: the same inputs must give the same result'],
]

function inPlainWords(message: string): string {
  for (const [pattern, words] of PLAIN) if (pattern.test(message)) return message.replace(pattern, words)
  return message
}
