import { resolve } from 'node:path'
import { defaultDataFolder } from '#electron/app/data-folder.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import { withStore } from '../past.ts'

type Use<T> = (store: Store) => T | Promise<T>

/** Uses the store of a data folder to change what is in it; makes it where there is none. */
export async function withLibrary<T>(dataDir: string | undefined, use: Use<T>): Promise<T> {
  const store = openStore({ dataDir: resolve(dataDir ?? defaultDataFolder()), role: 'command' })
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

/** As `withStore`, for one script: without a store there is none. Error: `script_missing`. */
export async function withScript<T>(dataDir: string | undefined, name: string, use: Use<T>): Promise<T> {
  const done = await withStore(dataDir, async (store) => ({ value: await use(store) }))
  return done ? done.value : fail('script_missing', `There is no script "${name}". See: ergo scripts list`)
}
