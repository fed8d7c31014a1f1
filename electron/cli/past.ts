import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defaultDataFolder } from '#electron/app/data-folder.ts'
import { openReader } from '#electron/app/reader.ts'
import { DATABASE_FILE } from '#electron/store/database.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { ValueReader } from './plain.ts'

/**
 * Uses the store of a data folder to look at what is in it. Opened so that runs whose process has died are seen as
 * interrupted; a folder that can't be written to is read as it stands. Gives undefined where there is no store yet:
 * looking does not make one.
 */
export async function withStore<T>(
  dataDir: string | undefined,
  use: (store: Store) => T | Promise<T>,
): Promise<T | undefined> {
  const store = openToLook(dataDir)
  try {
    return store && (await use(store))
  } finally {
    store?.close()
  }
}

/** As {@link withStore}, for a caller that closes it. */
export function openToLook(dataDir: string | undefined): Store | undefined {
  const folder = resolve(dataDir ?? defaultDataFolder())
  if (!existsSync(join(folder, DATABASE_FILE))) return undefined
  try {
    return openStore({ dataDir: folder, role: 'command' })
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.code === 'store_read_only') {
      return openStore({ dataDir: folder, role: 'viewer' })
    }
    throw thrown
  }
}

/** As {@link withStore}, for one past run, with what reads its values. Errors: `execution_missing`, `usage`. */
export async function withRun<T>(
  dataDir: string | undefined,
  execution: string,
  use: (store: Store, id: ExecutionId, reader: ValueReader) => Promise<T>,
): Promise<T> {
  const done = await withStore(dataDir, async (store) => {
    const scratch = await mkdtemp(join(tmpdir(), 'ergo-'))
    const reader = openReader(store.blobs, scratch)
    try {
      return { value: await use(store, findRun(store, execution), reader) }
    } finally {
      await reader.close()
      await rm(scratch, { recursive: true, force: true })
    }
  })
  return done ? done.value : unknownRun(execution)
}

/** The run whose id this is, or begins with this. Every id begins with nothing, so that nothing names no run. */
export function findRun(store: Store, execution: string): ExecutionId {
  if (execution === '') fail('usage', 'Give the id of a run, or how it begins. See: ergo history')
  const found = store.runs.startingWith(execution, 2)
  const [first, second] = found
  if (first === undefined) return unknownRun(execution)
  if (second !== undefined && first !== execution) {
    fail('usage', `Several runs begin with "${execution}": give more of the id. See: ergo history`)
  }
  return ExecutionId.parse(first)
}

export function unknownRun(execution: string): never {
  return fail('usage', `There is no run "${execution}" in the history. See: ergo history`)
}
