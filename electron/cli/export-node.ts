import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { openPages, type TableSource } from '#electron/data/pages.ts'
import type { TableFormat } from '#electron/data/write.ts'
import { recordsOf } from '#electron/rpc/values/questions.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
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
    if (format === 'json' && value.kind === 'json')
      return writeNew(path, `${JSON.stringify(value.json, null, 2)}\n`, true)
    await saveTable(store, tableOf(store, value), { format, path }).catch((thrown) => unwritable(thrown, out))
  })
  terminal.out(`${terminal.style('green', '✔')} ${out}`)
  return EXIT.ok
}

/** The value asked for; says what the run has where it has not that one. Error: `usage`. */
function resultIn(store: Store, id: ExecutionId, node: string, port: string | undefined): Value {
  const { order } = store.runs.load(id)
  if (!order.includes(node)) fail('usage', `The run has no node "${node}". Its nodes: ${order.join(', ')}.`)
  const result = store.runs.result(id, node)
  const value = result?.value ?? fail('usage', `The node "${node}" has no result in this run.`)
  if (port === undefined) return value
  const others = Object.keys(result?.outputs ?? {})
  return (
    result?.outputs?.[port] ??
    fail(
      'usage',
      others.length === 0
        ? `The node "${node}" has one output only: leave --port out.`
        : `The node "${node}" has no output "${port}" beside its result. It has: ${others.join(', ')}.`,
    )
  )
}

/** Where the rows of a table, a chart or a list of records are. Errors: `value_kind`, `blob_missing`. */
function tableOf({ blobs }: Store, value: Whole): TableSource {
  const table = value.kind === 'chart' ? value.data : value
  if (table?.kind === 'table') {
    const blob = blobOf(table.ref) ?? fail('blob_missing', 'The rows of this result were not kept.')
    return { kind: 'file', path: blobs.path(blob), columns: table.columns, rowCount: table.rowCount }
  }
  const records =
    recordsOf(value) ??
    fail(
      'value_kind',
      `This result is no table${value.kind === 'json' ? ': only a file that ends with .json takes it' : ''}.`,
    )
  return { kind: 'records', key: 'result', records }
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

function unwritable(thrown: unknown, out: string): never {
  if (thrown instanceof AppFailure) throw thrown
  return fail('file_unwritable', `${out} can't be written: ${whyUnreadable(thrown)}.`)
}
