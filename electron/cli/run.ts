import { resolve } from 'node:path'
import type { App } from '#electron/app.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { errorIssue, hasErrors, type Issue } from '#shared/chain/issue.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { type Execution, execute, openFor } from './execute.ts'
import { EXIT, type ExitCode, worst } from './exit.ts'
import { givenInputs, readInputFile } from './inputs.ts'
import { interruptible } from './interrupt.ts'
import { issueLines, loadFile } from './load.ts'
import type { Context, RunFlags } from './options.ts'

interface Ready {
  readonly file: string
  readonly chain: Chain
  readonly inputs: JsonRecord
}

/** `ergo run`: runs each file in turn. A file that can't be run is reported, and the others still run. */
export async function runFiles(
  context: Context,
  files: readonly string[],
  flags: RunFlags,
): Promise<ExitCode> {
  const given = flags.input === undefined ? {} : readInputFile(flags.input)
  const codes: ExitCode[] = []
  let app: App | undefined
  const interrupt = interruptible()
  try {
    for (const file of files) {
      if (interrupt.signal.aborted) break
      const ready = prepare(file, given, flags.param)
      if ('issues' in ready) {
        reportInvalid(context, file, ready.issues, flags)
        codes.push(EXIT.usage)
        continue
      }
      app ??= await openFor(context, flags)
      codes.push(await execute(context, app, executionOf(app, ready, flags), flags, interrupt.signal))
    }
  } finally {
    await app?.close()
    interrupt.end()
  }
  return interrupt.signal.aborted ? EXIT.cancelled : worst(codes)
}

function prepare(
  file: string,
  given: JsonRecord,
  params: readonly string[],
): Ready | { issues: readonly Issue[] } {
  const { chain, issues } = loadFile(file)
  if (!chain || hasErrors(issues)) return { issues }
  try {
    const inputs = resolveInputs(chain.parameters, givenInputs(chain.parameters, given, params))
    if (inputs.ok) return { file, chain, inputs: inputs.value }
    return { issues: inputs.error.map(({ code, message }) => errorIssue(code, message)) }
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || thrown.code === 'usage') throw thrown
    return { issues: [errorIssue(thrown.code, thrown.message)] }
  }
}

function reportInvalid({ terminal }: Context, file: string, issues: readonly Issue[], flags: RunFlags): void {
  if (flags.json) {
    terminal.out(JSON.stringify({ file, status: 'invalid', issues }))
    return
  }
  terminal.err(`${terminal.style('red', '✖')} ${file} can’t be run:`)
  for (const line of issueLines(issues, terminal.style)) terminal.err(line)
}

function executionOf(app: App, { file, chain, inputs }: Ready, flags: RunFlags): Execution {
  const path = resolve(file)
  const chainId = app.chainAt(path, chain)
  const earlier = flags.reuse && chainId && app.store?.runs.latestResults(chainId)
  return {
    file,
    prepared: app.prepare(chain, path),
    start: {
      inputs,
      trigger: 'command',
      chainId,
      asked: { path, parallel: flags.parallel },
      options: { maxWorkers: flags.parallel, ...(earlier ? { reuse: earlier } : {}) },
    },
    repeat: flags.repeat,
  }
}
