import { Loader, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ChainNode } from '#shared/chain/schema.ts'
import { type NodeStatistics, outliersOf } from '#shared/run/statistics.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { errorOf, queries } from '../api.ts'
import { useShownChainId } from '../stores/document.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatAgo, formatCount, formatDuration, formatNumber, plural } from '../ui/format.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './PastPanel.module.css'
import { WhyRan } from './WhyRan.tsx'

const LIMIT = 100

/** Oldest first, as one reads a line. */
function Trend({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 3) return null
  return (
    <span role="img" aria-label={label} title={label}>
      <Sparkline values={[...values].reverse()} />
    </span>
  )
}

function Facts({ n, failed, medianMs, p95Ms, medianRows }: NodeStatistics) {
  const rate = n === 0 ? 0 : Math.round((100 * failed) / n)
  return (
    <dl className={classes.facts}>
      <dt>Runs</dt>
      <dd>{formatCount(n)}</dd>
      <dt>Usual time</dt>
      <dd>{medianMs === null ? 'not known yet' : `${formatDuration(medianMs)} (median)`}</dd>
      {p95Ms !== null && (
        <>
          <dt>Slow runs</dt>
          <dd>1 in 20 takes longer than {formatDuration(p95Ms)}</dd>
        </>
      )}
      {medianRows !== null && (
        <>
          <dt>Usual rows</dt>
          <dd>{formatNumber(medianRows)} (median)</dd>
        </>
      )}
      <dt>Failed</dt>
      <dd>{failed === 0 ? 'never' : `${plural(failed, 'time')}, ${rate} %`}</dd>
    </dl>
  )
}

/** Why the node ran in the shown run, and how it went in all runs of the chain. */
export function PastPanel({ node }: { readonly node: ChainNode }) {
  const chainId = useShownChainId()
  const { data, error } = useQuery(
    queries.statistics.node.queryOptions({
      input: chainId === undefined ? skipToken : { chainId, nodeId: node.id, limit: LIMIT },
    }),
  )
  if (error) return <Trouble error={errorOf(error)} />
  const { runs = [], statistics } = data ?? {}
  if (chainId !== undefined && !data) return <Loader size="xs" m="md" />
  if (runs.length === 0 || !statistics) {
    return (
      <>
        <WhyRan id={node.id} />
        <Empty icon={IconHistory} title="No runs yet">
          How {node.name ?? node.id} went in each run of this chain is listed here.
        </Empty>
      </>
    )
  }
  const now = Date.now()
  const ran = runs.filter((run) => run.ran && run.status === 'completed')
  return (
    <div className={classes.past}>
      <WhyRan id={node.id} />
      <Facts {...statistics} />
      <div className={classes.trends}>
        <Trend values={ran.flatMap((run) => run.durationMs ?? [])} label="Time over the runs, oldest first" />
        <Trend values={ran.flatMap((run) => run.rowCount ?? [])} label="Rows over the runs, oldest first" />
      </div>
      <ol className={classes.list} aria-label="Runs of this node">
        {runs.map((run) => {
          const unusual = run.ran && run.status === 'completed' ? outliersOf(run, statistics) : []
          return (
            <li key={run.executionId}>
              <UnstyledButton className={classes.run} onClick={() => void openPast(run.executionId)}>
                <StatusGlyph status={run.status} />
                <span className={classes.when}>{formatAgo(run.startedAt, now)}</span>
                {run.rowCount !== null && <span>{plural(run.rowCount, 'row')}</span>}
                <span>
                  {run.ran ? formatDuration(run.durationMs ?? 0) : run.status === 'completed' ? 'reused' : ''}
                </span>
              </UnstyledButton>
              {unusual.length > 0 && (
                <div className={classes.unusual}>
                  <IconAlertTriangle size={12} aria-hidden /> {unusual.join(', ')}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
