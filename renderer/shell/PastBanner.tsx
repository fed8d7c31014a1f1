import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { forkRun } from '../actions/verbs/chains.tsx'
import { leavePast } from '../actions/verbs/openPast.ts'
import { useDocument } from '../stores/document.ts'
import { formatMoment } from '../ui/format.ts'
import classes from './PastBanner.module.css'

/** Says that this is a past run, and the ways on from it. */
export function PastBanner() {
  const past = useDocument((store) => store.past)
  const canReturn = useDocument((store) => store.chain !== undefined)
  if (!past) return null
  return (
    <div className={classes.banner} role="status">
      <IconHistory size={16} aria-hidden />
      <span className={classes.words}>
        The run of {formatMoment(past.startedAt)}, with the chain as it was then. Nothing here can be changed.
      </span>
      <Button variant="default" size="compact-sm" onClick={() => void forkRun(past.executionId)}>
        Fork this version
      </Button>
      {canReturn && (
        <Button variant="default" size="compact-sm" onClick={() => void leavePast()}>
          Back to now
        </Button>
      )}
    </div>
  )
}
