import { ResultCache } from '#electron/engine/cache.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { conformance } from '../engine/conformance.ts'
import { threadsConformance } from '../engine/threads-conformance.ts'

const threaded = (capacity = 3) =>
  new ThreadedExecutor({
    entry: new URL('../engine/worker.ts', import.meta.url),
    setUp: null,
    memoryMb: 64,
    capacity,
    cache: new ResultCache(),
  })

conformance('threaded', threaded)
threadsConformance('threaded', threaded)
