import { useEffect } from 'react'
import { ACTION_LIST, ACTIONS, type ActionId } from '#shared/contract/actions.ts'
import { clipText } from './copy.ts'
import { deleteSelection } from './deleteSelection.ts'
import { isAvailable, isInSight, perform } from './index.ts'
import { pasteText } from './paste.ts'
import { matches } from './shortcut.ts'

/** These come as the browser's own events, which need no permission: see {@link useClipboardEvents}. */
const BY_EVENT: ReadonlySet<ActionId> = new Set(['cut', 'copy', 'paste'])
/** In a text field these keys are the field's, as is every key without Ctrl or Command. */
const OF_TEXT: ReadonlySet<ActionId> = new Set(['undo', 'redo', 'selectAll', 'duplicateNodes'])
/** These go on as long as their keys are held; everything else is done once, and a run above all. */
const REPEATED: ReadonlySet<ActionId> = new Set(['undo', 'redo', 'zoomIn', 'zoomOut'])

interface Key {
  readonly id: ActionId
  readonly shortcut: string
}

const KEYS: readonly Key[] = [
  ...ACTION_LIST.flatMap(({ id, shortcut }) => (shortcut && !BY_EVENT.has(id) ? [{ id, shortcut }] : [])),
  { id: 'deleteSelection', shortcut: 'Backspace' },
  { id: 'redo', shortcut: 'Mod+Y' },
]

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null

/** Whether nothing else has the focus than the canvas, or the bars around it, whose buttons have no use for its keys. */
const atCanvas = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.matches('html, body') ||
  target.closest('[data-keys="canvas"]') !== null

/** Whether a key is for what the action edits: without Ctrl or Command, lists and grids have a use for it themselves. */
function isMeant({ id, shortcut }: Key, target: EventTarget | null): boolean {
  const plain = !shortcut.includes('Mod')
  if ((plain || OF_TEXT.has(id)) && (isText(target) || inDialog(target))) return false
  return isInSight(id) && !(plain && ACTIONS[id].menu === 'edit' && !atCanvas(target))
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = KEYS.find(({ shortcut }) => matches(shortcut, event))
  if (!key || !isMeant(key, event.target)) return
  // Even where it can't be done now: Ctrl+S must not save the page.
  event.preventDefault()
  if (event.repeat && !REPEATED.has(key.id)) return
  if (isAvailable(key.id)) void perform(key.id)
}

/** By these an editor of code, which has a history of its own, is asked for a step in it. */
const HISTORY: Partial<Record<ActionId, string>> = { undo: 'historyUndo', redo: 'historyRedo' }

/**
 * Does what was chosen in the native menu. A Mac's menu hears the keys of a text field too: while one has the focus, what
 * text fields have of their own is for the field.
 */
export function performChosen(id: ActionId): void {
  const focus = document.activeElement
  if (!focus || !OF_TEXT.has(id) || !isText(focus)) {
    void perform(id)
    return
  }
  const inputType = HISTORY[id]
  if (inputType !== undefined) {
    const step = new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true })
    if (!focus.dispatchEvent(step)) return
  }
  // Text fields have the rest by the same names, but nothing to duplicate.
  if (id !== 'duplicateNodes') document.execCommand(id)
}

const ours = (event: ClipboardEvent): boolean =>
  isInSight('copy') &&
  !isText(event.target) &&
  !inDialog(event.target) &&
  (getSelection()?.isCollapsed ?? true)

function onCopy(event: ClipboardEvent): void {
  const cutting = event.type === 'cut'
  if (!ours(event) || (cutting && !atCanvas(document.activeElement))) return
  const text = clipText()
  if (text === undefined) return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
  if (cutting && isAvailable('cut')) void deleteSelection.perform()
}

function onPaste(event: ClipboardEvent): void {
  if (ours(event) && pasteText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
}

/** Every action's keys, and cut, copy and paste of what is selected on the canvas, for the whole window. */
export function useActionKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
