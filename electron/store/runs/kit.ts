import { join } from 'node:path'
import { syncFile } from '#electron/data/blobs/files.ts'
import { BUSY_MS, DATABASE_FILE, type Db } from '../database.ts'
import { attemptAsync } from '../errors.ts'
import type { Revisions } from '../revisions.ts'
import type { TRIGGERS } from '../schema/executions.ts'
import { prepareRecordReads } from './record-reads.ts'
import { prepareRecordWrites } from './record-rows.ts'
import { prepareWrites } from './writes.ts'

export type Trigger = (typeof TRIGGERS)[number]

/** What writing and reading runs takes, made once per store. */
export function openRunKit(db: Db, revisions: Revisions, session: string, dataDir: string) {
  return {
    ...db,
    revisions,
    session,
    busyMs: BUSY_MS,
    writes: prepareWrites(db),
    writeRecord: prepareRecordWrites(db),
    readRecords: prepareRecordReads(db),
    /** Waits until all that is committed would survive a power cut, without holding up this thread. */
    toDisk: (): Promise<void> => attemptAsync(syncFile(join(dataDir, `${DATABASE_FILE}-wal`))),
  }
}
export type RunKit = ReturnType<typeof openRunKit>
