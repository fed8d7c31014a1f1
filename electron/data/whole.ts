import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { OperationContext, ReadOptions } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { Json, type JsonRecord } from '#shared/base/json.ts'
import { type BytesValue, json, type Value } from '#shared/operation/value.ts'
import { decode, encodingOf } from './encoding.ts'
import { parseXy } from './xy.ts'

/** The largest file that is read as one text, one value or bytes: beyond it a window or a log could not hold it. */
const MAX_BYTES = 64 * 1024 * 1024

async function bytesOf(path: string, signal: AbortSignal): Promise<Buffer> {
  const { size } = await stat(path)
  if (size > MAX_BYTES) {
    fail(
      'file_too_large',
      `The file "${basename(path)}" has ${Math.round(size / 1e6)} MB: at most ${Math.round(MAX_BYTES / 1e6)} MB can be read whole. Read it as a table, if it is one.`,
      { size },
    )
  }
  return readFile(path, { signal })
}

/** A file's bytes. Error: `file_too_large`. */
export async function readBytes(path: string, signal: AbortSignal): Promise<BytesValue> {
  const bytes = await bytesOf(path, signal)
  return { kind: 'bytes', base64: bytes.toString('base64'), size: bytes.length }
}

/** A file's text, without a byte order mark. Errors: `file_too_large`, `encoding_unknown`, `encoding_failed`. */
export async function readText(path: string, encoding: string, signal: AbortSignal): Promise<string> {
  const bytes = await bytesOf(path, signal)
  return decode(bytes, await encodingOf(path, encoding), basename(path))
}

/**
 * A JSON file: a list of records becomes a table (by `asTable`), anything else the value itself. Errors: those of
 * {@link readText} and `file_unreadable`.
 */
export async function readJsonValue(
  path: string,
  encoding: string,
  signal: AbortSignal,
  asTable: () => Promise<Value>,
): Promise<Value> {
  const { size } = await stat(path)
  const name = basename(path)
  if (size === 0) fail('file_empty', `The file "${name}" is empty.`)
  try {
    return await asTable()
  } catch (thrown) {
    // Not a list of records, or no JSON at all: the parser tells which.
    if (!(thrown instanceof AppFailure) || thrown.code !== 'file_unreadable') throw thrown
    if (size > MAX_BYTES) throw thrown
  }
  const text = await readText(path, encoding, signal)
  try {
    return json(Json.parse(JSON.parse(text)))
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return fail('file_unreadable', `The file "${name}" is not JSON: ${why}.`)
  }
}

/** Two columns of numbers as records `{x, y}`; see {@link parseXy}. */
export async function readXy(
  path: string,
  options: ReadOptions,
  signal: AbortSignal,
  warn: OperationContext['warn'],
): Promise<JsonRecord[]> {
  const text = await readText(path, options.encoding ?? 'auto', signal)
  return parseXy(text, { name: basename(path), decimal: options.decimal, skipLines: options.skipLines }, warn)
}
