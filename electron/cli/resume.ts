import { resumption } from '#electron/app/resume.ts'
import { execute, openFor } from './execute.ts'
import type { ExitCode } from './exit.ts'
import { interruptible } from './interrupt.ts'
import type { Context, ReportFlags } from './options.ts'
import { findRun } from './past.ts'

/** `ergo resume`: runs what a run that was interrupted, cancelled or failed did not finish. */
export async function resumeRun(
  context: Context,
  execution: string,
  flags: ReportFlags & { readonly parallel: number },
): Promise<ExitCode> {
  const app = await openFor(context, { save: true, parallel: flags.parallel })
  const interrupt = interruptible()
  try {
    if (!app.store) throw new Error('A run can be resumed only where runs are kept.')
    const { chain, path, start } = resumption(app.store, findRun(app.store, execution))
    const options = { ...start.options, maxWorkers: flags.parallel }
    return await execute(
      context,
      app,
      { file: path ?? chain.name, prepared: app.prepare(chain, path), start: { ...start, options } },
      flags,
      interrupt.signal,
    )
  } finally {
    await app.close()
    interrupt.end()
  }
}
