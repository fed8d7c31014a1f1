import { fail } from '#shared/base/errors.ts'
import type { Issue } from '#shared/chain/issue.ts'
import { readScriptFile, SCRIPT_FILE_ENDING, writeScriptFile } from '#shared/document/script/file.ts'
import { Script } from '#shared/document/script/schema.ts'
import { plainFileName } from '../chains/file-name.ts'

/** A script as a file, with the name to give it. */
export function exportScript(script: Script): { fileName: string; text: string } {
  return {
    fileName: `${plainFileName(script.name) || 'script'}${SCRIPT_FILE_ENDING}`,
    text: writeScriptFile(Script.parse(script)),
  }
}

/**
 * A script's file, under a name that is free: importing replaces nothing. Error: `script_invalid`, with the sentences of
 * everything that is wrong.
 */
export function importScript(
  text: string,
  fileName: string,
  taken: (name: string) => boolean,
): { script: Script; issues: Issue[] } {
  const file = readScriptFile(text)
  if (!file.ok)
    return fail('script_invalid', `${fileName}: ${file.error.map(({ message }) => message).join(' ')}`)
  const { script, issues } = file.value
  let name = script.name
  for (let i = 2; taken(name); i += 1) name = `${script.name.slice(0, 190)} ${i}`
  return { script: { ...script, name }, issues: [...issues] }
}
