import { type RefCallback, useRef, useState } from 'react'
import { panned, type Span, zoomed } from './view.ts'

/** Left of the tracks are names, right of them numbers: their pixels in {@link TimelineTab.module.css}. */
const NAME = 192
const NUMBERS = 216

interface Seen {
  readonly span: Span
  /** The area that hears the wheel and the pointer. */
  readonly area: RefCallback<HTMLElement>
  /** Closer (above 1) or further, about the middle. */
  zoom(factor: number): void
  /** By a share of what is seen. */
  pan(share: number): void
  fit(): void
}

/** What is seen of a time of `whole` milliseconds. The whole stays whole while a run goes on. */
export function useSpan(whole: number): Seen {
  const [chosen, setChosen] = useState<Span>()
  const span = chosen && chosen.to <= whole ? chosen : { from: 0, to: whole }
  const now = useRef({ span, whole })
  now.current = { span, whole }
  const set = (next: Span): void => setChosen(next.to - next.from >= now.current.whole ? undefined : next)

  const area: RefCallback<HTMLElement> = (element) => {
    if (!element) return
    const tracks = (): { left: number; width: number } => {
      const box = element.getBoundingClientRect()
      return { left: box.left + NAME, width: Math.max(1, box.width - NAME - NUMBERS) }
    }
    const onWheel = (event: WheelEvent): void => {
      const { span, whole } = now.current
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const { left, width } = tracks()
        const share = Math.min(1, Math.max(0, (event.clientX - left) / width))
        set(zoomed(span, Math.exp(-event.deltaY / 200), span.from + share * (span.to - span.from), whole))
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault()
        set(panned(span, (event.deltaX || event.deltaY) / tracks().width, whole))
      }
    }
    const onDown = (event: PointerEvent): void => {
      const { left, width } = tracks()
      if (event.button !== 0 || event.clientX < left || event.clientX > left + width) return
      let x = event.clientX
      const onMove = (move: PointerEvent): void => {
        set(panned(now.current.span, (x - move.clientX) / width, now.current.whole))
        x = move.clientX
      }
      const onUp = (): void => {
        window.removeEventListener('pointermove', onMove)
        window.removeEventListener('pointerup', onUp)
      }
      window.addEventListener('pointermove', onMove)
      window.addEventListener('pointerup', onUp)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('pointerdown', onDown)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('pointerdown', onDown)
    }
  }

  return {
    span,
    area,
    zoom: (factor) => set(zoomed(span, factor, (span.from + span.to) / 2, whole)),
    pan: (share) => set(panned(span, share, whole)),
    fit: () => setChosen(undefined),
  }
}
