import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowAutofitWidth, IconRoute, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import type { Timeline } from '#shared/run/timeline.ts'
import { formatDuration } from '../ui/format.ts'
import classes from './TimelineTab.module.css'
import { placeOf, type Span, ticksOf } from './view.ts'

const LEGEND = [
  ['run', 'at work'],
  ['attempt', 'failed attempt'],
  ['wait', 'waiting'],
  ['reused', 'reused'],
] as const

/** More would run into each other where the window is small. */
const TICKS = 3

interface TimelineHeadProps {
  readonly timeline: Timeline
  readonly span: Span
  readonly zoom: (factor: number) => void
  readonly fit: () => void
}

/** What the bars mean, how to look closer, and the times that they stand at. */
export function TimelineHead({ timeline, span, zoom, fit }: TimelineHeadProps) {
  return (
    <div className={classes.head}>
      <div className={classes.legend}>
        {LEGEND.map(([kind, word]) => (
          <span key={kind} className={classes.key}>
            <span className={classes.sample} data-kind={kind} aria-hidden /> {word}
          </span>
        ))}
        <span className={classes.key}>
          <IconRoute size={12} className={classes.critical} aria-hidden /> critical path,{' '}
          {formatDuration(timeline.criticalMs)} of {formatDuration(timeline.length)}
        </span>
        <span className={classes.tools}>
          <Tooltip label="Zoom out (−)">
            <ActionIcon size="sm" aria-label="Zoom out in time" onClick={() => zoom(1 / 1.5)}>
              <IconZoomOut size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Zoom in (+)">
            <ActionIcon size="sm" aria-label="Zoom in in time" onClick={() => zoom(1.5)}>
              <IconZoomIn size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="The whole run (0)">
            <ActionIcon size="sm" aria-label="Show the whole run" onClick={fit}>
              <IconArrowAutofitWidth size={16} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <div className={classes.scale} aria-hidden>
        {ticksOf(span, TICKS).map((tick) => {
          const place = placeOf({ from: tick, to: tick }, span)
          return (
            place && (
              <span key={tick} className={classes.tick} style={{ left: place.left }}>
                {formatDuration(tick)}
              </span>
            )
          )
        })}
      </div>
    </div>
  )
}
