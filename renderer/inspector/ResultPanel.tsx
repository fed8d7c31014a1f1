import { Button } from '@mantine/core'
import { IconClockPlay, IconPinFilled } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { ExecutionId } from '#shared/base/ids.ts'
import type { ChainNode } from '#shared/chain/schema.ts'
import { perform } from '../actions/index.ts'
import { factsOf } from '../model/facts.ts'
import { reasonSentence } from '../results/reasons.ts'
import { useFullPreview } from '../results/useFullPreview.ts'
import { ValueView } from '../results/ValueView.tsx'
import { useReadOnly } from '../stores/document.ts'
import { usePinned } from '../stores/pins.ts'
import { useNodeRun, useRun } from '../stores/run.ts'
import { useView } from '../stores/view.ts'
import { Empty } from '../ui/Empty.tsx'
import { formatDuration, formatMoment } from '../ui/format.ts'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './ResultPanel.module.css'
import { ScriptUsed } from './ScriptUsed.tsx'

const ChartView = lazy(() => import('../charts/ChartView.tsx'))

/** What came of the selected node in the shown run. */
export function ResultPanel({ node }: { readonly node: ChainNode }) {
  const run = useNodeRun(node.id)
  const preview = useFullPreview(node.id)
  const pinned = usePinned(node.id)
  const readOnly = useReadOnly()
  const execution = ExecutionId.safeParse(useRun((store) => store.shown?.executionId))
  const waiting = useRun(({ shown }) => shown?.nodes.get(node.id)?.status === 'pending')
  if (!run) {
    return (
      <Empty
        icon={IconClockPlay}
        title={waiting ? 'Waiting for its turn' : 'No result yet'}
        actions={
          !waiting && !readOnly && <Button onClick={() => void perform('runToHere')}>Run to here</Button>
        }
      >
        {waiting ? undefined : `What ${factsOf(node).name} gives is shown here after a run.`}
      </Empty>
    )
  }
  const { result } = run
  const { spec } = factsOf(node)
  const request = preview?.kind === 'chart' ? 'value' : spec?.chart && preview ? 'result' : undefined
  const chart =
    request && execution.success && result?.status === 'completed'
      ? { at: { executionId: execution.data, nodeId: node.id }, chart: { by: request } as const }
      : undefined
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <StatusGlyph status={run.status} />
        <strong>{statusWord(run.status)}</strong>
        {result?.status === 'completed' && !result.cached && (
          <span>in {formatDuration(result.durationMs)}</span>
        )}
        {run.attempt > 1 && <span>· attempt {run.attempt}</span>}
        {result?.cached && <span>· {result.cached.by === 'pin' ? 'pinned' : 'reused'}</span>}
      </div>
      {run.startedAt !== undefined && <div className={classes.when}>{formatMoment(run.startedAt)}</div>}
      <ScriptUsed nodeId={node.id} />
      {result?.error && <Trouble error={result.error} />}
      {result && result.status !== 'completed' && !result.error && (
        <p className={classes.words}>{reasonSentence(run)}</p>
      )}
      {result?.decision && (
        <p className={classes.words}>
          Went the way <strong>{result.decision.path}</strong>.
        </p>
      )}
      {result?.warnings.map((warning) => (
        <p key={warning.code + warning.message} className={classes.warning}>
          {warning.message}
        </p>
      ))}
      {chart && (
        <div className={classes.chart}>
          <Suspense>
            <ChartView {...chart} />
          </Suspense>
        </div>
      )}
      {preview && preview.kind !== 'chart' && <ValueView preview={preview} />}
      <div className={classes.actions}>
        {preview && (
          <Button variant="default" onClick={() => useView.getState().showDock('data')}>
            Open in Data
          </Button>
        )}
        {!readOnly && result?.status === 'completed' && (
          <Button
            variant="default"
            leftSection={pinned ? <IconPinFilled size={14} aria-hidden /> : undefined}
            aria-pressed={pinned}
            onClick={() => void perform('pinResult')}
          >
            {pinned ? 'Unpin' : 'Pin this result'}
          </Button>
        )}
      </div>
      {run.failures.length > 0 && (
        <details>
          <summary>Earlier attempts</summary>
          <ol className={classes.attempts}>
            {run.failures.map((failure, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: attempts have no other identity
              <li key={i}>{failure.message}</li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}
