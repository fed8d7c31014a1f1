import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import Sqlite from 'better-sqlite3'
import { packText } from '#electron/store/packed-text.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { BlobHash, type ExecutionId } from '#shared/base/ids.ts'
import { type Json, parseJson } from '#shared/base/json.ts'
import { type Chain, operationIdOf } from '#shared/chain/schema.ts'
import { writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import {
  chainWithoutSecrets,
  eventsWithoutSecrets,
  type PortableRun,
  RUN_FORMAT,
  RUN_VERSION,
  secretNodesOf,
} from '#shared/run/portable.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { blobsOf } from './blobs.ts'
import { PART_BYTES, RUN_FILE_ID, SCHEMA } from './container.ts'
import { eventsOf } from './events.ts'

/**
 * Writes a past run to a file, whole or not at all; one that is there is replaced. Gives where something secret was left
 * out. Errors: `execution_missing`, `run_running`, `blob_missing`, `file_unwritable`.
 */
export async function writeRun(store: Store, id: ExecutionId, path: string): Promise<string[]> {
  const run = portableOf(store, id)
  const near = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    const file = new Sqlite(near)
    try {
      file.pragma('journal_mode = OFF')
      file.pragma(`application_id = ${RUN_FILE_ID}`)
      file.pragma(`user_version = ${RUN_VERSION}`)
      file.exec(SCHEMA)
      file.prepare('INSERT INTO document (id, json) VALUES (1, ?)').run(packText(JSON.stringify(run)))
      for (const { hash } of run.blobs) await addBlob(file, store.blobs.folder, hash)
      file.pragma('synchronous = FULL')
    } finally {
      file.close()
    }
    await rename(near, path)
    return run.redacted
  } catch (thrown) {
    await rm(near, { force: true })
    if (thrown instanceof AppFailure) throw thrown
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return fail('file_unwritable', `The file ${path} can't be written: ${why}.`, { path })
  }
}

/** A run as the document of its file, without secrets. */
export function portableOf(store: Store, id: ExecutionId): PortableRun {
  const { summary, chain } = store.runs.get(id)
  if (summary.status === 'running')
    fail('run_running', 'This run is still under way: wait for its end, or stop it first.')
  const redacted = new Set<string>()
  const found = (path: string): void => {
    redacted.add(path)
  }
  const told = eventsOf(store.runs.load(id), store.runs.attempts(id))
  const events = eventsWithoutSecrets(told, secretNodesOf(chain, registry), found)
  const clean = chainWithoutSecrets(chain, found)
  return {
    format: RUN_FORMAT,
    version: RUN_VERSION,
    executionId: id,
    chainId: summary.chainId,
    trigger: summary.trigger,
    exportedAt: Date.now(),
    versions: { ergo: packageFile.version, operations: operationVersions(chain) },
    options: store.runs.options(id),
    chain: documentOf(clean),
    events,
    blobs: [...blobsOf(events)].map(([hash, size]) => ({ hash, size })),
    redacted: [...redacted],
  }
}

function documentOf(chain: Chain): Json {
  const json = parseJson(writeDocument(chain))
  return json.ok ? json.value : fail('internal', json.error)
}

function operationVersions(chain: Chain): Record<string, number> {
  return Object.fromEntries(
    chain.nodes.flatMap((node) => {
      const spec = registry(operationIdOf(node))
      return spec ? [[spec.id, spec.version]] : []
    }),
  )
}

async function addBlob(file: Sqlite.Database, folder: string, hash: string): Promise<void> {
  const plain = `${folder}/${hash.slice(0, 2)}/${hash.slice(2)}`
  const packed = existsSync(`${plain}.zst`)
  if (!packed && !existsSync(plain))
    fail(
      'blob_missing',
      'A result of this run is no longer in the data folder, so that it can’t be handed on whole.',
      {
        blob: BlobHash.parse(hash),
      },
    )
  const insert = file.prepare('INSERT INTO blobs (hash, part, packed, content) VALUES (?, ?, ?, ?)')
  let part = 0
  for await (const content of createReadStream(packed ? `${plain}.zst` : plain, {
    highWaterMark: PART_BYTES,
  }))
    insert.run(hash, part++, packed ? 1 : 0, content)
  if (part === 0) insert.run(hash, 0, packed ? 1 : 0, Buffer.alloc(0))
}
