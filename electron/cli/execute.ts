import type { Prepared } from '#electron/app/prepare.ts'
import type { App, StartRun } from '#electron/app.ts'
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

/** Runs a chain and tells of it: one line of JSON, or a summary for people. */
export async function execute(
  { terminal }: Context,
  app: App,
  { file, prepared, start, repeat }: Execution,
  flags: ReportFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { chain, plan } = prepared
  const durationsMs: number[] = []
  for (;;) {
    const progress = showProgress(terminal, chain)
    const run = app.startRun(prepared, start, progress.hear)
    const cancel = (): void => run.cancel()
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    const state = await run.done
    signal.removeEventListener('abort', cancel)
    progress.end()
    durationsMs.push(durationOf(state))
    if (durationsMs.length < (repeat ?? 1) && !signal.aborted) continue
    const report = await reportRun({
      file,
      executionId: run.executionId,
      chainId: run.chainId,
      state,
      nodes: plan.nodes,
      reader: app.reader,
      rows: flags.rows,
      ...(repeat === undefined ? {} : { durationsMs }),
    })
    if (flags.json) terminal.out(JSON.stringify(report))
    else
      for (const line of renderRun({ name: chain.name, report, records: state.records }, terminal))
        terminal.out(line)
    if (state.status === 'cancelled') return EXIT.cancelled
    return state.status === 'completed' ? EXIT.ok : EXIT.failed
  }
}
