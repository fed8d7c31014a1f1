import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { openStore, type Store, type StoreOptions } from '#electron/store/store.ts'

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store that is closed after the test, on a clock that ticks by one millisecond. */
export function freshStore(options: Partial<StoreOptions> = {}): Store {
  let at = 1_700_000_000_000
  let id = 0
  const store = openStore({
    dataDir: options.dataDir ?? freshFolder(),
    now: () => at++,
    newId: () => `id-${id++}`,
    ...options,
  })
  onTestFinished(() => store.close())
  return store
}

/** An expected failure with this code. */
export const failing = (code: string): unknown => expect.objectContaining({ name: 'AppFailure', code })
