import { z } from 'zod'
import { AppFailure } from '#shared/base/errors.ts'

/** What went wrong and what to do, by the beginning of SQLite's or the system's code. */
const CAUSES: readonly (readonly [prefix: string, code: string, message: string])[] = [
  [
    'SQLITE_FULL',
    'store_full',
    'The disk is full: free some space, then try again. What was saved before is safe.',
  ],
  [
    'ENOSPC',
    'store_full',
    'The disk is full: free some space, then try again. What was saved before is safe.',
  ],
  ['EDQUOT', 'store_full', 'Your share of the disk is used up: free some space, then try again.'],
  ['SQLITE_READONLY', 'store_read_only', "The data folder can't be written to: check its permissions."],
  ['EROFS', 'store_read_only', "The data folder is on a read-only disk and can't be written to."],
  ['EACCES', 'store_read_only', "The data folder can't be written to: check its permissions."],
  ['EPERM', 'store_read_only', "The data folder can't be written to: check its permissions."],
  [
    'SQLITE_CANTOPEN',
    'store_read_only',
    "The database can't be opened: check the data folder's permissions.",
  ],
  ['SQLITE_BUSY', 'store_locked', 'Another program holds the database: close it or wait, then try again.'],
  ['SQLITE_LOCKED', 'store_locked', 'Another program holds the database: close it or wait, then try again.'],
  [
    'SQLITE_NOTADB',
    'store_damaged',
    'The file ergo.db in the data folder is no database: restore it from a backup.',
  ],
  ['SQLITE_CORRUPT', 'store_damaged', 'The database is damaged: restore ergo.db from the folder "backups".'],
  ['ENOTDIR', 'store_failed', 'The data folder is no folder: choose another one.'],
  ['EEXIST', 'store_failed', 'The data folder is no folder: choose another one.'],
  ['EIO', 'store_failed', 'The disk did not answer as it should: check it, then start Ergo again.'],
  ['SQLITE_IOERR', 'store_failed', 'The disk did not answer as it should: check it, then start Ergo again.'],
]

const WithCode = z.object({ code: z.string() })

/** A failure of SQLite or the file system as an {@link AppFailure}; anything else is given back as it is. */
export function storeFailure(thrown: unknown): unknown {
  if (thrown instanceof AppFailure) return thrown
  const system = WithCode.safeParse(thrown)
  if (!system.success) return thrown
  const cause = CAUSES.find(([prefix]) => system.data.code.startsWith(prefix))
  if (cause) return new AppFailure(cause[1], cause[2], { cause: system.data.code }, { cause: thrown })
  return thrown
}

/** Runs something on the database or its folder; what it throws is made an {@link AppFailure}. */
export function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw storeFailure(thrown)
  }
}

/** The same methods, each under {@link attempt}. */
export function guarded<Feature extends object>(feature: Feature): Feature {
  return new Proxy(feature, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => attempt(() => Reflect.apply(member, target, args))
    },
  })
}

/** {@link attempt} for work that takes time. */
export function attemptAsync<T>(work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    throw storeFailure(thrown)
  })
}
