import { runSentence } from '../results/runSentence.ts'
import { useRun } from '../stores/run.ts'
import { formatCount, formatDuration } from '../ui/format.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './RunLine.module.css'

/** The shown run in a line: how far it is, or how it ended. */
export function RunLine() {
  const run = useRun((store) => store.shown)
  const running = run?.status === 'running'
  const now = useNow(running && run.executionId !== undefined)
  if (!run || run.startedAt === undefined) return null
  if (!running) {
    const { text } = runSentence(run)
    return (
      <output className={classes.line} data-run={run.executionId} title={text}>
        <StatusGlyph status={run.status} />
        <span className={classes.words}>{text}</span>
      </output>
    )
  }
  const total = run.nodes.size
  const ended = total - run.counts.pending - run.counts.running
  return (
    <output className={classes.line} data-run={run.executionId} aria-live="off">
      <StatusGlyph status={run.status} />
      <span className={classes.words}>
        {`${formatCount(ended)} of ${formatCount(total)}`}
        {run.counts.failed > 0 && `, ${formatCount(run.counts.failed)} failed`}
        {' · '}
        {formatDuration(Math.max(0, now - run.startedAt))}
      </span>
    </output>
  )
}
