import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { BlobHash } from '#shared/base/ids.ts'
import type { RunEvent, RunStatus } from '#shared/run/events.ts'
import { attempt } from '../errors.ts'
import { executions, pins } from '../schema/executions.ts'
import { annotations, conclusions } from '../schema/records.ts'
import type { RunKit } from './kit.ts'
import { Unwritten } from './unwritten.ts'
import { type RunSource, writeRows, writeStart } from './write-rows.ts'

/** A run that ended elsewhere, as its file tells it: from `run-started` to `run-finished`. */
export interface WholeRun extends RunSource {
  readonly events: readonly RunEvent[]
  /** Blobs that its results name; they are in the folder of blobs already. */
  readonly blobs: readonly BlobHash[]
}

type Kept = Pick<typeof executions.$inferSelect, 'seq' | 'status' | 'trigger' | 'starred'>

/**
 * An earlier version wrote imports piece by piece: one that was cut off is there in part and counts as interrupted. Where the
 * file says of the run that it ended otherwise, that row is not the run.
 */
const isPart = (kept: Kept, status: RunStatus): boolean =>
  kept.trigger === 'imported' && kept.status === 'interrupted' && status !== 'interrupted'

/** Runs that are taken from files. */
export function openWholeRuns(kit: RunKit) {
  const keptAs = (id: string): Kept | undefined =>
    kit.orm
      .select({
        seq: executions.seq,
        status: executions.status,
        trigger: executions.trigger,
        starred: executions.starred,
      })
      .from(executions)
      .where(eq(executions.id, id))
      .get()
  const isThere = (hash: BlobHash): boolean => {
    const path = join(kit.blobFolder, hash.slice(0, 2), hash.slice(2))
    return existsSync(path) || existsSync(`${path}.zst`)
  }

  /** Takes out a run that is there in part; gives what puts the whole one in its place, with its star and its pins. */
  const takeOut = ({ seq, starred }: Kept) => {
    const pinned = kit.orm.select().from(pins).where(eq(pins.execution, seq)).all()
    removeStatements(kit, seq)
    kit.orm.delete(executions).where(eq(executions.seq, seq)).run()
    return (written: number): number => {
      kit.orm.update(executions).set({ seq, starred }).where(eq(executions.seq, written)).run()
      for (const pin of pinned) kit.orm.insert(pins).values(pin).run()
      return seq
    }
  }

  const write = kit.client.transaction(({ events, blobs, ...source }: WholeRun): boolean => {
    const [first] = events
    if (first?.type !== 'run-started') throw new Error('A whole run begins with its start.')
    const told = new Unwritten()
    for (const event of events) told.tell(event)
    const kept = keptAs(first.executionId)
    if (kept && !isPart(kept, told.state.status)) return true
    // No sweep removes a blob while this holds the right to write, and from then on the rows name it.
    if (!blobs.every(isThere)) return false
    const putBack = kept && takeOut(kept)
    const origin = writeStart(kit, source, first)
    const execution = putBack?.(origin.execution) ?? origin.execution
    writeRows(kit, { ...origin, execution }, told)
    return true
  })

  return {
    /** Whether a run that ended so is not in the history yet, or only in part. */
    isWanted(id: string, status: RunStatus): boolean {
      const kept = keptAs(id)
      return !kept || isPart(kept, status)
    },

    /**
     * Writes a run in one transaction, all of it or nothing, and waits until it is on the disk; one that is kept already
     * stays as it is, unless that is a part of it. False, with nothing written, where one of its blobs is not there.
     */
    async keepWhole(run: WholeRun): Promise<boolean> {
      const done = attempt(() => write.immediate(run))
      if (done) await kit.toDisk()
      return done
    },
  }
}

/** Removes the conclusions and annotations of a run with their places in the index of text. */
function removeStatements({ client, orm }: RunKit, execution: number): void {
  for (const [table, index] of [
    [conclusions, 'conclusion_search'],
    [annotations, 'annotation_search'],
  ] as const) {
    const ids = orm.delete(table).where(eq(table.execution, execution)).returning({ id: table.id }).all()
    const unsearch = client.prepare(`DELETE FROM ${index} WHERE rowid = ?`)
    for (const { id } of ids) unsearch.run(id)
  }
}
