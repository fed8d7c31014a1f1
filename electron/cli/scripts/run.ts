import { existsSync } from 'node:fs'
import { nodeHost } from '#electron/app/runners.ts'
import { openScriptRuns, type RunScript, runScriptAlone } from '#electron/app/scripts/alone.ts'
import { ScriptThreads } from '#electron/app/scripts/threads.ts'
import { readLarge } from '#electron/data/blobs/large.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import type { ScriptEnd } from '#electron/rpc/scripts/runner.ts'
import type { StoredScriptExecution } from '#electron/store/scripts/executions.ts'
import type { Store } from '#electron/store/store.ts'
import type { AppError } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import { SCRIPT_FILE_ENDING } from '#shared/document/script/file.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { duration, whole } from '../format.ts'
import { givenInputs, readInputFile } from '../inputs.ts'
import { interruptible } from '../interrupt.ts'
import { issueLines } from '../load.ts'
import type { Context, JsonFlag } from '../options.ts'
import { atLine, failureLine, loadScript } from './files.ts'
import { withScript } from './open.ts'

export interface ScriptRunFlags extends JsonFlag {
  readonly at?: number
  readonly param: readonly string[]
  readonly input?: string
  readonly test?: true
}

/** How one run ended, as `--json` prints it. `id` and `version` are null for a file's. */
interface ScriptReport extends Omit<ScriptEnd, 'result' | 'error' | 'log'> {
  readonly id: string | null
  readonly script: string
  readonly version: number | null
  readonly result: Json
  readonly error: AppError | null
  readonly log: StoredScriptExecution['log']
}

/** `ergo scripts run`. Errors: `script_missing`, `input_invalid`, `usage`. */
export async function runScriptCommand(
  context: Context,
  script: string,
  flags: ScriptRunFlags,
): Promise<ExitCode> {
  const threads = new ScriptThreads(inProcesses(nodeHost()))
  const interrupt = interruptible()
  const run: RunScript = (call) => threads.run(call)
  try {
    const report = isFile(script)
      ? await runFile(context, script, flags, run, interrupt.signal)
      : await withScript(context.dataDir, script, (store) =>
          runKept(store, script, flags, run, interrupt.signal),
        )
    if (!report) return EXIT.usage
    tell(context, report, flags)
    if (report.status === 'cancelled') return EXIT.cancelled
    return report.status === 'completed' ? EXIT.ok : EXIT.failed
  } finally {
    threads.close()
    interrupt.end()
  }
}

const isFile = (script: string): boolean => script.endsWith(SCRIPT_FILE_ENDING) && existsSync(script)

function argumentsFrom(
  flags: ScriptRunFlags,
  parameters: readonly Parameter[],
  test: JsonRecord,
): JsonRecord {
  const record = flags.input === undefined ? {} : readInputFile(flags.input)
  return givenInputs(parameters, { ...(flags.test ? test : {}), ...record }, flags.param)
}

async function runKept(
  store: Store,
  name: string,
  flags: ScriptRunFlags,
  run: RunScript,
  signal: AbortSignal,
): Promise<ScriptReport> {
  const { parameters, testInput } = store.scripts.get(name, flags.at)
  const given = argumentsFrom(flags, parameters, testInput)
  const ended = await openScriptRuns(run, store).run(name, flags.at, given, signal)
  const { id, version, durationMs, log, error } = ended
  return {
    id,
    script: name,
    version,
    status: ended.status === 'running' ? 'failed' : ended.status,
    durationMs: durationMs ?? 0,
    arguments: ended.arguments,
    result: await resultOf(ended, store),
    error,
    log,
  }
}

export async function resultOf(
  { result }: StoredScriptExecution,
  store: Pick<Store, 'blobs'>,
): Promise<Json> {
  const value = result?.kind === 'large' ? await readLarge(result, store.blobs) : result
  return value?.kind === 'json' ? value.json : null
}

async function runFile(
  { terminal }: Context,
  path: string,
  flags: ScriptRunFlags,
  run: RunScript,
  signal: AbortSignal,
): Promise<ScriptReport | null> {
  const { script, linesBefore, issues } = loadScript(path)
  for (const line of issueLines(issues, terminal.style)) terminal.err(line)
  if (!script) return null
  const given = argumentsFrom(flags, script.parameters, script.testInput)
  const source = { ...script, version: 0, code: atLine(script.code, linesBefore) }
  const { result, error, ...end } = await runScriptAlone(run, source, given, signal)
  return {
    id: null,
    script: script.name,
    version: null,
    ...end,
    result: result ?? null,
    error: error ?? null,
  }
}

function tell({ terminal }: Context, report: ScriptReport, flags: ScriptRunFlags): void {
  if (flags.json) {
    terminal.out(JSON.stringify(report))
    return
  }
  const { style } = terminal
  const good = report.status === 'completed'
  const version = report.version === null ? '' : `, version ${report.version}`
  terminal.out(
    `${style(good ? 'green' : 'red', good ? '✔' : '✖')} ${style('bold', report.script)}${version}: ${report.status} in ${duration(report.durationMs)}`,
  )
  if (report.error) terminal.out(`  ${failureLine(report.error)}`)
  if (report.log.length > 0)
    terminal.lines(['', style('bold', 'Log'), ...report.log.map(({ message }) => `  ${message}`)])
  if (good) terminal.lines(['', style('bold', 'Result'), ...whole(report.result).map((line) => `  ${line}`)])
}
