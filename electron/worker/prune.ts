import { parentPort, workerData } from 'node:worker_threads'
import { prune } from '#electron/app/prune.ts'
import { PruneJob, type PruneWord } from '#electron/app/pruner.ts'
import { openStore } from '#electron/store/store.ts'
import { toAppError } from '#shared/base/errors.ts'

/** The entry of the thread that prunes: a large database takes seconds, and the main process is not to wait for it. */
const { dataDir, policy, ...options } = PruneJob.parse(workerData)
const tell = (word: PruneWord): void => parentPort?.postMessage(word)

try {
  const store = openStore({ dataDir, role: 'command' })
  let stopped = false
  parentPort?.on('message', () => {
    stopped = true
  })
  try {
    for await (const step of prune(store, policy, options)) {
      tell({ step })
      if (stopped) break
    }
  } finally {
    store.close()
  }
} catch (thrown) {
  tell({ error: toAppError(thrown) })
} finally {
  parentPort?.close()
}
