import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { readingBlobs } from '#electron/data/blobs/reading.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { openPages, type TableSource } from '#electron/data/pages.ts'
import type { TableFormat } from '#electron/data/write.ts'
import { recordsOf } from '#electron/rpc/values/questions.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import type { Json } from '#shared/base/json.ts'
import { RowQuery } from '#shared/contract/values.ts'
import type { Value } from '#shared/operation/value.ts'
import { writeNew } from './convert.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { whyUnreadable } from './inputs.ts'
import type { Context, ExportFlags } from './options.ts'
import { withRun } from './past.ts'

type Whole = Exclude<Value, { kind: 'large' }>

const FORMATS: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.parquet': 'parquet',
  '.json': 'json',
  '.ndjson': 'ndjson',
}

/**
 * `ergo export --node`: one result of a past run as a file, in the format that its name ends with. A table is written with all
 * its rows; JSON takes any other value too. Errors: `usage`, `value_kind`, `file_unwritable`, those of its blob.
 */
export async function exportNode(
  { terminal, dataDir }: Context,
  execution: string,
  out: string,
  { node, port, force }: ExportFlags & { readonly node: string },
): Promise<ExitCode> {
  const path = resolve(out)
  const format =
    FORMATS[extname(path).toLowerCase()] ??
    fail('usage', `${out} names no format: end it with ${Object.keys(FORMATS).join(', ')}.`)
  if (!force && existsSync(path)) fail('usage', `${out} exists already: name another file, or give --force.`)
  await withRun(dataDir, execution, async (store, id, reader) => {
    const kept = resultIn(store, id, node, port)
    const value = kept.kind === 'large' ? await reader.whole(kept) : kept
    if (value.kind === 'large') return fail('blob_damaged', 'The result names another instead of itself.')
    const other = format === 'json' ? jsonOf(value) : undefined
    if (other !== undefined) return writeNew(path, `${JSON.stringify(other, null, 2)}\n`, true)
    const { source, blob } = tableOf(value, store)
    try {
      await readingBlobs(store.blobs, blob ? [blob] : [], () => saveTable(store, source, { format, path }))
    } catch (thrown) {
      if (thrown instanceof AppFailure) throw thrown
      fail('file_unwritable', `${out} can't be written: ${whyUnreadable(thrown)}.`)
    }
  })
  terminal.out(`${terminal.style('green', '✔')} ${out}`)
  return EXIT.ok
}

/** The value asked for; says what the run has where it has not that one. Error: `usage`. */
function resultIn(store: Store, id: ExecutionId, node: string, port: string | undefined): Value {
  const { order } = store.runs.load(id)
  if (!order.includes(node)) fail('usage', `The run has no node "${node}". Its nodes: ${order.join(', ')}.`)
  const { value, outputs = {} } = store.runs.result(id, node) ?? {}
  const found = port === undefined ? value : outputs[port]
  if (found) return found
  const others = Object.keys(outputs)
  if (!value && others.length === 0) fail('usage', `The node "${node}" has no result in this run.`)
  return fail(
    'usage',
    others.length === 0
      ? `The node "${node}" has one output only: leave --port out.`
      : `The node "${node}" has no output "${port ?? 'out'}"${value ? ' beside its result' : ''}. It has: ${others.join(', ')}.`,
  )
}

/** What a JSON file takes as it is; nothing for what it takes as rows. Bytes are base64, a file is where it lies. */
function jsonOf(value: Whole): Json | undefined {
  switch (value.kind) {
    case 'json':
      return value.json
    case 'table':
      return undefined
    case 'chart':
      return value.data ? undefined : value.spec
    case 'bytes':
      return { base64: value.base64, size: value.size }
    case 'file':
      return { path: value.path, size: value.size, sha256: value.sha256 ?? null }
  }
}

/** Where the rows of a table, a chart or a list of records are. Errors: `value_kind`, `blob_missing`. */
function tableOf(value: Whole, { blobs }: Store): { readonly source: TableSource; readonly blob?: BlobHash } {
  const table = value.kind === 'chart' ? value.data : value
  if (table?.kind === 'table') {
    const { columns, rowCount } = table
    const blob = blobOf(table.ref) ?? fail('blob_missing', 'The rows of this result were not kept.')
    return { source: { kind: 'file', path: blobs.path(blob), columns, rowCount }, blob }
  }
  const records =
    recordsOf(value) ??
    fail('value_kind', 'This result is no table: only a file that ends with .json takes it.')
  return { source: { kind: 'records', key: 'result', records } }
}

async function saveTable(
  { blobs }: Store,
  source: TableSource,
  to: { readonly format: TableFormat; readonly path: string },
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'ergo-'))
  const pages = openPages({ blobs: blobs.folder, scratch })
  try {
    await pages.save(source, RowQuery.parse({}), to)
  } finally {
    await pages.close()
    await rm(scratch, { recursive: true, force: true })
  }
}
