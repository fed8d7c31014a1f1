import type { Database } from 'better-sqlite3'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { openChains } from './chains/index.ts'
import { openConclusions } from './conclusions.ts'
import { type Db, ormOf } from './database.ts'
import { guarded } from './errors.ts'
import { openInputs } from './inputs.ts'
import { openMaintenance } from './maintenance.ts'
import { openRetention } from './retention.ts'
import { openRevisions } from './revisions.ts'
import { openRuns } from './runs/index.ts'
import { endInterrupted } from './runs/interrupted.ts'
import { openRunKit } from './runs/kit.ts'
import { prepareLoads } from './runs/load.ts'
import { endInterruptedScripts, openScriptExecutions } from './scripts/executions.ts'
import { openLibrary } from './scripts/library.ts'
import type { Session } from './sessions.ts'
import { openSettings } from './settings.ts'
import { openSources } from './sources.ts'
import { sweepBlobs } from './sweep.ts'

export interface Parts {
  readonly client: Database
  /** Null where nothing is to be written. */
  readonly session: Session | null
  readonly dataDir: string
  readonly now: () => number
  readonly newId: () => string
  /** How long a write waits for another process's. */
  readonly busyMs: number
}

/** Everything a store offers, over an open database; what processes that have died left open is ended first. */
export function assemble({ client, session, dataDir, now, newId, busyMs }: Parts) {
  client.pragma(`busy_timeout = ${busyMs}`)
  const db: Db = { client, orm: ormOf(client), now, newId }
  const blobs = new BlobStore(dataDir)
  const revisions = openRevisions(db)
  const kit = openRunKit(db, { revisions, session: session?.name ?? '', dataDir, busyMs })
  const library = openLibrary(db)
  const runs = openRuns(kit)
  const maintenance = openMaintenance(db, blobs)
  const interrupted = session ? endInterrupted(kit, prepareLoads(kit), session.others) : 0
  if (session) endInterruptedScripts(db, session.others)
  if (session?.othersDied) {
    // Where nobody else has the folder open, what is unfinished is of the dead.
    const alone = session.others.size === 0
    if (sweepBlobs(db, blobs.folder, alone).left === 0) session.forgetDead()
  }

  return {
    dataDir,
    /** How many runs of processes that have died were found at opening; they are `interrupted` now. */
    interrupted,
    blobs,
    revisions: guarded(revisions),
    chains: guarded(openChains(db)),
    runs: guarded(runs),
    inputs: guarded(openInputs(db)),
    conclusions: guarded(openConclusions(db)),
    sources: guarded(openSources(db)),
    scripts: guarded(library),
    scriptExecutions: guarded(openScriptExecutions(db, library, kit.session)),
    settings: guarded(openSettings(db)),
    maintenance: guarded(maintenance),
    retention: guarded(openRetention(db, maintenance, runs)),
    /** Runs under way should have ended before: what they tell after this is lost. */
    close(): void {
      runs.stop()
      client.close()
      session?.close()
    },
  }
}
