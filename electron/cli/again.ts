import { again, type Resumption } from '#electron/app/resume.ts'
import { plannedEffects, withoutEffects } from '#electron/rpc/runs/effects.ts'
import { NOTHING, prepareRun } from '#electron/rpc/runs/prepare.ts'
import { plannedSentence } from '#shared/run/effect.ts'
import { execute, openFor } from './execute.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { interruptible } from './interrupt.ts'
import type { AgainFlags, Context } from './options.ts'
import { findRun } from './past.ts'

/** `ergo again`: a past run's chain and inputs once more. What it would do to the world is said first. */
export async function runAgain(context: Context, execution: string, flags: AgainFlags): Promise<ExitCode> {
  const app = await openFor(context, { save: true, parallel: flags.parallel })
  const interrupt = interruptible()
  try {
    if (!app.store) throw new Error('A run can be done again only where runs are kept.')
    const id = findRun(app.store, execution)
    const { chain, path, start }: Resumption = again(app.store, id)
    // Says what is wrong with a chain that can't run any more.
    prepareRun(chain, start.inputs, { kind: 'all' }, NOTHING)
    const prepared = app.prepare(chain, path)
    if (flags.effects && !flags.yes) {
      const state = app.store.runs.load(id)
      const past = { chain, path, inputs: start.inputs, state, what: 'again' as const }
      const planned = await plannedEffects(app, past, interrupt.signal)
      if (planned.length > 0) {
        context.terminal.lines(planned.map((effect) => plannedSentence(effect)))
        context.terminal.err('ergo: Nothing was run. Say --yes to do this, or --no-effects to leave it out.')
        return EXIT.usage
      }
    }
    const known = flags.effects ? undefined : withoutEffects(prepared.plan)
    const options = { maxWorkers: flags.parallel, ...(known ? { known } : {}) }
    return await execute(
      context,
      app,
      { file: path ?? chain.name, prepared, start: { ...start, options } },
      flags,
      interrupt.signal,
    )
  } finally {
    await app.close()
    interrupt.end()
  }
}
