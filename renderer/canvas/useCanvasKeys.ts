import { type KeyboardEvent, useCallback } from 'react'
import { moveParts, placesOf } from '../actions/verbs/moveParts.ts'
import { openConnector } from '../actions/verbs/openConnector.ts'
import { stepTo } from '../actions/verbs/stepTo.ts'
import type { Direction } from '../model/neighbours.ts'
import { useDocument } from '../stores/document.ts'
import { askInspectorFocus } from '../stores/passing.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { withContent } from './content.ts'

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const STEPS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-8, 0],
  right: [8, 0],
  up: [0, -8],
  down: [0, 8],
}

/** Moves what is selected by a step, frames with their content; steps in quick succession are one step of undo. */
function nudge(dx: number, dy: number): void {
  const { chain } = useDocument.getState()
  if (!chain) return
  const places = placesOf(chain, useSelection.getState().nodes)
  const moved = [...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }] as const)
  moveParts(withContent(chain, new Map(moved)), `nudge ${[...places.keys()].join(' ')}`)
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const nodeOf = (target: EventTarget): string | undefined =>
  (target instanceof Element && target.closest('.react-flow__node')?.getAttribute('data-id')) || undefined

/**
 * The canvas's own keys: Alt and an arrow goes from node to node, an arrow alone nudges what is selected (with Shift
 * further), Enter opens the node's form, Space selects, C connects, Escape lets go. After a click beside the nodes, or a
 * box drawn around some, the canvas itself has the focus: then they are for the one node that is selected.
 */
export function useCanvasKeys() {
  return useCallback((event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey) return
    // Menus and dialogs that the canvas has opened send their keys through here too.
    const own = event.target === event.currentTarget
    if (!own && !(event.target instanceof Element && event.target.closest('.react-flow'))) return
    const { nodes, select } = useSelection.getState()
    const [only] = nodes
    const node = own && nodes.size === 1 ? only : nodeOf(event.target)
    const direction = ARROWS[event.key]
    const used = (): boolean => {
      if (direction && (event.altKey || nodes.size === 0)) {
        stepTo(direction)
        return true
      }
      if (direction) {
        const [x, y] = STEPS[direction]
        const far = event.shiftKey ? 5 : 1
        nudge(x * far, y * far)
        return true
      }
      switch (event.key) {
        case 'Enter':
          if (!node) return false
          select([node])
          useView.getState().showInspector('config')
          askInspectorFocus()
          return true
        case ' ':
          if (!node) return false
          select(nodes.has(node) ? [...nodes].filter((id) => id !== node) : [...nodes, node])
          return true
        case 'c':
          return openConnector(node)
        case 'Escape':
          select([])
          return true
        default:
          return false
      }
    }
    if (used()) event.preventDefault()
  }, [])
}
