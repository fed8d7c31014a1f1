import type { ScriptSource } from '#electron/engine/operation.ts'
import { openStore } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'

/**
 * Scripts as a runner finds them: read from the data folder, opened for reading at the first one that is asked for. The
 * newest version is what it is at that moment. Errors: `script_missing`, those of `openStore`.
 */
export function scriptsIn(
  dataDir: string | null,
): (name: string, version: number | undefined) => ScriptSource {
  let store: ReturnType<typeof openStore> | undefined
  return (name, version) => {
    if (dataDir === null)
      return fail(
        'script_missing',
        `There is no script "${name}": scripts are kept in a data folder, and none is in use.`,
      )
    store ??= openStore({ dataDir, role: 'viewer' })
    return store.scripts.source(name, version)
  }
}
