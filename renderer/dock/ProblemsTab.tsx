import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleArrowUp, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
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

const MARKS = {
  error: [IconAlertTriangle, 'bad', 'Error'],
  warning: [IconInfoCircle, 'warn', 'Warning'],
  info: [IconCircleArrowUp, 'accent', 'News'],
} as const

function Mark({ severity }: Pick<Issue, 'severity'>) {
  const [Glyph, colour, word] = MARKS[severity]
  return <Glyph size={16} color={`var(--ergo-${colour})`} role="img" aria-label={word} />
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
            <Mark severity={issue.severity} />
            <span>{issue.message}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
