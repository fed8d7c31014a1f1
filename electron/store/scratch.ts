import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const SCRATCH = 'scratch'

/** A session's folder for what lives no longer than it. Made by whoever writes there first. */
export const scratchOf = (dataDir: string, session: string): string => join(dataDir, SCRATCH, session)

/** Removes what sessions have left that are not alive. What can't be removed yet is left to the next opening. */
export function sweepScratch(dataDir: string, alive: ReadonlySet<string>): void {
  const folder = join(dataDir, SCRATCH)
  if (!existsSync(folder)) return
  for (const session of readdirSync(folder)) {
    if (alive.has(session)) continue
    try {
      rmSync(join(folder, session), { recursive: true, force: true })
    } catch {
      // A runner of a process that was just killed may still write there.
    }
  }
}
