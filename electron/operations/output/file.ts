import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { z } from 'zod'
import { hashFile } from '#electron/data/hash.ts'
import { place } from '#electron/data/place.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, kindOf } from '#shared/base/json.ts'
import { type OutputFormat, outputFile, outputFormatOf } from '#shared/operation/output/file.ts'
import type { FileValue, Value } from '#shared/operation/value.ts'
import { KIND_WORDS } from '#shared/run/compare.ts'
import type { Effect } from '#shared/run/effect.ts'
import { give, implement, rehearse } from '../define.ts'
import { inputAt, jsonOf, tableOf } from '../inputs.ts'

async function textOf(value: Value, context: OperationContext): Promise<string> {
  const json = await jsonOf(value, context)
  if (typeof json === 'string') return json
  return isJsonList(json) || isJsonRecord(json) || json === null
    ? fail(
        'not_text',
        `A text is needed to write one, but the input is a ${kindOf(json)}: choose another format.`,
      )
    : String(json)
}

async function write(
  value: Value,
  path: string,
  format: OutputFormat,
  context: OperationContext,
): Promise<void> {
  if (format === 'text') return writeFile(path, await textOf(value, context))
  if (format === 'json' && value.kind !== 'table') {
    return writeFile(path, `${JSON.stringify(await jsonOf(value, context), null, 2)}\n`)
  }
  const table = await tableOf(value, context)
  return context.services.tables.write(table, path, format, context.signal)
}

/** What the disk refuses, in words. */
function unwritable(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown instanceof AppFailure) return thrown
  // Only giving the file its name says so; a file where a folder is needed is told by the call that makes folders.
  if (thrown.code === 'EEXIST' && !('syscall' in thrown && thrown.syscall === 'mkdir')) return existing(path)
  return new AppFailure(
    'file_unwritable',
    `The file "${path}" can't be written: ${thrown.message}.`,
    { path },
    { cause: thrown },
  )
}

const existing = (path: string): AppFailure =>
  new AppFailure(
    'file_exists',
    `There is a file "${path}" already: choose another name, or allow overwriting.`,
    { path },
  )

/** Where to write, and how. Errors: `path_missing`, `format_unknown`. */
function targetOf(
  config: z.output<typeof outputFile.config>,
  context: OperationContext,
): { path: string; format: OutputFormat } {
  if (config.path === '') fail('path_missing', 'No file is named: say where to write.')
  const format =
    outputFormatOf(config.path, config.format) ??
    fail('format_unknown', `The ending of "${basename(config.path)}" does not say its format: choose one.`)
  return { path: resolve(context.services.folders[0] ?? '.', config.path), format }
}

export const rehearseOutputFile = rehearse(outputFile, (config, context): Effect => {
  const { value } = inputAt(context)
  const { path, format } = targetOf(config, context)
  const { overwrite } = config
  return { kind: 'file', path, what: contentOf(value, format), exists: existsSync(path), overwrite }
})

/** What would be in the file, in words. */
function contentOf(value: Value, format: OutputFormat): string {
  const what =
    value.kind === 'table'
      ? `a table of ${value.rowCount} rows and ${value.columns.length} columns`
      : value.kind === 'json'
        ? aKindOf(value.json)
        : KIND_WORDS[value.kind]
  return `${what} as ${format}`
}

export const runOutputFile = implement(outputFile, async (config, context) => {
  const { value } = inputAt(context)
  const { path, format } = targetOf(config, context)
  if (!config.overwrite && existsSync(path)) throw existing(path)
  try {
    await mkdir(dirname(path), { recursive: true })
    return give(await writeWhole(value, path, format, config.overwrite, context))
  } catch (thrown) {
    throw unwritable(thrown, path)
  }
})

/** Writes beside the place, and moves what is whole there. */
async function writeWhole(
  value: Value,
  path: string,
  format: OutputFormat,
  overwrite: boolean,
  context: OperationContext,
): Promise<FileValue> {
  const near = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    await write(value, near, format, context)
    context.signal.throwIfAborted()
    const sha256 = await hashFile(near)
    const { size } = await stat(near)
    await place(near, path, { overwrite })
    return { kind: 'file', path, size, sha256 }
  } finally {
    await rm(near, { force: true })
  }
}
