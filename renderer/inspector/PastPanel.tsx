import { UnstyledButton } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ChainNode } from '#shared/chain/schema.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { errorOf, queries } from '../api.ts'
import { useDocument } from '../stores/document.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatAgo, formatDuration } from '../ui/format.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './PastPanel.module.css'

/** The chain's runs, to see this node in any of them. */
export function PastPanel({ node }: { readonly node: ChainNode }) {
  const chainId = useDocument((store) => store.id)
  const { data, error } = useQuery({
    ...queries.runs.list.queryOptions({ input: chainId === undefined ? skipToken : { chainId, limit: 20 } }),
  })
  if (error) return <Trouble error={errorOf(error)} />
  if (data?.items.length === 0) {
    return (
      <Empty icon={IconHistory} title="No runs yet">
        How {node.name ?? node.id} went in each run of this chain is listed here.
      </Empty>
    )
  }
  const now = Date.now()
  return (
    <div className={classes.list}>
      {data?.items.map((run) => (
        <UnstyledButton key={run.id} className={classes.run} onClick={() => void openPast(run.id)}>
          <StatusGlyph status={run.status} />
          <span className={classes.when}>{formatAgo(run.startedAt, now)}</span>
          {run.durationMs !== null && <span>{formatDuration(run.durationMs)}</span>}
        </UnstyledButton>
      ))}
    </div>
  )
}
