import {
  type Icon,
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClockExclamation,
  IconLoader2,
  IconPlayerSkipForward,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import type { NodeStatus, RunStatus } from '#shared/run/events.ts'
import classes from './StatusGlyph.module.css'

type Status = NodeStatus | RunStatus

/** Each status has a shape and a word of its own, so that colour only helps. */
const LOOKS: Readonly<
  Record<Status, { readonly icon: Icon; readonly color: string; readonly word: string }>
> = {
  pending: { icon: IconCircleDashed, color: 'muted', word: 'Waiting' },
  running: { icon: IconLoader2, color: 'accent', word: 'Running' },
  completed: { icon: IconCircleCheckFilled, color: 'good', word: 'Completed' },
  failed: { icon: IconAlertTriangleFilled, color: 'bad', word: 'Failed' },
  skipped: { icon: IconPlayerSkipForward, color: 'muted', word: 'Skipped' },
  cancelled: { icon: IconBan, color: 'warn', word: 'Stopped' },
  timed_out: { icon: IconClockExclamation, color: 'bad', word: 'Ran out of time' },
  interrupted: { icon: IconPlugConnectedX, color: 'warn', word: 'Interrupted' },
}

export const statusWord = (status: Status): string => LOOKS[status].word

export function StatusGlyph({ status, size = 16 }: { readonly status: Status; readonly size?: number }) {
  const { icon: Glyph, color, word } = LOOKS[status]
  return (
    <Glyph
      size={size}
      role="img"
      aria-label={word}
      className={status === 'running' ? classes.turning : classes.still}
      style={{ color: `var(--ergo-${color})` }}
    />
  )
}
