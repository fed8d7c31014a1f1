import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from 'better-sqlite3'
import { unpack } from '#electron/data/blobs/files.ts'
import { unpackText } from '#electron/store/packed-text.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { BlobHash, type ChainId, type ExecutionId } from '#shared/base/ids.ts'
import { parseJson } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import type { RunFinished } from '#shared/run/events.ts'
import { type PortableRun, readPortable } from '#shared/run/portable.ts'
import { blobsOf } from './blobs.ts'
import { damaged, openRunFile } from './container.ts'

/** A blob can be swept after it was taken only where a run that named it was deleted just then: seldom twice. */
const TRIES = 5

/**
 * Takes a run from a file into the history, where it can be looked at like any other; one that is there already is left as
 * it is, unless it is there in part. All of it is taken or nothing. Errors: those of `openRunFile`, of the store.
 */
export async function takeRun(store: Store, path: string): Promise<ExecutionId> {
  const file = openRunFile(path)
  try {
    const run = documentIn(file, path)
    const { status } = endOf(run) ?? damaged(path)
    if (!store.runs.isWanted(run.executionId, status)) return run.executionId
    const chain = chainIn(run, path)
    const blobs = run.blobs.map(({ hash }) => BlobHash.parse(hash))
    const whole = {
      chainId: ownChain(store, run.chainId),
      chain,
      trigger: 'imported',
      options: {
        ...run.options,
        imported: { at: Date.now(), from: basename(path), ran: run.trigger, ...run.versions },
      },
      events: run.events,
      blobs,
    } as const
    for (let tries = 0; tries < TRIES; tries++) {
      for (const hash of blobs) if (!(await takeBlob(store, file, hash))) damaged(path)
      if (await store.runs.keepWhole(whole)) return run.executionId
    }
    return fail('store_locked', 'The history is being pruned just now: open the file again in a moment.')
  } finally {
    file.close()
  }
}

/** The document in a run file. Errors: as `openRunFile`. */
export function documentIn(file: Database, path: string): PortableRun {
  const row = wholeOr(path, () => file.prepare<[], Buffer>('SELECT json FROM document').pluck().get())
  const json = row ? parseJson(wholeOr(path, () => unpackText(row))) : null
  if (!json?.ok) return damaged(path)
  const run = readPortable(json.value)
  if (!run.ok) return fail(run.error.code, `${basename(path)}: ${run.error.message}`, { path })
  checkWhole(run.value, path)
  return run.value
}

/** A run begins once, ends once, and its file has every result that it tells of. Error: `run_file_damaged`. */
function checkWhole(run: PortableRun, path: string): void {
  const { events, executionId, blobs } = run
  const [first] = events
  const once = (type: string): boolean => events.filter((event) => event.type === type).length === 1
  if (first?.type !== 'run-started' || first.executionId !== executionId || !endOf(run)) damaged(path)
  if (!once('run-started') || !once('run-finished'))
    fail('run_file_damaged', `${basename(path)} is damaged: its run begins or ends more than once.`, { path })
  const there = new Set(blobs.map(({ hash }) => hash))
  for (const event of events) {
    if (event.type !== 'node-finished') continue
    if ([...blobsOf([event]).keys()].some((hash) => !there.has(hash)))
      fail(
        'run_file_damaged',
        `${basename(path)} is damaged: it lacks the result of "${event.nodeId}". Export the run again.`,
        { path },
      )
  }
}

function endOf({ events }: PortableRun): RunFinished | undefined {
  const last = events.at(-1)
  return last?.type === 'run-finished' ? last : undefined
}

function chainIn(run: PortableRun, path: string): Chain {
  const read = readDocument(JSON.stringify(run.chain), registry)
  return read.ok ? read.value.chain : damaged(path)
}

/** The chain that the run came from, where this data folder has it. */
function ownChain(store: Store, id: ChainId | null): ChainId | null {
  if (id === null) return null
  try {
    return store.chains.summary(id).id
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.code === 'chain_missing') return null
    throw thrown
  }
}

/** True where the blob is what its name says. */
async function takeBlob({ blobs }: Store, file: Database, hash: string): Promise<boolean> {
  const parts = file
    .prepare<[string], { packed: number; content: Buffer }>(
      'SELECT packed, content FROM blobs WHERE hash = ? ORDER BY part',
    )
    .all(hash)
  if (parts.length === 0) return false
  const contents = parts.map((part) => part.content)
  if (parts[0]?.packed === 1) {
    const text = await unpack(Buffer.concat(contents)).catch(() => null)
    return text !== null && (await blobs.putText(text.toString('utf8'))).blob === hash
  }
  const temp = await blobs.tempPath()
  try {
    await pipeline(Readable.from(contents), createWriteStream(temp))
    return (await blobs.adoptFile(temp)) === hash
  } finally {
    await rm(temp, { force: true })
  }
}

function wholeOr<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch {
    return damaged(path)
  }
}
