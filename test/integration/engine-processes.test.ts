import { ResultCache } from '#electron/engine/cache.ts'
import { forkHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { conformance } from '../engine/conformance.ts'
import { threadsConformance } from '../engine/threads-conformance.ts'

const host = forkHost(new URL('../../electron/worker/host.ts', import.meta.url))
const processes = (capacity = 3) =>
  new ThreadedExecutor({
    entry: new URL('../engine/worker.ts', import.meta.url),
    setUp: null,
    memoryMb: 64,
    capacity,
    cache: new ResultCache(),
    body: inProcesses(host),
  })

conformance('in processes', processes)
threadsConformance('in processes', processes)
