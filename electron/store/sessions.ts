import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { attempt } from './errors.ts'
import { type Lock, takeLock } from './lock.ts'

/** A process that has the data folder open to write. Its name stands in the runs that it makes. */
export interface Session {
  readonly name: string
  /** Sessions of other processes that are alive. */
  readonly others: ReadonlySet<string>
  /** Whether processes were found to have died with the folder open. They are found until they are forgotten. */
  readonly othersDied: boolean
  /** All that they have left is cleared away. */
  forgetDead(): void
  close(): void
}

/**
 * Does `opening` while no other process opens the folder (one that does is waited for, `waitMs` at most), within a session of its own. Sessions are files that their
 * processes keep locked: one that nobody has locked was left by a process that died. Errors: `store_locked`;
 * `store_in_use` where `exclusive` and another exclusive session is alive. `name`: unlike any other, where it must be known before.
 */
export function openSession<T>(
  dataDir: string,
  { exclusive, waitMs, name = randomUUID() }: { exclusive: boolean; waitMs: number; name?: string },
  opening: (session: Session) => T,
): T {
  const folder = join(dataDir, 'sessions')
  attempt(() => mkdirSync(folder, { recursive: true }))
  const gate = takeLock(join(folder, 'opening.lock'), waitMs)
  if (!gate)
    return fail('store_locked', 'Another Ergo is busy opening the data folder: try again in a moment.')
  const held: Lock[] = []
  const close = (): void => {
    for (const lock of held.splice(0).reverse()) lock.release()
  }
  try {
    const only = exclusive ? takeLock(join(folder, 'app.lock')) : null
    if (only) held.push(only)
    else if (exclusive)
      fail(
        'store_in_use',
        `Ergo is already open on ${dataDir}. Go to its window, or choose another data folder.`,
      )
    const path = join(folder, `${name}.session`)
    const own = takeLock(path)
    if (!own) throw new Error('A new session is locked.')
    held.push({
      path,
      release: () => {
        own.release()
        rmSync(path, { force: true })
      },
    })
    return opening({ name, ...otherSessions(folder, name), close })
  } catch (thrown) {
    close()
    throw thrown
  } finally {
    gate.release()
  }
}

function otherSessions(folder: string, own: string): Pick<Session, 'others' | 'othersDied' | 'forgetDead'> {
  const others = new Set<string>()
  const dead: string[] = []
  for (const file of readdirSync(folder)) {
    const name = /^(.+)\.session$/.exec(file)?.[1]
    if (name === undefined || name === own) continue
    const path = join(folder, file)
    const lock = takeLock(path)
    if (lock) {
      lock.release()
      dead.push(path)
    } else others.add(name)
  }
  const forgetDead = (): void => {
    for (const path of dead.splice(0)) rmSync(path, { force: true })
  }
  return { others, othersDied: dead.length > 0, forgetDead }
}
