import type { Prepared } from '#electron/app/prepare.ts'
import { type App, type AppRun, openApp, type StartRun } from '#electron/app.ts'
import { type AppError, toAppError } from '#shared/base/errors.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { Context, ReportFlags } from './options.ts'
import { showProgress } from './progress.ts'
import { renderRun } from './render.ts'
import { durationOf, reportRun } from './report.ts'

export interface Execution {
  /** As the user named it. */
  readonly file: string
  readonly prepared: Prepared
  readonly start: StartRun
  /** How often to run, with the time of each told; once where it is left out. */
  readonly repeat?: number | undefined
}

/** The app as a command needs it. Errors: those of `openStore`. */
export function openFor(
  { dataDir, terminal }: Context,
  { save, parallel }: { readonly save: boolean; readonly parallel: number },
): Promise<App> {
  const onFault = (error: AppError): void => terminal.err(`ergo: ${error.message}`)
  return openApp({ dataDir, save, runners: parallel, onFault })
}

/** Runs a chain and tells of it: one line of JSON, or a summary for people. */
export async function execute(
  { terminal }: Context,
  app: App,
  { file, prepared, start, repeat }: Execution,
  flags: ReportFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { chain, plan } = prepared
  // Else the first run's time would hold the start of its runner.
  await app.ready
  const durationsMs: number[] = []
  let unsaved: AppError | undefined
  let run: AppRun
  do {
    const progress = showProgress(terminal, chain)
    run = app.startRun(prepared, start, progress.hear)
    unsaved = await endOf(run, signal)
    progress.end()
    durationsMs.push(durationOf(run.state))
  } while (durationsMs.length < (repeat ?? 1) && !signal.aborted)

  const { state, executionId, chainId } = run
  const report = await reportRun({
    file,
    executionId,
    chainId,
    state,
    nodes: plan.nodes,
    reader: app.reader,
    rows: flags.rows,
    ...(repeat === undefined ? {} : { durationsMs }),
  })
  if (flags.json) terminal.out(JSON.stringify(report))
  else terminal.lines(renderRun({ name: chain.name, report, records: state.records }, terminal))
  if (unsaved) terminal.err(`ergo: The run could not be kept. ${unsaved.message}`)
  if (state.status === 'cancelled') return EXIT.cancelled
  return state.status === 'completed' && !unsaved ? EXIT.ok : EXIT.failed
}

/** Waits for the end of a run, and cancels it when asked to. Gives why it could not be kept, if so. */
async function endOf(run: AppRun, signal: AbortSignal): Promise<AppError | undefined> {
  const cancel = (): void => run.cancel()
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  try {
    await run.done
    return undefined
  } catch (thrown) {
    return toAppError(thrown)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
