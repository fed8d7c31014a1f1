import { UnstyledButton } from '@mantine/core'
import { IconTimeline } from '@tabler/icons-react'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { useRun } from '../stores/run.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatDuration } from '../ui/format.ts'
import { useNow } from '../ui/useNow.ts'
import { barsOf } from './bars.ts'
import classes from './TimelineTab.module.css'

/** When each node ran: a bar each, in the order in which they began. */
export function TimelineTab() {
  const run = useRun((store) => store.shown)
  const running = run?.status === 'running' && run.executionId !== undefined
  const now = useNow(running, 200)
  const bars = run ? barsOf(run, now) : []
  if (bars.length === 0) {
    return (
      <Empty icon={IconTimeline} title="Nothing has run yet">
        After a run, each node has a bar here from its beginning to its end.
      </Empty>
    )
  }
  return (
    <ol className={classes.timeline}>
      {bars.map((bar) => (
        <li key={bar.id} className={classes.row}>
          <UnstyledButton className={classes.name} onClick={() => goToNode(bar.id, 'result')}>
            {bar.name}
          </UnstyledButton>
          <span className={classes.track}>
            <span
              className={classes.bar}
              data-status={bar.status}
              style={{ left: `${bar.from * 100}%`, width: `max(2px, ${bar.share * 100}%)` }}
            />
          </span>
          <span className={classes.time}>{formatDuration(bar.durationMs)}</span>
        </li>
      ))}
    </ol>
  )
}
