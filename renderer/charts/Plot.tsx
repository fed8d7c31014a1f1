import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import classes from './Chart.module.css'
import { describeChart } from './describe.ts'
import { type EChartsType, init } from './echarts.ts'
import { frameOf, type Seen, type View } from './frame.ts'
import { optionOf } from './option.ts'
import { moved, seenOf, windowOf, zoomed } from './zoom.ts'

export type Window = NonNullable<DrawQuery['window']>

export interface PlotHandle {
  zoom(factor: number): void
  reset(): void
}

interface PlotProps {
  readonly drawing: Drawing
  /** The drawing without a window: it sets the axes. */
  readonly whole: Drawing
  /** What is seen after a zoom or a move; undefined for all. */
  readonly onWindow: (window: Window | undefined) => void
  readonly handle?: RefObject<PlotHandle | null>
}

/** A drawing on a canvas. The wheel zooms, dragging moves; so do the keys + − 0 and the arrows. */
export function Plot({ drawing, whole, onWindow, handle }: PlotProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const ground = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const told = useRef(onWindow)
  told.current = onWindow
  const shown = useRef<Drawing>(undefined)
  const seen = useRef<Seen>(undefined)
  const drawnAs = useRef<View>(undefined)
  const scheme = useComputedColorScheme('light')
  const there = width > 0 && height > 0

  useEffect(() => {
    if (!ground.current || !there) return
    const made = init(ground.current, null, { renderer: 'canvas' })
    chart.current = made
    made.on('datazoom', () => {
      if (!shown.current || !drawnAs.current) return
      seen.current = seenOf(made.getOption())
      // The ticks of what is seen now: they are nearer to each other, and need more digits.
      const frame = frameOf(shown.current, { ...drawnAs.current, seen: seen.current })
      made.setOption(frame, { lazyUpdate: true })
      told.current(windowOf(seen.current, shown.current))
    })
    return () => {
      made.dispose()
      chart.current = undefined
      shown.current = undefined
    }
  }, [there])

  useEffect(() => {
    const drawn = chart.current
    if (!drawn || !there) return
    drawn.resize()
    if (shown.current !== whole) seen.current = undefined
    drawnAs.current = { scheme, size: { width, height } }
    const option = optionOf(drawing, whole, { ...drawnAs.current, seen: seen.current })
    // The same chart keeps where it is zoomed to and which series are switched off.
    if (shown.current === whole) {
      const { dataZoom: _zoom, legend, ...rest } = option
      const selected = selectedIn(drawn.getOption())
      drawn.setOption(
        { ...rest, legend: selected ? { ...Object(legend), selected } : legend },
        { replaceMerge: ['series'] },
      )
    } else {
      drawn.setOption(option, { notMerge: true })
    }
    shown.current = whole
  }, [drawing, whole, scheme, width, height, there])

  const zoom = (factor: number): void => void (chart.current && zoomed(chart.current, factor))
  const reset = (): void =>
    void chart.current?.dispatchAction({ type: 'dataZoom', start: 0, end: 100, batch: ALL })
  useImperativeHandle(handle, () => ({ zoom, reset }))

  return (
    <div
      ref={ref}
      className={classes.plot}
      role="img"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is zoomed and moved by keys
      tabIndex={0}
      aria-label={describeChart(whole)}
      onKeyDown={(event) => {
        const { key } = event
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (key === '+' || key === '=') zoom(0.5)
        else if (key === '-') zoom(2)
        else if (key === '0') reset()
        else if ((key === 'ArrowLeft' || key === 'ArrowRight') && chart.current)
          moved(chart.current, key === 'ArrowLeft' ? -0.2 : 0.2)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div ref={ground} className={classes.ground} />
    </div>
  )
}

const ALL = [0, 1].map((dataZoomIndex) => ({ dataZoomIndex, start: 0, end: 100 }))

function selectedIn(option: Record<string, unknown>): Record<string, boolean> | undefined {
  const { legend } = option
  const first: unknown = Array.isArray(legend) ? legend[0] : undefined
  if (typeof first !== 'object' || first === null || !('selected' in first)) return undefined
  const { selected } = first
  return typeof selected === 'object' && selected !== null
    ? Object.fromEntries(Object.entries(selected).map(([name, on]) => [name, on === true]))
    : undefined
}
