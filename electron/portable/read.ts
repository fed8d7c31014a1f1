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
import type { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { parseJson } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import { type PortableRun, readPortable } from '#shared/run/portable.ts'
import { damaged, openRunFile } from './container.ts'

/**
 * Takes a run from a file into the history, where it can be looked at like any other; one that is there already is left as
 * it is. Errors: those of `openRunFile`, `store_full`.
 */
export async function takeRun(store: Store, path: string): Promise<ExecutionId> {
  const file = openRunFile(path)
  try {
    const run = documentIn(file, path)
    if (isKept(store, run.executionId)) return run.executionId
    const chain = chainIn(run, path)
    for (const { hash } of run.blobs) if (!(await takeBlob(store, file, hash))) damaged(path)
    const recorder = store.runs.record({
      chainId: ownChain(store, run.chainId),
      chain,
      trigger: 'imported',
      options: {
        ...run.options,
        imported: { at: Date.now(), from: basename(path), ran: run.trigger, ...run.versions },
      },
    })
    for (const event of run.events) recorder.listen(event)
    await recorder.done
    return run.executionId
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
  const { events, executionId } = run.value
  const [first, last] = [events[0], events.at(-1)]
  return first?.type === 'run-started' && first.executionId === executionId && last?.type === 'run-finished'
    ? run.value
    : damaged(path)
}

function chainIn(run: PortableRun, path: string): Chain {
  const read = readDocument(JSON.stringify(run.chain), registry)
  return read.ok ? read.value.chain : damaged(path)
}

function isKept(store: Store, id: ExecutionId): boolean {
  return store.runs.startingWith(id, 1)[0] === id
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
