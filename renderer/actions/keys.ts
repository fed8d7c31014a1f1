import { useEffect } from 'react'
import { ACTION_LIST, type ActionId } from '#shared/contract/actions.ts'
import { canEdit } from './conditions.ts'
import { clipText } from './copy.ts'
import { deleteSelection } from './deleteSelection.ts'
import { isAvailable, perform } from './index.ts'
import { pasteText } from './paste.ts'
import { matches } from './shortcut.ts'

/** These come as the browser's own events, which need no permission: see {@link useClipboardEvents}. */
const BY_EVENT: ReadonlySet<ActionId> = new Set(['cut', 'copy', 'paste'])
/** In a text field these keys are the field's, as is every key without Ctrl or Command. */
const OF_TEXT: ReadonlySet<ActionId> = new Set(['undo', 'redo', 'selectAll', 'duplicateNodes'])

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

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = KEYS.find(({ shortcut }) => matches(shortcut, event))
  if (!key) return
  const own = !key.shortcut.includes('Mod') || OF_TEXT.has(key.id)
  if (own && (isText(event.target) || inDialog(event.target))) return
  // Even where it can't be done now: Ctrl+S must not save the page.
  event.preventDefault()
  if (isAvailable(key.id)) void perform(key.id)
}

const ours = (event: ClipboardEvent): boolean =>
  !isText(event.target) && !inDialog(event.target) && (getSelection()?.isCollapsed ?? true)

function onCopy(event: ClipboardEvent): void {
  const text = ours(event) ? clipText() : undefined
  if (text === undefined) return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
  if (event.type === 'cut' && canEdit()) void deleteSelection.perform()
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
