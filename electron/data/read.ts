import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { OperationContext, ReadOptions } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { readCsv } from './csv/csv.ts'
import type { Duck } from './duck.ts'
import { headOf, inUtf8 } from './encoding.ts'
import { readJson } from './json.ts'
import { quoteText } from './names.ts'

/** What readers work with. */
export interface Reading {
  readonly duck: Duck
  readonly materialise: (sql: string, signal?: AbortSignal) => Promise<TableValue>
  /** The file's name as people know it, for sentences. */
  readonly name: string
  /** The file, or its transcription to UTF-8. */
  readonly path: string
  /** Its first bytes, as text. */
  readonly head: string
  readonly options: ReadOptions
  readonly signal: AbortSignal
  readonly warn: OperationContext['warn']
}

/** Puts the file's own name where DuckDB's sentences have the path that was read. */
function named(thrown: unknown, path: string, name: string): unknown {
  if (!(thrown instanceof AppFailure) || !thrown.message.includes(path)) return thrown
  return new AppFailure(thrown.code, thrown.message.replaceAll(path, name), thrown.data, { cause: thrown })
}

/**
 * Reads a file as a table. Errors: `file_empty`, `file_unreadable` (not what its format says; names the line where it can),
 * `encoding_unknown`, `encoding_failed`.
 */
export async function readFile(
  { duck, materialise }: Pick<Reading, 'duck' | 'materialise'>,
  path: string,
  options: ReadOptions,
  signal: AbortSignal,
  warn: OperationContext['warn'],
): Promise<TableValue> {
  const name = basename(path)
  if ((await stat(path)).size === 0) fail('file_empty', `The file "${name}" is empty.`)
  try {
    if (options.format === 'parquet') {
      return await materialise(`FROM read_parquet(${quoteText(path)})`, signal)
    }
    const utf8 = await inUtf8(path, options.encoding, duck.scratch, signal)
    const head = await headOf(utf8)
    if (head.trim() === '') fail('file_empty', `The file "${name}" holds nothing but white space.`)
    const reading: Reading = { duck, materialise, name, path: utf8, head, options, signal, warn }
    try {
      return await (options.format === 'csv' || options.format === 'tsv'
        ? readCsv(reading)
        : readJson(reading))
    } catch (thrown) {
      throw named(thrown, utf8, name)
    }
  } catch (thrown) {
    throw unreadable(named(thrown, path, name), name)
  }
}

/** What DuckDB could not make of the file's content is the file's fault, not SQL's. */
function unreadable(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof AppFailure)) return thrown
  if (thrown.code !== 'sql_failed' && thrown.code !== 'sql_invalid') return thrown
  return new AppFailure(
    'file_unreadable',
    `The file "${name}" can't be read: ${thrown.message}`,
    thrown.data,
    {
      cause: thrown,
    },
  )
}
