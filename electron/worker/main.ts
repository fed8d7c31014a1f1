import { RunnerSetUp } from '#electron/app/runners.ts'
import { ScriptThreads } from '#electron/app/scripts/threads.ts'
import { makeServices } from '#electron/app/services.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { ThreadBody } from '#electron/engine/threads/body.ts'
import { serveRunner } from '#electron/engine/threads/serve.ts'
import { implementations } from '#electron/operations/index.ts'
import { scriptsIn } from './scripts.ts'

/** The entry of a runner thread. */
await serveRunner((data) => {
  const setUp = RunnerSetUp.parse(data)
  let spoilt = false
  const scriptThreads = new ScriptThreads(
    (options, listener) => new ThreadBody(options, listener),
    () => {
      spoilt = true
    },
  )
  const servicesFor = makeServices({
    scratch: setUp.scratch,
    memoryMb: setUp.memoryMb,
    blobs: new BlobStore(setUp.blobDir),
    environment: process.env,
    script: scriptsIn(setUp.dataDir),
    runScript: (call) => scriptThreads.run(call),
  })
  return { implementations, servicesFor, spoilt: () => spoilt }
})
