import { create } from 'zustand'

/** What is the case for a moment, and is forgotten with the window. */
interface Passing {
  /** Nodes glide to new places instead of jumping. */
  readonly gliding: boolean
  /** The form of the run's inputs is open. */
  readonly inputsOpen: boolean
  readonly shortcutsOpen: boolean
  /** Counts requests to put the focus into the inspector. */
  readonly focusInspector: number
  /** A run has been asked for and has not begun yet. */
  readonly starting: boolean
}

export const usePassing = create<Passing>()(() => ({
  gliding: false,
  inputsOpen: false,
  shortcutsOpen: false,
  focusInspector: 0,
  starting: false,
}))

export const askInspectorFocus = (): void =>
  usePassing.setState(({ focusInspector }) => ({ focusInspector: focusInspector + 1 }))
