import {
  type RefCallback,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { clamped, MOST_PIXELS, ROW, rowsInSight, type Sight } from './rowsInSight.ts'

export interface Scroll extends Sight {
  readonly scroller: RefCallback<HTMLElement>
  /** The element that scrolls, once it is there. */
  readonly element: RefObject<HTMLElement | null>
  onScroll(): void
  /** Scrolls a row into sight. */
  reveal(row: number): void
}

/**
 * Which rows of a long list are in sight. Browsers can't make an element as high as millions of rows: beyond {@link MOST_PIXELS} the
 * scroll bar stands for the whole list in small, while the wheel and the keys still move by rows.
 */
export function useScroll(count: number): Scroll {
  const element = useRef<HTMLElement>(null)
  const [view, setView] = useState(0)
  const [at, setAt] = useState({ top: 0, scrollTop: 0 })
  // Where the scroll bar was put by us: another place has been chosen by the user.
  const put = useRef(0)
  const full = count * ROW
  const shown = Math.min(full, MOST_PIXELS)
  const ratio = full > shown ? (shown - view) / (full - view) : 1

  const go = useCallback(
    (wanted: number) => {
      const scroller = element.current
      if (!scroller) return
      const top = clamped(wanted, 0, Math.max(0, full - view))
      scroller.scrollTop = top * ratio
      put.current = scroller.scrollTop
      setAt({ top, scrollTop: put.current })
    },
    [full, view, ratio],
  )

  const onScroll = useCallback(() => {
    const scroller = element.current
    if (!scroller || scroller.scrollTop === put.current) return
    const { scrollTop } = scroller
    put.current = scrollTop
    setAt({ top: scrollTop / ratio, scrollTop })
  }, [ratio])

  useEffect(() => {
    const scroller = element.current
    if (!scroller || ratio === 1) return
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      setAt((before) => {
        const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * ROW : event.deltaY
        const top = clamped(before.top + step, 0, full - view)
        scroller.scrollTop = top * ratio
        put.current = scroller.scrollTop
        return { top, scrollTop: put.current }
      })
    }
    scroller.addEventListener('wheel', onWheel, { passive: false })
    return () => scroller.removeEventListener('wheel', onWheel)
  }, [full, view, ratio])

  // A shorter list, e.g. after a filter, ends above where one was.
  useLayoutEffect(() => {
    if (at.top > Math.max(0, full - view)) go(at.top)
  }, [at.top, full, view, go])

  const observer = useRef<ResizeObserver>(undefined)
  const scroller = useCallback((node: HTMLElement | null) => {
    element.current = node
    observer.current?.disconnect()
    if (!node) return
    observer.current = new ResizeObserver(() => setView(Math.max(0, node.clientHeight - ROW)))
    observer.current.observe(node)
  }, [])

  const reveal = useCallback(
    (row: number) => {
      const top = row * ROW
      if (top < at.top) go(top)
      else if (top + ROW > at.top + view) go(top + ROW - view)
    },
    [at.top, view, go],
  )

  return { scroller, element, onScroll, reveal, ...rowsInSight({ ...at, count, view, shown }) }
}
