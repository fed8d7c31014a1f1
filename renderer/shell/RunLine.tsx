import { useRun } from '../stores/run.ts'
import { formatCount, formatDuration } from '../ui/format.ts'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './RunLine.module.css'

/** The shown run in a line: how far it is, or how it ended. */
export function RunLine() {
  const run = useRun((store) => store.shown)
  const running = run?.status === 'running'
  const now = useNow(running && run.executionId !== undefined)
  if (!run || run.startedAt === undefined) return null
  const total = run.nodes.size
  const ended = total - run.counts.pending - run.counts.running
  const time = Math.max(0, (run.finishedAt ?? now) - run.startedAt)
  return (
    <output className={classes.line}>
      <StatusGlyph status={run.status} />
      <span className={classes.words}>
        {running ? `${formatCount(ended)} of ${formatCount(total)}` : statusWord(run.status)}
        {run.counts.failed > 0 && `, ${formatCount(run.counts.failed)} failed`}
        {' · '}
        {formatDuration(time)}
      </span>
    </output>
  )
}
