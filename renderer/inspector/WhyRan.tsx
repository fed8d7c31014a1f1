import { Button } from '@mantine/core'
import { ExecutionId } from '#shared/base/ids.ts'
import { whyTold } from '#shared/run/why.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { useNodeRun } from '../stores/run.ts'
import { useUnusual } from '../timeline/useUnusual.ts'
import classes from './PastPanel.module.css'

/** Why a node ran in the shown run or did not, and what was unusual about it. */
export function WhyRan({ id }: { readonly id: string }) {
  const run = useNodeRun(id)
  const unusual = useUnusual()(id)
  if (!run?.result) return null
  const { sentence, from } = whyTold(run.result)
  const source = ExecutionId.safeParse(from)
  return (
    <p className={classes.why}>
      {sentence}
      {unusual.length > 0 && ` Unusual: ${unusual.join(', ')}.`}
      {source.success && (
        <Button variant="subtle" size="compact-xs" onClick={() => void openPast(source.data)}>
          Open that run
        </Button>
      )}
    </p>
  )
}
