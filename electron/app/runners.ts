import { availableParallelism, totalmem } from 'node:os'
import { z } from 'zod'
import { ResultCache } from '#electron/engine/cache.ts'
import { forkHost, type StartHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import type { AppError } from '#shared/base/errors.ts'
import { threadEntry } from './thread-entry.ts'

/** What a runner thread is told at its start. */
export const RunnerSetUp = z.object({
  /** The folder whose `blobs` hold what runs keep. */
  blobDir: z.string(),
  /** A folder for what DuckDB spills. */
  scratch: z.string(),
  /** The data folder that scripts are read from; null where there is none. */
  dataDir: z.string().nullable(),
  /** DuckDB's share of the machine's memory, MB. */
  memoryMb: z.number(),
})
export type RunnerSetUp = z.infer<typeof RunnerSetUp>

const MB = 1024 * 1024
/** Within Electron all heaps of a process share a space of 4 GB, and one that overflows it ends the process. */
const MAX_HEAP_MB = process.versions.electron === undefined ? 4096 : 3072

/** How processes for runners and scripts are started where nothing else is asked for: as processes of Node. */
export const nodeHost = (): StartHost => forkHost(threadEntry('host', 'host'))

/** Cores but one, at least one: the last is for the window. */
export const defaultRunners = (): number => Math.max(1, availableParallelism() - 1)

export interface RunnersOptions {
  readonly capacity: number
  readonly onFault: (error: AppError) => void
  /** What JavaScript may hold in a runner, MB; a quarter of the machine's memory and 4 GB at most by default. */
  readonly memoryMb?: number
  /** How a runner's process is started; as a process of Node by default. */
  readonly host?: StartHost | undefined
}

/**
 * Runners of the app, each a thread in a process of its own. One line of a chain can make V8 end its process, and some
 * work of V8, DuckDB and SQLite heeds nothing: only another process keeps that from the app, and can always be ended.
 */
export function openRunners(
  setUp: Omit<RunnerSetUp, 'memoryMb'>,
  { capacity, onFault, memoryMb, host = nodeHost() }: RunnersOptions,
): ThreadedExecutor {
  const totalMb = totalmem() / MB
  const setUpFor = (runners: number): RunnerSetUp => ({
    ...setUp,
    memoryMb: Math.round(totalMb / 2 / runners),
  })
  return new ThreadedExecutor({
    entry: threadEntry('main', 'worker'),
    body: inProcesses(host),
    setUp: setUpFor(capacity),
    setUpFor,
    memoryMb: memoryMb ?? Math.min(MAX_HEAP_MB, Math.round(totalMb / 4)),
    cache: new ResultCache(),
    capacity,
    onFault,
  })
}
