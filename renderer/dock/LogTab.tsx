import { UnstyledButton } from '@mantine/core'
import { IconNotes } from '@tabler/icons-react'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { useRun } from '../stores/run.ts'
import { Empty } from '../ui/Empty.tsx'
import classes from './LogTab.module.css'
import { linesOf } from './logLines.ts'

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** What the run said: log lines, conclusions, what was read, errors, in order. */
export function LogTab() {
  // The version tells that the records, which grow in place, have grown.
  const run = useRun((store) => store.shown)
  const lines = run ? linesOf(run) : []
  if (lines.length === 0) {
    return (
      <Empty icon={IconNotes} title={run ? 'This run said nothing' : 'Nothing to read yet'}>
        Log nodes, conclusions, files read and errors are listed here, as they come.
      </Empty>
    )
  }
  return (
    <ol className={classes.log}>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines only ever grow at the end
        <li key={i} className={classes.line} data-level={line.level}>
          <time>{clock.format(line.at)}</time>
          <UnstyledButton className={classes.node} onClick={() => goToNode(line.nodeId, 'result')}>
            {line.nodeName}
          </UnstyledButton>
          <span className={classes.kind}>{line.kind}</span>
          <span className={classes.text}>{line.text}</span>
        </li>
      ))}
    </ol>
  )
}
