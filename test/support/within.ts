import { runInNewContext } from 'node:vm'

/** What something gives that must not take long: it is ended after so many milliseconds, even within a regular expression. */
export function within<T>(ms: number, act: () => T): T {
  const given: T = runInNewContext('act()', { act }, { timeout: ms })
  return given
}
