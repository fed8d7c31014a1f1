import { mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { writeDocument } from '#shared/document/write.ts'
import { defaultDataFolder } from '../app/data-folder.ts'
import { openTemplates } from '../app/templates.ts'
import { writeNew } from './convert.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { textTable } from './format.ts'
import type { Context, JsonFlag } from './options.ts'

const templatesOf = ({ dataDir }: Context) =>
  openTemplates(dataDir === undefined ? defaultDataFolder() : resolve(dataDir))

/** `ergo templates list`: what there is to start from. */
export function listTemplates(context: Context, flags: JsonFlag): ExitCode {
  const { terminal } = context
  const all = templatesOf(context).list()
  if (flags.json) terminal.out(JSON.stringify(all))
  else {
    const rows = all.map(({ id, name, category, nodeCount }) => [id, name, category, nodeCount])
    terminal.lines(textTable(['template', 'name', 'category', 'nodes'], rows))
  }
  return EXIT.ok
}

/** `ergo templates use`: a chain's file of the template, with its data in a folder beside it. Errors: `usage`, `file_unwritable`. */
export async function useTemplate(
  context: Context,
  id: string,
  out: string | undefined,
  force: boolean,
): Promise<ExitCode> {
  const file = fileOf(id, out)
  const templates = templatesOf(context)
  if (!templates.list().some((template) => template.id === id)) {
    fail('usage', `There is no template "${id}": ergo templates list shows those there are.`)
  }
  mkdirSync(dirname(file), { recursive: true })
  await writeNew(file, writeDocument(templates.take(id, dirname(file))), force)
  context.terminal.out(`${context.terminal.style('green', '✔')} ${file}`)
  return EXIT.ok
}

/** Where the chain's file goes: into `out` where that is a folder, or is written as one. */
function fileOf(id: string, out = '.'): string {
  const path = resolve(out)
  const isFolder =
    out.endsWith('/') || out.endsWith(sep) || statSync(path, { throwIfNoEntry: false })?.isDirectory()
  return isFolder ? join(path, `${id}.ergo.json`) : path
}
