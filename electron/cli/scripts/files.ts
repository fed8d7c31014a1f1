import { basename } from 'node:path'
import { exportScript } from '#electron/rpc/scripts/files.ts'
import { checkText } from '#electron/sandbox/text.ts'
import { type AppError, AppFailure } from '#shared/base/errors.ts'
import { errorIssue, hasErrors, type Issue } from '#shared/chain/issue.ts'
import { readScriptFile } from '#shared/document/script/file.ts'
import type { Script } from '#shared/document/script/schema.ts'
import { writeNew } from '../convert.ts'
import { EXIT, type ExitCode, worst } from '../exit.ts'
import { readText } from '../inputs.ts'
import { issueLines } from '../load.ts'
import type { Context, JsonFlag } from '../options.ts'
import { withLibrary, withScript } from './open.ts'

/** A script's file as far as it could be read; `script` is null where it can't be used. */
export interface LoadedScript {
  readonly script: Script | null
  /** How many lines of the file stand before the code. */
  readonly linesBefore: number
  readonly issues: readonly Issue[]
}

/** Reads a script's file and checks that its code parses. Lines in sentences are those of the file. */
export function loadScript(path: string): LoadedScript {
  try {
    const text = readText(path)
    const file = readScriptFile(text)
    if (!file.ok) return { script: null, linesBefore: 0, issues: file.error }
    const { script, issues } = file.value
    const linesBefore = text.slice(0, text.length - script.code.length).split('\n').length - 1
    checkText(atLine(script.code, linesBefore), 'script')
    return { script, linesBefore, issues }
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown
    return { script: null, linesBefore: 0, issues: [errorIssue(thrown.code, thrown.message)] }
  }
}

/** Code with as many empty lines before it as its file has others: places in it are then places in the file. */
export const atLine = (code: string, linesBefore: number): string => '\n'.repeat(linesBefore) + code

interface Imported {
  readonly file: string
  readonly name: string | null
  readonly version: number | null
  readonly issues: readonly Issue[]
}

/** `ergo scripts import`: each file in turn; one that can't be taken is reported, and the others still are. */
export async function importScripts(
  { terminal, dataDir }: Context,
  files: readonly string[],
  flags: JsonFlag & { readonly update?: true },
): Promise<ExitCode> {
  const codes = await withLibrary(dataDir, ({ scripts }) =>
    files.map((file) => {
      const { script, issues } = loadScript(file)
      const taken = script && !flags.update && scripts.find(script.name)
      const all = taken
        ? [
            ...issues,
            errorIssue(
              'script_exists',
              `There is a script "${script.name}" already: rename one of them, or give --update.`,
            ),
          ]
        : issues
      const saved = script && !taken ? scripts.save(script) : null
      const told: Imported = {
        file,
        name: script?.name ?? null,
        version: saved?.version ?? null,
        issues: all,
      }
      if (flags.json) terminal.out(JSON.stringify(told))
      else tell(terminal, told)
      return hasErrors(all) ? EXIT.usage : EXIT.ok
    }),
  )
  return worst(codes)
}

function tell({ out, err, style }: Context['terminal'], { file, name, version, issues }: Imported): void {
  const say = version === null ? err : out
  say(
    version === null
      ? `${style('red', '✖')} ${basename(file)} is not taken:`
      : `${style('green', '✔')} ${name}, version ${version}`,
  )
  for (const line of issueLines(issues, style)) say(line)
}

/** `ergo scripts export`. Errors: `script_missing`, `usage`, `file_unwritable`. */
export async function exportScriptFile(
  { terminal, dataDir }: Context,
  name: string,
  out: string | undefined,
  flags: { readonly at?: number; readonly force?: true },
): Promise<ExitCode> {
  const { text } = exportScript(await withScript(dataDir, name, ({ scripts }) => scripts.get(name, flags.at)))
  if (out === undefined) terminal.out(text.replace(/\n$/, ''))
  else {
    await writeNew(out, text, flags.force === true)
    terminal.out(`${terminal.style('green', '✔')} ${out}`)
  }
  return EXIT.ok
}

/** A failure of a script in a line, after its place in the code where that is known: `4:30  …`. */
export function failureLine({ message, data }: AppError): string {
  const { line, column } = data ?? {}
  return typeof line === 'number' ? `${line}:${typeof column === 'number' ? column : 1}  ${message}` : message
}
