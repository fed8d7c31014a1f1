import type { CompiledScript, Expressions } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'

/** What one run of a script may write; a script that logs in an endless loop would fill the memory. */
const MAX_MESSAGES = 1000
const MAX_LENGTH = 10_000

type Compile = (source: string, names: readonly string[]) => (values: readonly unknown[]) => Json

/** Gives compiled scripts their `log(…)`, one for each run. */
export function withLog(compile: Compile): Expressions['compileScript'] {
  return (source, names): CompiledScript => {
    const call = compile(source, [...names, 'log'])
    return (values, write) => {
      let failure: { readonly error: unknown } | undefined
      let count = 0
      const log = (...parts: unknown[]): void => {
        count += 1
        if (count > MAX_MESSAGES || failure) return
        try {
          write(count === MAX_MESSAGES ? 'More was logged than is kept.' : parts.map(shown).join(' '))
        } catch (error) {
          // Not thrown through the script, which could catch it and hold an object of the host.
          failure = { error }
        }
      }
      const result = call([...values, harden(log)])
      if (failure) throw failure.error
      return result
    }
  }
}

/** A value within a message: text as it is, data as JSON, anything else in words. */
function shown(part: unknown): string {
  try {
    if (typeof part === 'function') return '(a function)'
    const text = typeof part === 'object' ? JSON.stringify(part) : String(part)
    return text.slice(0, MAX_LENGTH)
  } catch {
    return '(a value that can’t be shown)'
  }
}
