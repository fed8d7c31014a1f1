import { create } from 'zustand'
import type { RunMode } from '#shared/contract/runs.ts'

/** What is the case for a moment, and is forgotten with the window. */
interface Passing {
  /** Nodes glide to new places instead of jumping. */
  readonly gliding: boolean
  /** The form of the run's inputs is open. */
  readonly inputsOpen: boolean
  /** What of the chain that form runs. */
  readonly inputsMode: RunMode
  readonly shortcutsOpen: boolean
  /** Counts requests to put the focus into the inspector. */
  readonly focusInspector: number
  /** A run has been asked for, and the window has not heard yet that it has begun. */
  readonly starting: boolean
}

export const usePassing = create<Passing>()(() => ({
  gliding: false,
  inputsOpen: false,
  inputsMode: { kind: 'all' },
  shortcutsOpen: false,
  focusInspector: 0,
  starting: false,
}))

export const askInspectorFocus = (): void =>
  usePassing.setState(({ focusInspector }) => ({ focusInspector: focusInspector + 1 }))

/** Opens the form of the run's inputs, for a run of all of the chain or of a part. */
export const askInputs = (inputsMode: RunMode): void => usePassing.setState({ inputsOpen: true, inputsMode })
