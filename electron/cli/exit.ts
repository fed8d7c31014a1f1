/** What the command tells the shell. */
export const EXIT = { ok: 0, failed: 1, usage: 2, cancelled: 130 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const RANK: readonly ExitCode[] = [EXIT.ok, EXIT.failed, EXIT.usage, EXIT.cancelled]

/** Of several files, the command ends with the worst. */
export function worst(codes: Iterable<ExitCode>): ExitCode {
  let found: ExitCode = EXIT.ok
  for (const code of codes) if (RANK.indexOf(code) > RANK.indexOf(found)) found = code
  return found
}
