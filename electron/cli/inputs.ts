import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { isJsonRecord, Json, type JsonRecord } from '#shared/base/json.ts'
import { parseInputText } from '#shared/chain/parameter.ts'
import type { Parameter } from '#shared/chain/schema.ts'

/** One `--param`: its dotted key and its text. Error: `usage`. */
export function splitParam(text: string): { key: string; text: string } {
  const at = text.indexOf('=')
  if (at < 1) fail('usage', `"--param ${text}" is not of the form name=value.`)
  return { key: text.slice(0, at), text: text.slice(at + 1) }
}

/**
 * The inputs given on the command line: the record of `--input`, then each `--param` over it. A key that is a declared
 * parameter has its type; another is JSON where it parses, else text. A dotted key that is no parameter's name sets a
 * value inside a record. A path given for a parameter of type file is taken from the working directory.
 * Errors: `input_invalid`.
 */
export function givenInputs(
  parameters: readonly Parameter[],
  record: JsonRecord,
  params: readonly string[],
): JsonRecord {
  let inputs = record
  for (const param of params) {
    const { key, text } = splitParam(param)
    const declared = parameters.find((parameter) => parameter.name === key)
    const parsed = parseInputText(declared ?? { name: key, type: 'any' }, text)
    if (!parsed.ok) return fail(parsed.error.code, parsed.error.message, parsed.error.data)
    const value = declared?.type === 'file' ? resolve(text) : parsed.value
    inputs = setPath(inputs, declared ? [key] : key.split('.'), value)
  }
  return inputs
}

/** A copy of the record with the value at the path; what is not a record on the way is replaced by one. */
function setPath(record: JsonRecord, path: readonly string[], value: Json): JsonRecord {
  const [key = '', ...rest] = path
  const inner = Object.hasOwn(record, key) ? record[key] : undefined
  const next = rest.length === 0 ? value : setPath(isJsonRecord(inner) ? inner : {}, rest, value)
  return Object.fromEntries([...Object.entries(record).filter(([name]) => name !== key), [key, next]])
}

/** The record in a JSON file. Errors: `file_unreadable`, `input_invalid`. */
export function readInputFile(path: string): JsonRecord {
  const parsed = Json.safeParse(parseJson(path, readText(path)))
  if (!parsed.success || !isJsonRecord(parsed.data)) {
    return fail('input_invalid', `${path} must hold a JSON object with a value per parameter.`)
  }
  return parsed.data
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    return fail('input_invalid', `${path} is not JSON: ${thrown instanceof Error ? thrown.message : thrown}.`)
  }
}

/** A text file's content. Error: `file_unreadable`, with a sentence for what went wrong. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    return fail('file_unreadable', `${path} can't be read: ${whyUnreadable(thrown)}.`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'part of its path is not a folder',
  ENAMETOOLONG: 'its name is too long',
}

export function whyUnreadable(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return REASONS[code] ?? (thrown instanceof Error ? thrown.message : String(thrown))
}
