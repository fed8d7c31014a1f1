import 'ses'
import { allowOwnProperties } from './overrides.ts'

/** Frames of the user's own text carry this name, so that their lines can be told and all others withheld. */
export const USER_SOURCE = 'ergo-user-text'

interface Frame {
  getScriptNameOrSourceURL(): string | null
  getLineNumber(): number | null
  getColumnNumber(): number | null
}

/** Where in the user's text each error came up, noted when its stack is first asked for. */
const places = new WeakMap<object, { line: number; column: number }>()

/** Line and column (both from 1) in evaluated text at which an error was made, if it was made there. */
export function placeOf(error: unknown): { line: number; column: number } | undefined {
  if (!(error instanceof Error)) return undefined
  try {
    void error.stack
  } catch {
    // A getter of the user's own.
  }
  return places.get(error)
}

/** How many evaluations are under way: one may call a library function that evaluates another. */
let evaluating = 0

/** Calls something that runs the user's text. Whatever it asks for its stack meanwhile has none to show. */
export function underway<T>(call: () => T): T {
  evaluating += 1
  try {
    return call()
  } finally {
    evaluating -= 1
  }
}

let locked = false

/**
 * Freezes this realm's built-ins (SES lockdown), once. From then on no text that runs here can change what other text
 * sees, and no built-in leads to the outside.
 *
 * The options keep the host working: its own `Function` stays (zod compiles with it), as do its console and its error
 * traps. Text that is evaluated gets none of these. Locale methods are tamed, since results must not depend on the
 * machine's language.
 */
export function lockRealm(): void {
  if (locked) return
  locked = true
  // The one way from an array to a promise, and so to code that runs after its evaluation has ended.
  Reflect.deleteProperty(Array, 'fromAsync')
  const before = Error.prepareStackTrace
  repairIntrinsics({
    errorTaming: 'safe',
    stackFiltering: 'verbose',
    evalTaming: 'unsafe-eval',
    consoleTaming: 'unsafe',
    errorTrapping: 'none',
    unhandledRejectionTrapping: 'none',
    domainTaming: 'unsafe',
    overrideTaming: 'min',
    reporting: 'none',
  })
  allowOwnProperties()
  hardenIntrinsics()
  Error.prepareStackTrace = (error, frames) => stackOf(error, frames, before)
}

/**
 * Stacks of host errors stay whole. An error that came up under the user's text shows no frames (they would tell the
 * machine's paths, and differ from machine to machine); its place in that text is kept aside. Its own frame may be out of
 * sight, under more frames than V8 notes: so nothing at all is shown while the user's text runs.
 */
function stackOf(error: Error, frames: NodeJS.CallSite[], before: typeof Error.prepareStackTrace): unknown {
  const own = frames.find((frame: Frame) => frame.getScriptNameOrSourceURL() === USER_SOURCE)
  if (own) {
    places.set(error, { line: own.getLineNumber() ?? 1, column: own.getColumnNumber() ?? 1 })
    return ''
  }
  if (evaluating > 0) return ''
  if (before) return before(error, frames)
  return [String(error), ...frames.map((frame) => `    at ${String(frame)}`)].join('\n')
}
