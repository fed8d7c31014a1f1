import { type Stats, statSync } from 'node:fs'
import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { filesIn, findFolder } from '#electron/data/folder.ts'
import { findSource } from '#electron/data/source.ts'
import type { RunContext } from '#electron/engine/executor.ts'
import type { StampOf } from '#electron/engine/fingerprint.ts'
import type { Services } from '#electron/engine/operation.ts'
import type { RunServices } from '#electron/engine/run-services.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { pathsRead } from '#shared/run/plan.ts'
import { keeper, restorer } from './keep.ts'
import { lazyTables } from './tables.ts'

export interface ServicesOptions {
  /** A folder for what DuckDB spills. */
  readonly scratch: string
  readonly environment: Services['environment']
  readonly script: Services['script']
  readonly runScript: Services['runScript']
  /** Where what outlives a run is kept; absent where nothing does. */
  readonly blobs?: BlobStore
  /** What DuckDB may hold in memory per run, MB. */
  readonly memoryMb?: number
}

/** Makes what runs need of the world, in the thread that is to run them. */
export function makeServices(options: ServicesOptions): (run: RunContext) => RunServices {
  const expressions = makeExpressions()
  return (run) => {
    const { environment, script, runScript, blobs, scratch, memoryMb } = options
    const tables = lazyTables({
      files: filesOf(run),
      scratch,
      memoryMb,
      blobs,
    })
    return {
      services: { expressions, tables, folders: run.folders, environment, script, runScript },
      stampOf: (reads) => stampOf(reads, run.folders),
      ...(blobs ? { keep: keeper(tables, blobs), restore: restorer(blobs) } : {}),
      close: tables.close,
    }
  }
}

type Read = ReturnType<typeof pathsRead>[number]

/** Where the files of a read are now; undefined where there is no such file or folder, or it can't be read: the node will say so. */
function placesOf(read: Read, folders: readonly string[]): string[] | undefined {
  try {
    return findPlaces(read, folders)
  } catch {
    return undefined
  }
}

function findPlaces(read: Read, folders: readonly string[]): string[] | undefined {
  if (typeof read === 'string') {
    const path = findSource(read, folders)
    return path === undefined ? undefined : [path]
  }
  const folder = findFolder(read.folder, folders)
  return folder === undefined ? undefined : filesIn(folder, read.glob).map(({ path }) => path)
}

/** The files that the run's nodes say they read, where they are now. */
function filesOf(run: RunContext): string[] {
  return run.plan.nodes.flatMap((node) =>
    pathsRead(node, run.params).flatMap((read) => placesOf(read, run.folders) ?? []),
  )
}

/** Place, size and time of change of each file; null where one is not there. */
function stampOf(reads: readonly Read[], folders: readonly string[]): ReturnType<StampOf> {
  const stamps: string[] = []
  for (const read of reads) {
    const paths = placesOf(read, folders)
    if (!paths) return null
    for (const path of paths) {
      const stat = lookAt(path)
      if (!stat) return null
      stamps.push(JSON.stringify([path, stat.size, stat.mtimeMs]))
    }
  }
  return stamps.join('\n')
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
