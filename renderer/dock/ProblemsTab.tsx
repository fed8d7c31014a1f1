import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Issue } from '#shared/chain/issue.ts'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { useDocument } from '../stores/document.ts'
import { useProblems } from '../stores/problems.ts'
import { useSelection } from '../stores/selection.ts'
import { Empty } from '../ui/Empty.tsx'
import classes from './ProblemsTab.module.css'

function go(issue: Issue): void {
  const edge = useDocument.getState().chain?.edges.find((one) => one.id === issue.edgeId)
  const node = issue.nodeId ?? edge?.target
  if (node !== undefined) goToNode(node, 'config')
  if (edge) useSelection.getState().select([], [edge.id])
}

/** Everything wrong with the chain; a click goes there. */
export function ProblemsTab() {
  const issues = useProblems((store) => store.issues)
  if (issues.length === 0) {
    return (
      <Empty icon={IconCircleCheck} title="No problems">
        What keeps the chain from running is listed here.
      </Empty>
    )
  }
  return (
    <ul className={classes.list}>
      {issues.map((issue) => (
        <li key={JSON.stringify(issue)}>
          <UnstyledButton className={classes.issue} onClick={() => go(issue)}>
            {issue.severity === 'error' ? (
              <IconAlertTriangle size={16} color="var(--ergo-bad)" role="img" aria-label="Error" />
            ) : (
              <IconInfoCircle size={16} color="var(--ergo-warn)" role="img" aria-label="Warning" />
            )}
            <span>{issue.message}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
