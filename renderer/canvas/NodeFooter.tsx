import { Tooltip } from '@mantine/core'
import { IconBolt, IconPencil, IconPin, IconRotate2 } from '@tabler/icons-react'
import type { ChainNode } from '#shared/chain/schema.ts'
import type { CacheMark } from '#shared/run/events.ts'
import type { NodeState } from '#shared/run/state.ts'
import { lineOf } from '../results/preview.ts'
import { reasonSentence } from '../results/reasons.ts'
import { useChangedSince, useNodePreview } from '../stores/run.ts'
import { formatDuration } from '../ui/format.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './NodeFooter.module.css'

/** Characters of an error that its three lines always hold. */
const SHORT = 84

function Ticking({ since }: { readonly since: number }) {
  const now = useNow(true)
  return <>{formatDuration(Math.max(0, now - since))}</>
}

function CachedMark({ cached }: { readonly cached: CacheMark }) {
  if (cached === false) return null
  const pinned = cached.by === 'pin'
  const words = pinned ? 'Pinned result' : 'Result reused, not run again'
  const Icon = pinned ? IconPin : IconBolt
  return <Icon size={14} role="img" aria-label={words} />
}

/** A node after, or in, a run: its result in small, or why there is none. */
export function NodeFooter({ node, run }: { readonly node: ChainNode; readonly run: NodeState }) {
  const preview = useNodePreview(node.id)
  const changed = useChangedSince(node)
  const { result } = run
  if (result?.status === 'failed') {
    return (
      <Tooltip
        label={result.error?.message}
        disabled={(result.error?.message.length ?? 0) < SHORT}
        multiline
        maw={360}
        position="bottom"
      >
        <p className={classes.error}>
          <span>{result.error?.message ?? 'It failed.'}</span>
        </p>
      </Tooltip>
    )
  }
  const line = preview && result?.status === 'completed' ? lineOf(preview) : undefined
  return (
    <div className={classes.footer} data-changed={changed || undefined}>
      {line?.spark && line.spark.length > 1 && <Sparkline values={line.spark} />}
      <span className={line ? classes.value : classes.note} title={line?.exact}>
        {line?.text ?? reasonSentence(run)}
      </span>
      <span className={classes.marks}>
        {changed && (
          <IconPencil size={14} role="img" aria-label="Changed since: this is the result from before" />
        )}
        {run.attempt > 1 && (
          <span title={`${run.attempt} attempts`}>
            <IconRotate2 size={14} aria-hidden /> {run.attempt}
          </span>
        )}
        {result && <CachedMark cached={result.cached} />}
        {run.status === 'running' && run.startedAt !== undefined && <Ticking since={run.startedAt} />}
        {result?.status === 'completed' && !result.cached && formatDuration(result.durationMs)}
      </span>
    </div>
  )
}
