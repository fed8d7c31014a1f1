import type { ShownRun } from '../stores/run.ts'
import { formatDuration, plural } from '../ui/format.ts'
import type { Tone } from '../ui/toast.ts'

/** One line that says how a run went: `Completed in 1.2 s, 14 nodes, 3 reused`. */
export function runSentence(run: ShownRun): { readonly text: string; readonly tone: Tone } {
  const time =
    run.startedAt !== undefined && run.finishedAt !== undefined ? run.finishedAt - run.startedAt : 0
  const done = run.counts.completed
  const reused = [...run.nodes.values()].filter((node) => node.result?.cached).length
  switch (run.status) {
    case 'running':
      return { text: 'Running…', tone: 'info' }
    case 'completed': {
      const parts = [`Completed in ${formatDuration(time)}`, plural(done, 'node')]
      if (reused > 0) parts.push(`${reused} reused`)
      return { text: parts.join(', '), tone: 'good' }
    }
    case 'failed': {
      const failed = [...run.nodes].find(([, node]) => node.status === 'failed')
      const error = failed?.[1].result?.error ?? run.error
      const where = run.chain?.nodes.find((node) => node.id === failed?.[0])
      const name = where?.name ?? failed?.[0]
      const head = run.counts.failed > 0 ? `${plural(run.counts.failed, 'node')} failed` : 'The run failed'
      return { text: `${head}${name ? `: ${name}` : ''}${error ? ` – ${error.message}` : ''}`, tone: 'bad' }
    }
    case 'cancelled':
      return { text: `Stopped after ${formatDuration(time)}, ${plural(done, 'node')} done`, tone: 'warning' }
    case 'timed_out':
      return {
        text: `The run took longer than allowed and was ended after ${formatDuration(time)}.`,
        tone: 'bad',
      }
    case 'interrupted':
      return { text: 'The run was interrupted when the app ended.', tone: 'warning' }
  }
}
