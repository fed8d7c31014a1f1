import { prune } from '#electron/app/prune.ts'
import { readSettings } from '#electron/rpc/features/settings.ts'
import { fail } from '#shared/base/errors.ts'
import { hasLimits, type PrunePlan, RetentionPolicy, type Usage } from '#shared/contract/retention.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { bytes } from './format.ts'
import type { Context, PruneFlags } from './options.ts'
import { withStore } from './past.ts'

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`)
/** Runs of scripts alone are seldom: they are told of where there are any. */
const withScripts = (count: number, scripts: number): string =>
  scripts === 0 ? runs(count) : `${runs(count)} and ${runs(scripts)} of scripts alone`
const UNREACHABLE =
  'That is not enough for --max-size: what stays takes more. No run is deleted for a size that can’t be reached.'
const sizeOf = ({ database, blobs }: Usage): number => database + blobs

/** `ergo prune`: deletes old runs and gives their space back. Error: `usage`. */
export async function pruneHistory({ terminal, dataDir }: Context, flags: PruneFlags): Promise<ExitCode> {
  const given = RetentionPolicy.parse({
    maxAgeMs: flags.olderThan ?? null,
    keepRuns: flags.keep ?? null,
    keepPerChain: flags.keepPerChain ?? null,
    maxBytes: flags.maxSize ?? null,
  })
  const done = await withStore(dataDir, async (store) => {
    const policy = hasLimits(given) ? given : readSettings(store.settings).retention
    if (!hasLimits(policy))
      fail('usage', 'Say what to keep: --older-than 90d, --keep 1000, --keep-per-chain 50 or --max-size 2GB.')
    if (flags.dryRun)
      return { plan: store.retention.plan(policy, Date.now()), usage: store.retention.usage() }
    for await (const step of prune(store, policy, { now: Date.now(), compact: 'whole' })) {
      if (step.step === 'deleting') terminal.progress?.(`${runs(step.deleted)} deleted`)
      if (step.step === 'compacting') terminal.progress?.('giving the space back to the disk')
      if (step.step === 'done') return step
    }
    return undefined
  })
  if (!done) {
    terminal.out('There is no history.')
    return EXIT.ok
  }
  if (flags.json) terminal.out(JSON.stringify(done))
  else if ('plan' in done) terminal.lines(planLines(done.plan, done.usage))
  else {
    const { deleted, scripts, unreachable, before, after } = done
    terminal.out(
      `${terminal.style('green', '✔')} ${withScripts(deleted, scripts)} deleted: ${bytes(sizeOf(before))} before, ${bytes(sizeOf(after))} now.`,
    )
    if (unreachable) terminal.out(UNREACHABLE)
  }
  return EXIT.ok
}

function planLines(plan: PrunePlan, usage: Usage): string[] {
  return [
    `The history has ${runs(usage.runs)} (${usage.starred} starred) in ${bytes(sizeOf(usage))}.`,
    `This would delete ${withScripts(plan.runs, plan.scripts)} and free about ${bytes(plan.bytes)}. Conclusions, starred and pinned runs stay.`,
    ...(plan.unreachable ? [UNREACHABLE] : []),
  ]
}
