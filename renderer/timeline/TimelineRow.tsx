import { UnstyledButton } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import type { Bar, Stretch } from '#shared/run/timeline.ts'
import { formatDuration } from '../ui/format.ts'
import { statusWord } from '../ui/StatusGlyph.tsx'
import classes from './TimelineTab.module.css'
import { placeOf, type Span } from './view.ts'

const WORDS: Readonly<Record<Stretch['kind'], string>> = {
  attempt: 'Failed attempt',
  wait: 'Waiting to try again',
  run: 'At work',
  reused: 'Result taken, not run',
}

interface TimelineRowProps {
  readonly bar: Bar
  readonly name: string
  readonly span: Span
  /** Where it ran, in words; undefined where all did on the same runner. */
  readonly lane: string | undefined
  /** What is unusual about it, in words. */
  readonly unusual: readonly string[]
  readonly selected: boolean
  readonly tabIndex: number
  readonly onSelect: () => void
  readonly buttonRef: (element: HTMLButtonElement | null) => void
}

/** A node's name, its stretches of time, and how long it took. */
export function TimelineRow(props: TimelineRowProps) {
  const { bar, name, span, lane, unusual, selected, tabIndex, onSelect, buttonRef } = props
  const took = bar.to - bar.from
  const reused = bar.stretches.some((stretch) => stretch.kind === 'reused')
  const tries = bar.stretches.filter(({ kind }) => kind === 'attempt' || kind === 'run').length
  const time = reused ? 'reused' : formatDuration(took)
  const spoken = [
    name,
    statusWord(bar.status),
    time,
    ...(tries > 1 ? [`${tries} attempts`] : []),
    ...(lane === undefined ? [] : [lane]),
    ...(bar.critical ? ['on the critical path'] : []),
    ...unusual,
  ]
  return (
    <div className={classes.row} data-selected={selected || undefined}>
      <UnstyledButton
        ref={buttonRef}
        className={classes.name}
        tabIndex={tabIndex}
        aria-label={spoken.join(', ')}
        aria-current={selected ? 'true' : undefined}
        onClick={onSelect}
      >
        {bar.critical && <IconRoute size={12} aria-hidden className={classes.critical} />}
        <span className={classes.words}>{name}</span>
      </UnstyledButton>
      <div className={classes.track} aria-hidden>
        {bar.stretches.map((stretch) => {
          const place = placeOf(stretch, span)
          return (
            place && (
              <span
                key={`${stretch.kind} ${stretch.from}`}
                className={classes.stretch}
                data-kind={stretch.kind}
                data-status={bar.status}
                data-critical={bar.critical || undefined}
                style={place}
                title={`${WORDS[stretch.kind]}: ${formatDuration(stretch.to - stretch.from)}`}
              />
            )
          )
        })}
      </div>
      <span className={classes.time}>{time}</span>
      <span className={classes.unusual}>{unusual.join(', ')}</span>
    </div>
  )
}
