import { IconAlertCircle, IconCircleArrowUp } from '@tabler/icons-react'
import { useReadOnly } from '../stores/document.ts'
import { useNodeIssues } from '../stores/problems.ts'

/** Says on the node that something keeps it from running, or that there is something newer for it. */
export function ProblemMark({ id }: { readonly id: string }) {
  const issues = useNodeIssues(id)
  const readOnly = useReadOnly()
  const error = issues.find(({ severity }) => severity === 'error')
  const issue = error ?? issues.find(({ severity }) => severity === 'info')
  if (!issue || readOnly) return null
  const Glyph = error ? IconAlertCircle : IconCircleArrowUp
  return (
    <span title={issue.message} style={{ display: 'flex' }}>
      <Glyph
        size={16}
        color={`var(--ergo-${error ? 'bad' : 'accent'})`}
        role="img"
        aria-label={`${error ? 'Problem' : 'News'}: ${issue.message}`}
      />
    </span>
  )
}
