import { Menu } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ActionId } from '#shared/contract/actions.ts'
import { ActionItems } from '../actions/ActionItems.tsx'
import { useSelection } from '../stores/selection.ts'
import classes from './CanvasMenu.module.css'

const OF_SELECTION: readonly (readonly ActionId[])[] = [
  ['runToHere', 'runFromHere', 'pinResult'],
  ['connectNode', 'addFrame'],
  ['cut', 'copy', 'duplicateNodes', 'deleteSelection'],
  ['arrange', 'alignLeft', 'alignTop', 'spreadAcross', 'spreadDown'],
]
const OF_CANVAS: readonly (readonly ActionId[])[] = [
  ['addNode', 'addFrame', 'addNote'],
  ['paste', 'selectAll'],
  ['arrange', 'fitView'],
]

interface Point {
  readonly x: number
  readonly y: number
}

/** The menu of the canvas, and of what lies on it. */
export function CanvasMenu({ surface }: { readonly surface: RefObject<HTMLElement | null> }) {
  const [at, setAt] = useState<Point>()
  const before = useRef<Element>(null)
  const selected = useSelection((selection) => selection.nodes.size + selection.edges.size > 0)
  useEffect(() => {
    const element = surface.current
    const open = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target : undefined
      if (!target?.closest('.react-flow')) return
      event.preventDefault()
      const { nodes, edges, select } = useSelection.getState()
      const node = target.closest('.react-flow__node')?.getAttribute('data-id')
      const edge = target.closest('.react-flow__edge')?.getAttribute('data-id')
      if (node && !nodes.has(node)) select([node])
      else if (edge && !edges.has(edge)) select([], [edge])
      else if (!node && !edge) select([])
      before.current = document.activeElement
      setAt({ x: event.clientX, y: event.clientY })
    }
    element?.addEventListener('contextmenu', open)
    return () => element?.removeEventListener('contextmenu', open)
  }, [surface])
  // What was chosen may have put the focus elsewhere, into a new note's text for one: there it stays.
  const close = (): void => {
    setAt(undefined)
    requestAnimationFrame(() => {
      const now = document.activeElement
      const lost = now === null || now === document.body || now.closest('[role="menu"]') !== null
      if (lost && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
    })
  }
  return (
    <Menu
      returnFocus={false}
      opened={at !== undefined}
      onChange={(open) => open || close()}
      width={240}
      position="right-start"
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="Menu of the canvas"
          className={classes.anchor}
          style={{ left: at?.x ?? 0, top: at?.y ?? 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems groups={selected ? OF_SELECTION : OF_CANVAS} />
      </Menu.Dropdown>
    </Menu>
  )
}
