import { join } from 'node:path'
import { syncFile } from '#electron/data/blobs/files.ts'
import { DATABASE_FILE, type Db } from '../database.ts'
import { attemptAsync } from '../errors.ts'
import type { Revisions } from '../revisions.ts'
import { prepareRecordReads } from './record-reads.ts'
import { prepareRecordWrites } from './record-rows.ts'
import { prepareChainOf, prepareRests, type UnderWay } from './rests.ts'
import { prepareWrites } from './writes.ts'

/** What writing and reading runs takes, made once per store. */
export function openRunKit(
  db: Db,
  parts: { revisions: Revisions; session: string; dataDir: string; busyMs: number },
) {
  return {
    ...db,
    ...parts,
    blobFolder: join(parts.dataDir, 'blobs'),
    writes: prepareWrites(db),
    writeRecord: prepareRecordWrites(db),
    readRecords: prepareRecordReads(db),
    rests: prepareRests(db),
    chainOf: prepareChainOf(db, parts.revisions),
    /** Runs that this process records, by their id. */
    underWay: new Map<string, UnderWay>(),
    /** Waits until all that is committed would survive a power cut, without holding up this thread. */
    toDisk: (): Promise<void> => attemptAsync(syncFile(join(parts.dataDir, `${DATABASE_FILE}-wal`))),
  }
}
export type RunKit = ReturnType<typeof openRunKit>
