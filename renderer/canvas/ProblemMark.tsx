import { IconAlertCircle } from '@tabler/icons-react'
import { useReadOnly } from '../stores/document.ts'
import { useNodeIssues } from '../stores/problems.ts'

/** Says on the node that something keeps it from running. */
export function ProblemMark({ id }: { readonly id: string }) {
  const issue = useNodeIssues(id).find(({ severity }) => severity === 'error')
  const readOnly = useReadOnly()
  if (!issue || readOnly) return null
  return (
    <span title={issue.message} style={{ display: 'flex' }}>
      <IconAlertCircle
        size={16}
        color="var(--ergo-bad)"
        role="img"
        aria-label={`Problem: ${issue.message}`}
      />
    </span>
  )
}
