import { readyScripts } from '#electron/app/scripts/ready.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { ScriptVersion } from '#shared/contract/scripts.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { dateTime, textTable } from '../format.ts'
import { upTo } from '../history.ts'
import type { Context, JsonFlag } from '../options.ts'
import { withStore } from '../past.ts'
import type { Terminal } from '../terminal.ts'
import { withLibrary, withScript } from './open.ts'

export interface ScriptListFlags extends JsonFlag {
  readonly text?: string
  readonly category?: string
  readonly tag?: string
  readonly ready?: true
}

const ALL = Number.POSITIVE_INFINITY

/** `ergo scripts list`: the library, or what comes with Ergo. */
export async function listScripts({ terminal, dataDir }: Context, flags: ScriptListFlags): Promise<ExitCode> {
  if (flags.ready) return listReady(terminal, flags)
  const filter = { search: flags.text, category: flags.category, tag: flags.tag }
  const scripts =
    (await withStore(dataDir, (store) => upTo(ALL, (paging) => store.scripts.list(filter, paging)))) ?? []
  if (flags.json) terminal.out(JSON.stringify(scripts))
  else if (scripts.length === 0)
    terminal.out('No scripts. See what comes with Ergo: ergo scripts list --ready')
  else {
    const rows = scripts.map(({ name, version, updatedAt, category, tags, description }) => [
      name,
      version,
      dateTime(updatedAt),
      category,
      tags.join(', '),
      description,
    ])
    terminal.lines(textTable(['script', 'version', 'changed', 'category', 'tags', 'description'], rows))
  }
  return EXIT.ok
}

function listReady(terminal: Terminal, flags: ScriptListFlags): ExitCode {
  const scripts = readyScripts().list()
  if (flags.json) terminal.out(JSON.stringify(scripts.map(({ code: _code, ...about }) => about)))
  else
    terminal.lines(
      textTable(
        ['script', 'category', 'description'],
        scripts.map(({ name, category, description }) => [name, category, description]),
      ),
    )
  return EXIT.ok
}

/** `ergo scripts show`. Error: `script_missing`. */
export async function showScript(
  { terminal, dataDir }: Context,
  name: string,
  flags: JsonFlag & { readonly at?: number; readonly versions?: true },
): Promise<ExitCode> {
  if (flags.versions) {
    const versions = await withScript(dataDir, name, ({ scripts }) =>
      upTo(ALL, (paging) => scripts.versions(name, paging)),
    )
    if (flags.json) terminal.out(JSON.stringify(versions))
    else
      terminal.lines(
        textTable(
          ['version', 'made'],
          versions.map((one) => [one.version, dateTime(one.createdAt)]),
        ),
      )
    return EXIT.ok
  }
  const script = await withScript(dataDir, name, ({ scripts }) => scripts.get(name, flags.at))
  if (flags.json) terminal.out(JSON.stringify(script))
  else terminal.lines(scriptPage(script, terminal.style))
  return EXIT.ok
}

function scriptPage(script: ScriptVersion, style: Terminal['style']): string[] {
  const { name, version, category, tags, description, parameters, timeoutMs, memoryMb, code } = script
  const about = [category, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(', ')
  return [
    `${style('bold', name)}  ${style('dim', `version ${version}`)}`,
    ...(about ? [about] : []),
    ...(description ? [description] : []),
    `At most ${timeoutMs / 1000} s and ${memoryMb} MB.`,
    ...(parameters.length > 0
      ? ['', style('bold', 'Parameters'), ...parameters.flatMap(parameterLines)]
      : []),
    '',
    style('bold', 'Code'),
    ...code.replace(/\n$/, '').split('\n'),
  ]
}

function parameterLines({ name, type, description, ...more }: Parameter): string[] {
  const start = more.default === undefined ? '' : `, default ${JSON.stringify(more.default)}`
  return [`  ${name}: ${type}${start}`, ...(description ? [`      ${description}`] : [])]
}

/** `ergo scripts add`. Errors: `script_missing`, `script_exists`. */
export async function addScript({ terminal, dataDir }: Context, name: string): Promise<ExitCode> {
  const script = readyScripts().get(name)
  const added = await withLibrary(dataDir, ({ scripts }) => {
    const there = scripts.find(name) !== undefined
    if (!there) scripts.save(script)
    return !there
  })
  terminal.out(
    added
      ? `${terminal.style('green', '✔')} ${name}`
      : `There is a script "${name}" already: it is left as it is.`,
  )
  return EXIT.ok
}

/** `ergo scripts delete`. Error: `script_missing`. */
export async function deleteScript({ terminal, dataDir }: Context, name: string): Promise<ExitCode> {
  await withScript(dataDir, name, ({ scripts }) => scripts.delete(name))
  terminal.out(`${terminal.style('green', '✔')} "${name}" is deleted. What ran with it stays readable.`)
  return EXIT.ok
}
