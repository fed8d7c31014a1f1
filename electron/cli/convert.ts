import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { putWhole } from '#electron/rpc/files/write.ts'
import { fail } from '#shared/base/errors.ts'
import { writeDocument } from '#shared/document/write.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { whyUnreadable } from './inputs.ts'
import { issueLines, loadFile } from './load.ts'
import type { Context } from './options.ts'

/** `ergo convert`: any chain file that can be read, as an Ergo file of this version. Errors: `usage`, `file_unwritable`. */
export async function convertFile(
  { terminal }: Context,
  from: string,
  to: string,
  force: boolean,
): Promise<ExitCode> {
  const { chain, issues } = loadFile(from)
  if (!chain) {
    terminal.err(`${terminal.style('red', '✖')} ${from} can’t be read:`)
    for (const line of issueLines(issues, terminal.style)) terminal.err(line)
    return EXIT.usage
  }
  await writeNew(to, writeDocument(chain), force)
  terminal.out(`${terminal.style('green', '✔')} ${to}`)
  for (const line of issueLines(issues, terminal.style)) terminal.out(line)
  return EXIT.ok
}

/**
 * Writes a file, whole or not at all, that must not exist yet, unless it may be written over. Errors: `usage`,
 * `file_unwritable`.
 */
export async function writeNew(path: string, text: string, force: boolean): Promise<void> {
  if (!force && existsSync(path)) fail('usage', `${path} exists already: name another file, or give --force.`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await putWhole(path, text)
  } catch (thrown) {
    fail('file_unwritable', `${path} can't be written: ${whyUnreadable(thrown)}.`)
  }
}
