import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsDiff, IconHistory, IconStar, IconStarFilled } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { RunComparison } from '#shared/contract/comparison.ts'
import { forkRun } from '../actions/verbs/chains.tsx'
import { showOther, stopComparing } from '../actions/verbs/compareRuns.ts'
import { leavePast } from '../actions/verbs/openPast.ts'
import { starRuns } from '../actions/verbs/pastRuns.tsx'
import { exportRun } from '../actions/verbs/portableRuns.ts'
import { repeatRun } from '../actions/verbs/repeatRun.tsx'
import { queries } from '../api.ts'
import { canResume } from '../history/words.ts'
import { useComparison } from '../stores/compare.ts'
import { useDocument } from '../stores/document.ts'
import { formatMoment, plural } from '../ui/format.ts'
import classes from './PastBanner.module.css'

const SINCE = {
  same: '',
  changed: ' The chain has changed since.',
  deleted: ' The chain has been deleted since.',
} as const

interface CompareBannerProps {
  readonly comparison: RunComparison
  readonly shown: ExecutionId
}

/** Says which two runs are compared, and which of them is on the canvas. */
function CompareBanner({ comparison: { a, b, compared }, shown }: CompareBannerProps) {
  const differing = compared.nodes.filter((node) => node.verdict !== 'same').length
  return (
    <div className={classes.banner} role="status">
      <IconArrowsDiff size={16} aria-hidden />
      <span className={classes.words}>
        The run of {formatMoment(a.startedAt)} (first) and the run of {formatMoment(b.startedAt)} (second):{' '}
        {differing === 0 ? 'no node differs' : `${plural(differing, 'node differs', 'nodes differ')}`}. The
        canvas shows the {shown === a.id ? 'first' : 'second'}.
      </span>
      <Button variant="default" size="compact-sm" onClick={() => void showOther()}>
        Show the {shown === a.id ? 'second' : 'first'}
      </Button>
      <Button variant="default" size="compact-sm" onClick={stopComparing}>
        Stop comparing
      </Button>
    </div>
  )
}

/** Says that this is a past run, and the ways on from it. */
export function PastBanner() {
  const past = useDocument((store) => store.past)
  const canReturn = useDocument((store) => store.chain !== undefined)
  const { data } = useQuery(
    queries.runs.get.queryOptions({ input: past ? { executionId: past.executionId } : skipToken }),
  )
  const comparison = useComparison()
  if (!past) return null
  if (comparison) return <CompareBanner comparison={comparison} shown={past.executionId} />
  const { executionId } = past
  const summary = data?.summary.id === executionId ? data.summary : undefined
  const starred = summary?.starred === true
  return (
    <div className={classes.banner} role="status">
      <IconHistory size={16} aria-hidden />
      <span className={classes.words}>
        The run of {formatMoment(past.startedAt)}, with the chain as it was then.
        {summary && SINCE[summary.chainState]} Nothing here can be changed.
      </span>
      <ActionIcon
        aria-pressed={starred}
        aria-label={starred ? 'Starred, take the star away' : 'Star: keep this run'}
        onClick={() => void starRuns([executionId], !starred)}
      >
        {starred ? <IconStarFilled size={16} /> : <IconStar size={16} />}
      </ActionIcon>
      {summary && canResume(summary) && (
        <Button variant="default" size="compact-sm" onClick={() => void repeatRun(executionId, 'resume')}>
          Resume
        </Button>
      )}
      <Button variant="default" size="compact-sm" onClick={() => void repeatRun(executionId, 'again')}>
        Run again
      </Button>
      {summary && summary.status !== 'running' && (
        <Button variant="default" size="compact-sm" onClick={() => void exportRun(executionId)}>
          Export
        </Button>
      )}
      <Button variant="default" size="compact-sm" onClick={() => void forkRun(executionId)}>
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
