import { statSync } from 'node:fs'
import { findSource } from '#electron/data/source.ts'
import type { RunContext } from '#electron/engine/executor.ts'
import type { StampOf } from '#electron/engine/fingerprint.ts'
import type { ScriptSource, Services } from '#electron/engine/operation.ts'
import type { RunServices } from '#electron/engine/run-services.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { pathsRead } from '#shared/run/plan.ts'
import { lazyTables } from './tables.ts'

export interface ServicesOptions {
  /** A folder for what DuckDB spills. */
  readonly scratch: string
  readonly environment: Services['environment']
  readonly script: (name: string, version: number | undefined) => ScriptSource
}

/** Makes what runs need of the world, in the thread that is to run them. */
export function makeServices(options: ServicesOptions): (run: RunContext) => RunServices {
  const expressions = makeExpressions()
  return (run) => {
    const tables = lazyTables({ files: filesOf(run), scratch: options.scratch })
    const { environment, script } = options
    return {
      services: { expressions, tables, folders: run.folders, environment, script },
      stampOf: (reads) => stampOf(reads, run.folders),
      close: tables.close,
    }
  }
}

/** The files that the run's nodes say they read, where they are now. */
function filesOf(run: RunContext): string[] {
  return run.plan.nodes.flatMap((node) =>
    pathsRead(node, run.params).flatMap((path) => findSource(path, run.folders) ?? []),
  )
}

/** Place, size and time of change of each file; null where one is not there. */
function stampOf(reads: readonly string[], folders: readonly string[]): ReturnType<StampOf> {
  const stamps: string[] = []
  for (const read of reads) {
    const path = findSource(read, folders)
    const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    if (!path || !stat) return null
    stamps.push(JSON.stringify([path, stat.size, stat.mtimeMs]))
  }
  return stamps.join('\n')
}
