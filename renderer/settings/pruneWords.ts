import type { PrunePlan } from '#shared/contract/retention.ts'
import { formatBytes, plural } from '../ui/format.ts'

type Gone = Pick<PrunePlan, 'runs' | 'scripts'>

/** Runs of chains, and of scripts alone where there are any. */
export function goneWords({ runs, scripts }: Gone): string {
  if (scripts === 0) return plural(runs, 'run')
  const ofScripts = `${plural(scripts, 'run')} of scripts alone`
  return runs === 0 ? ofScripts : `${plural(runs, 'run')} and ${ofScripts}`
}

/** What limits would do now. */
export function planWords(plan: PrunePlan): string {
  const short = plan.unreachable
    ? ' The space allowed can’t be reached by deleting runs, as what stays takes more: none is deleted for it.'
    : ''
  if (plan.runs + plan.scripts === 0)
    return plan.unreachable ? short.trimStart() : 'Nothing exceeds these limits now.'
  return `These limits would delete ${goneWords(plan)} now and free about ${formatBytes(plan.bytes)}.${short}`
}
