import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { RunSummary } from '#shared/contract/runs.ts'
import { forkRun } from '../actions/verbs/chains.tsx'
import { compareWithBefore } from '../actions/verbs/compareRuns.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { deleteRuns } from '../actions/verbs/pastRuns.tsx'
import { exportRun } from '../actions/verbs/portableRuns.ts'
import { repeatRun } from '../actions/verbs/repeatRun.tsx'
import { formatMoment } from '../ui/format.ts'
import classes from './RunTable.module.css'
import { canResume } from './words.ts'

/** What can be done with one past run. */
export function RunMenu({ run }: { readonly run: RunSummary }) {
  return (
    <Menu position="bottom-end" width={232}>
      <Menu.Target>
        <ActionIcon
          className={classes.menu ?? ''}
          size="sm"
          aria-label={`Actions for the run of ${formatMoment(run.startedAt)}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void openPast(run.id)}>Open</Menu.Item>
        <Menu.Item onClick={() => void repeatRun(run.id, 'again')}>Run again with the same inputs</Menu.Item>
        {canResume(run) && (
          <Menu.Item onClick={() => void repeatRun(run.id, 'resume')}>Resume: run the rest</Menu.Item>
        )}
        <Menu.Item disabled={run.status === 'running'} onClick={() => void compareWithBefore(run)}>
          Compare with the run before
        </Menu.Item>
        <Menu.Item onClick={() => void forkRun(run.id)}>Fork this version</Menu.Item>
        <Menu.Item disabled={run.status === 'running'} onClick={() => void exportRun(run.id)}>
          Export as a file…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" disabled={run.status === 'running'} onClick={() => void deleteRuns([run.id])}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
