import { definedOnly, isJsonList, isJsonRecord, type JsonRecord, parseJson } from '../../base/json.ts'
import { faultsOf, pathText } from '../../base/requirement.ts'
import { err, ok, type Result } from '../../base/result.ts'
import { errorIssue, type Issue, warningIssue } from '../../chain/issue.ts'
import { Parameter } from '../../chain/schema.ts'
import { migrateDocument } from '../migrate.ts'
import { SCRIPT_MIGRATIONS, SCRIPT_VERSION } from './migrations.ts'
import { SCRIPT_LIMITS, Script } from './schema.ts'

// A script's file is its code, with a comment before it that says the rest:
//
//     /* ergo.script 1
//     { "name": "Half-life", "parameters": [{ "name": "times", "type": "list" }] }
//     */
//     return …
//
// Code within a JSON string would be one line that no editor, diff or review can make anything of; so the code stands as
// itself. What follows the comment is the code to the last byte, which makes the way there and back exact.

export const SCRIPT_FILE_ENDING = '.ergo-script.js'

const FIRST_LINE = /^\uFEFF?\/\*[ \t]*ergo\.script[ \t]+(\S+)[ \t]*\r?\n/
const CLOSE = '*/'

export interface ScriptFile {
  readonly script: Script
  /** Warnings: what of the file is not used. */
  readonly issues: readonly Issue[]
}

/** The text of a script's file. `readScriptFile` of it gives the script back. */
export function writeScriptFile({ code, ...about }: Script): string {
  const header = definedOnly({
    name: about.name,
    description: about.description || undefined,
    category: about.category || undefined,
    tags: about.tags.length > 0 ? about.tags : undefined,
    parameters: about.parameters.length > 0 ? about.parameters.map(definedOnly) : undefined,
    timeoutMs: about.timeoutMs === SCRIPT_LIMITS.timeoutMs.default ? undefined : about.timeoutMs,
    memoryMb: about.memoryMb === SCRIPT_LIMITS.memoryMb.default ? undefined : about.memoryMb,
    testInput: Object.keys(about.testInput).length > 0 ? about.testInput : undefined,
  })
  // `*/` within a text would close the comment; JSON can write its slash in another way.
  const text = JSON.stringify(header, null, 2).replaceAll(CLOSE, '*\\/')
  return `/* ergo.script ${SCRIPT_VERSION}\n${text}\n${CLOSE}\n${code}`
}

/**
 * Reads a script's file, its version before anything else. Issues: `unknown_format`, `bad_version`, `future_version`,
 * `bad_json`, `bad_script`.
 */
export function readScriptFile(text: string): Result<ScriptFile, Issue[]> {
  const first = FIRST_LINE.exec(text)
  const end = text.indexOf(CLOSE, first?.[0].length)
  if (!first || end < 0)
    return refused(
      'unknown_format',
      'This is not a script’s file: it begins with "/* ergo.script 1", its description in JSON and "*/".',
    )
  const version = Number(first[1])
  if (!Number.isInteger(version) || version < 1)
    return refused(
      'bad_version',
      `The first line needs a version that is 1 or more; there is "${first[1]?.slice(0, 80)}".`,
    )
  if (version > SCRIPT_VERSION)
    return refused(
      'future_version',
      `The file was written by a newer Ergo (script version ${version}; this one reads up to ${SCRIPT_VERSION}). Update Ergo to open it.`,
    )
  const header = parseJson(text.slice(first[0].length, end))
  if (!header.ok) return refused('bad_json', `The description before the code is not JSON: ${header.error}`)
  if (!isJsonRecord(header.value))
    return refused('bad_json', 'The description before the code must be a JSON object.')
  const code = text.slice(end + CLOSE.length).replace(/^[ \t]*\r?\n/, '')
  return scriptOf(migrateDocument({ ...header.value, code }, version, SCRIPT_VERSION, SCRIPT_MIGRATIONS))
}

function scriptOf(document: JsonRecord): Result<ScriptFile, Issue[]> {
  const parsed = Script.safeParse(document)
  if (!parsed.success) {
    const nameOf = (path: readonly PropertyKey[]): string => `"${pathText(path)}"`
    return err(
      faultsOf(parsed.error, document, nameOf).map(({ path, message }) =>
        errorIssue('bad_script', message, { field: path.map(String).join('.') }),
      ),
    )
  }
  const issues = unusedFields(document).map((field) =>
    warningIssue(
      'unknown_field',
      `The file says "${field}", which this version of Ergo does not know: it is not used.`,
      { field },
    ),
  )
  return ok({ script: parsed.data, issues })
}

/** Keys that a plain record schema would leave out unseen. */
function unusedFields(document: JsonRecord): string[] {
  const top = Object.keys(document).filter((key) => key !== 'version' && !Object.hasOwn(Script.shape, key))
  const parameters = isJsonList(document.parameters) ? document.parameters : []
  const within = parameters.flatMap((one, at) =>
    isJsonRecord(one)
      ? Object.keys(one).flatMap((key) =>
          Object.hasOwn(Parameter.shape, key) ? [] : `parameters[${at}].${key}`,
        )
      : [],
  )
  return [...top, ...within]
}

const refused = (code: string, message: string): Result<ScriptFile, Issue[]> =>
  err([errorIssue(code, message)])
