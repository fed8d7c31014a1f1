import { parentPort, workerData } from 'node:worker_threads'
import { prune } from '#electron/app/prune.ts'
import { HistoryJob, type HistoryWord } from '#electron/app/pruner.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { toAppError } from '#shared/base/errors.ts'

/** The entry of threads that go over the whole history: that takes seconds, and the main process is not to wait for it. */
const job = HistoryJob.parse(workerData)
const tell = (word: HistoryWord): void => parentPort?.postMessage(word)

async function work(store: Store): Promise<void> {
  switch (job.job) {
    case 'plan':
      return tell({ plan: store.retention.plan(job.policy, job.now) })
    case 'usage':
      return tell({ usage: store.retention.usage() })
    case 'sweep':
      return tell({ swept: store.maintenance.sweep().files })
    case 'prune': {
      let stopped = false
      parentPort?.on('message', () => {
        stopped = true
      })
      for await (const step of prune(store, job.policy, job)) {
        tell({ step })
        if (stopped) break
      }
    }
  }
}

try {
  const writes = job.job === 'prune' || job.job === 'sweep'
  const store = openStore({ dataDir: job.dataDir, role: writes ? 'command' : 'viewer' })
  try {
    await work(store)
  } finally {
    store.close()
  }
} catch (thrown) {
  tell({ error: toAppError(thrown) })
} finally {
  parentPort?.close()
}
