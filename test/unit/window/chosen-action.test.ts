import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { performChosen } from '../../../renderer/actions/keys.ts'

const { perform } = vi.hoisted(() => ({ perform: vi.fn() }))
vi.mock('../../../renderer/actions/index.ts', () => ({ perform }))
vi.mock('../../../renderer/actions/copy.ts', () => ({}))
vi.mock('../../../renderer/actions/deleteSelection.ts', () => ({}))
vi.mock('../../../renderer/actions/paste.ts', () => ({}))

/** As much of a page as has a focus. */
class Field {
  readonly isContentEditable: boolean
  /** What an editor of code was asked for. */
  readonly asked: string[] = []
  private readonly text: boolean
  private readonly takes: boolean
  constructor({ text = true, takes = false }) {
    this.isContentEditable = takes
    this.text = text
    this.takes = takes
  }
  matches(): boolean {
    return this.text
  }
  dispatchEvent({ inputType }: { inputType: string }): boolean {
    this.asked.push(inputType)
    return !this.takes
  }
}

const execCommand = vi.fn()
beforeEach(() => {
  perform.mockReset()
  execCommand.mockReset()
  vi.stubGlobal('HTMLElement', Field)
  vi.stubGlobal(
    'InputEvent',
    class {
      readonly inputType: string
      constructor(_type: string, { inputType }: { inputType: string }) {
        this.inputType = inputType
      }
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

function focusOn(field: Field | null): Field | null {
  vi.stubGlobal('document', { activeElement: field, execCommand })
  return field
}

it('what is chosen in the menu is done, wherever no text has the focus', () => {
  focusOn(null)
  performChosen('undo')
  focusOn(new Field({ text: false }))
  performChosen('duplicateNodes')
  expect(perform.mock.calls).toEqual([['undo'], ['duplicateNodes']])
  expect(execCommand).not.toHaveBeenCalled()
})

it('in a text field, what the field has of its own is done to its text, and nothing is duplicated', () => {
  focusOn(new Field({}))
  for (const id of ['undo', 'redo', 'selectAll', 'duplicateNodes'] as const) performChosen(id)
  expect(execCommand.mock.calls).toEqual([['undo'], ['redo'], ['selectAll']])
  expect(perform).not.toHaveBeenCalled()
  performChosen('run')
  expect(perform).toHaveBeenCalledExactlyOnceWith('run')
})

it('an editor of code takes steps in its own history', () => {
  const editor = focusOn(new Field({ takes: true }))
  performChosen('undo')
  performChosen('redo')
  expect(editor?.asked).toEqual(['historyUndo', 'historyRedo'])
  expect(execCommand).not.toHaveBeenCalled()
})
