import type { RunSummary } from '#shared/contract/runs.ts'
import type { Trigger } from '#shared/run/events.ts'
import { formatCount } from '../ui/format.ts'

export const TRIGGER_WORDS: Readonly<Record<Trigger, string>> = {
  window: 'Run here',
  command: 'Command line',
  again: 'Run again',
  resume: 'Resumed',
  imported: 'From a file',
}

/** What has become of a run's chain since. */
export const STATE_WORDS: Readonly<Record<RunSummary['chainState'], string>> = {
  same: '',
  changed: 'changed since',
  deleted: 'deleted since',
}

/** `11 of 12 nodes, 1 failed`. */
export function countWords({ counts: of }: Pick<RunSummary, 'counts'>): string {
  const parts = [`${formatCount(of.completed)} of ${formatCount(of.total)} nodes`]
  if (of.failed > 0) parts.push(`${formatCount(of.failed)} failed`)
  if (of.skipped > 0) parts.push(`${formatCount(of.skipped)} skipped`)
  if (of.reused > 0) parts.push(`${formatCount(of.reused)} reused`)
  return parts.join(', ')
}

/** Whether there is something left of a run that could be done. */
export const canResume = ({ status }: Pick<RunSummary, 'status'>): boolean =>
  status !== 'completed' && status !== 'running'
