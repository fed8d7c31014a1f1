import { existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { z } from 'zod'
import { ResultCache } from '#electron/engine/cache.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import type { AppError } from '#shared/base/errors.ts'

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
const MAX_HEAP_MB = 4096

/** Cores but one, at least one: the last is for the window. */
export const defaultRunners = (): number => Math.max(1, availableParallelism() - 1)

/** Runner threads of the app. */
export function openRunners(
  setUp: Omit<RunnerSetUp, 'memoryMb'>,
  options: { readonly capacity: number; readonly onFault: (error: AppError) => void },
): ThreadedExecutor {
  const memoryMb = totalmem() / MB
  const data: RunnerSetUp = { ...setUp, memoryMb: Math.round(memoryMb / 2 / options.capacity) }
  return new ThreadedExecutor({
    entry: workerEntry(),
    setUp: data,
    memoryMb: Math.min(MAX_HEAP_MB, Math.round(memoryMb / 4)),
    cache: new ResultCache(),
    ...options,
  })
}

/** The runner's module: beside this one in the sources, at the top of the output folder when built. */
function workerEntry(): URL {
  const places = ['../worker/main.ts', './worker.js', '../worker.js'].map(
    (path) => new URL(path, import.meta.url),
  )
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error(`The runner's module is missing: looked for ${places.join(', ')}.`)
  return found
}
