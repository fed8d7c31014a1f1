import { IconTimeline } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Bar } from '#shared/run/timeline.ts'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { useRun } from '../stores/run.ts'
import { useOnlySelected } from '../stores/selection.ts'
import { Empty } from '../ui/Empty.tsx'
import { laneWords } from './laneWords.ts'
import { TimelineHead } from './TimelineHead.tsx'
import { TimelineRow } from './TimelineRow.tsx'
import classes from './TimelineTab.module.css'
import { useSpan } from './useSpan.ts'
import { useTimeline } from './useTimeline.ts'
import { useUnusual } from './useUnusual.ts'

const ROW = 24

/** A line of the list: the head of a lane, or a bar in it. */
type Line = { readonly lane: number } | { readonly bar: Bar }

/** When each node ran: bars by lane, closer by wheel or keys, moved by dragging. */
export function TimelineTab() {
  const timeline = useTimeline()
  const chain = useRun((store) => store.shown?.chain)
  const names = useMemo(() => new Map(chain?.nodes.map((node) => [node.id, node.name ?? node.id])), [chain])
  const unusual = useUnusual()
  const selected = useOnlySelected()
  const scroller = useRef<HTMLDivElement>(null)
  const { span, area, zoom, pan, fit } = useSpan(timeline?.length ?? 0)
  const several = (timeline?.lanes ?? 0) > 1
  const lines: Line[] = []
  for (const bar of timeline?.bars ?? []) {
    const before = lines.at(-1)
    const lane = before && 'bar' in before ? before.bar.lane : -1
    if (several && bar.lane !== lane) lines.push({ lane: bar.lane })
    lines.push({ bar })
  }
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const buttons = useRef(new Map<number, HTMLButtonElement>())
  const [focused, setFocused] = useState(0)
  const at = lines[focused] && 'bar' in lines[focused] ? focused : lines.findIndex((line) => 'bar' in line)
  const moved = useRef(false)

  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    buttons.current.get(at)?.focus()
  })

  if (!timeline || timeline.bars.length === 0) {
    return (
      <Empty icon={IconTimeline} title="Nothing has run yet">
        After a run, each node has a bar here from its beginning to its end.
      </Empty>
    )
  }

  const step = (by: 1 | -1): void => {
    let next = at + by
    while (lines[next] && !('bar' in (lines[next] ?? {}))) next += by
    if (!lines[next]) return
    moved.current = true
    setFocused(next)
    virtual.scrollToIndex(next)
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ArrowLeft: () => pan(-0.2),
      ArrowRight: () => pan(0.2),
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': fit,
    }
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the bars in it, and of their zoom
    <div className={classes.timeline} onKeyDown={onKeyDown}>
      <TimelineHead timeline={timeline} span={span} zoom={zoom} fit={fit} />
      <div ref={scroller} className={classes.scroll}>
        <div ref={area} className={classes.area} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const line = lines[index]
            if (!line) return null
            return (
              <div key={key} className={classes.line} style={{ transform: `translateY(${start}px)` }}>
                {'bar' in line ? (
                  <TimelineRow
                    bar={line.bar}
                    name={names.get(line.bar.nodeId) ?? line.bar.nodeId}
                    span={span}
                    lane={several ? laneWords(line.bar.lane, timeline.runners)[0] : undefined}
                    unusual={unusual(line.bar.nodeId)}
                    selected={selected === line.bar.nodeId}
                    tabIndex={index === at ? 0 : -1}
                    onSelect={() => {
                      setFocused(index)
                      goToNode(line.bar.nodeId, 'result')
                    }}
                    buttonRef={(element) => {
                      if (element) buttons.current.set(index, element)
                      else buttons.current.delete(index)
                    }}
                  />
                ) : (
                  <LaneHead lane={line.lane} runners={timeline.runners} />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface LaneHeadProps {
  readonly lane: number
  readonly runners: number
}

/** Which runner the bars below it ran on, as far as that is known. */
function LaneHead({ lane, runners }: LaneHeadProps) {
  const [words, title] = laneWords(lane, runners)
  return (
    <div className={classes.lane} title={title}>
      {words}
    </div>
  )
}
