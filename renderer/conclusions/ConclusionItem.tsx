import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconDots, IconQuestionMark, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { Json } from '#shared/base/json.ts'
import type { StandingConclusion } from '#shared/contract/conclusions.ts'
import { standingSentence } from '#shared/run/standing.ts'
import { openOrigin, refreshConclusion, removeConclusion } from '../actions/verbs/conclusions.tsx'
import { formatAgo, formatMoment } from '../ui/format.ts'
import classes from './Conclusions.module.css'
import { Origin } from './Origin.tsx'

function Reasons({ standing }: Pick<StandingConclusion, 'standing'>) {
  if (standing.state === 'current') return null
  const stale = standing.state === 'stale'
  const Glyph = stale ? IconAlertTriangle : IconQuestionMark
  return (
    <div className={`${classes.stale} ${stale ? '' : classes.unknown}`}>
      <Glyph size={14} aria-hidden />
      <span>
        <strong>{stale ? 'Stale.' : 'Can’t be checked.'}</strong>{' '}
        {standing.reasons.map(standingSentence).join(' ')}
      </span>
    </div>
  )
}

/** Short data on one line, longer over several. */
function dataText(data: Json): string {
  if (typeof data === 'string') return data
  const line = JSON.stringify(data)
  return line.length <= 100 ? line : JSON.stringify(data, null, 2)
}

interface ConclusionItemProps {
  readonly conclusion: StandingConclusion
  /** The same for all in the list: Unix milliseconds. */
  readonly now: number
}

/** A statement, where it came from, and whether it still stands. */
export function ConclusionItem({ conclusion, now }: ConclusionItemProps) {
  const [open, setOpen] = useState(false)
  const { id, kind, subject, content, data, createdAt, chainName, nodeId, runKept, standing } = conclusion
  return (
    <li className={classes.one}>
      <div>
        <div className={classes.subject}>
          {subject}
          {kind === 'annotation' && ' · annotation'}
        </div>
        {content !== '' && <p className={classes.content}>{content}</p>}
        {data !== null && <pre className={classes.data}>{dataText(data)}</pre>}
        <Reasons standing={standing} />
        <div className={classes.origin}>
          <span title={formatMoment(createdAt)}>{formatAgo(createdAt, now)}</span> · {chainName}, {nodeId}
          {!runKept && ' · its run is no longer kept'}
        </div>
      </div>
      <div className={classes.tools}>
        {standing.state === 'stale' && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={14} />}
            onClick={() => void refreshConclusion(conclusion)}
          >
            Run again
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          aria-controls={`origin-${id}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide origin' : 'Origin'}
        </Button>
        <Menu position="bottom-end" width={216}>
          <Menu.Target>
            <ActionIcon size="sm" aria-label={`Actions for ${subject}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={!runKept} onClick={() => void openOrigin(conclusion)}>
              Open its run
            </Menu.Item>
            <Menu.Item onClick={() => void refreshConclusion(conclusion)}>Run its chain again</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => void removeConclusion(conclusion)}>
              Remove from the ledger
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {open && (
        <div className={classes.wide} id={`origin-${id}`}>
          <Origin conclusion={conclusion} />
        </div>
      )}
    </li>
  )
}
