import type { ScriptSource } from '#electron/engine/operation.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'

type FindScript = (name: string, version: number | undefined) => Promise<ScriptSource>

/**
 * Scripts as a runner finds them: read from the data folder. What reads it is loaded at the first one that is asked for:
 * most chains use none, and it takes longer to load than all the rest of a runner. The newest version is what it is at
 * that moment. Errors: `script_missing`, those of `openStore`.
 */
export function scriptsIn(dataDir: string | null): FindScript {
  let opened: Promise<Store> | undefined
  return async (name, version) => {
    if (dataDir === null)
      return fail(
        'script_missing',
        `There is no script "${name}": scripts are kept in a data folder, and none is in use.`,
      )
    opened ??= import('#electron/store/store.ts').then((module) =>
      module.openStore({ dataDir, role: 'viewer' }),
    )
    // What can't be opened now may be there the next time.
    opened.catch(() => {
      opened = undefined
    })
    return (await opened).scripts.source(name, version)
  }
}
