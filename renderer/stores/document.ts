import { create } from 'zustand'
import type { AppError } from '#shared/base/errors.ts'
import type { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { Command } from '#shared/chain/command.ts'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Outputs } from '#shared/contract/index.ts'
import type { JournalState } from '#shared/contract/journal.ts'
import { api, errorOf, useConnection } from '../api.ts'
import { type Entry, type Journal, journal, type SaveState } from './journal.ts'

type OpenChain = Outputs['chains']['get']

/** A past run that is looked at: the canvas shows its chain as it was, and nothing can be edited. */
export interface PastRun {
  readonly executionId: ExecutionId
  readonly chain: Chain
  readonly startedAt: number
  /** The chain that it is a run of, as far as it is in the store. */
  readonly chainId: ChainId | null
}

/** Steps of undo that are known here: entries `first` … of the app's journal. */
interface Steps {
  readonly first: number
  readonly entries: readonly Entry[]
  /** How many entries of the whole journal are applied. */
  readonly position: number
  /** How many there are. */
  readonly length: number
}

interface DocumentStore {
  readonly id: ChainId | undefined
  readonly chain: Chain | undefined
  readonly path: string | undefined
  readonly steps: Steps
  readonly save: SaveState
  readonly saveError: AppError | undefined
  readonly past: PastRun | undefined
  /** Opens a chain and makes it the one on the canvas. */
  open(chain: OpenChain): void
  close(): void
  /** Takes the open chain from the app anew; a past run that is looked at stays in view. */
  reload(): Promise<void>
  /** Applies an edit and saves it. `merge` gathers quick successions of the same edit into one step of undo. */
  edit(label: string, command: Command, merge?: string): void
  undo(): Promise<void>
  redo(): Promise<void>
  /** Resolves once everything is saved, or can't be. */
  flush(): Promise<void>
  look(past: PastRun | undefined): void
}

const NO_STEPS: Steps = { first: 0, entries: [], position: 0, length: 0 }
/** Entries of the journal that are asked for at once. */
const CHUNK = 200

export const useDocument = create<DocumentStore>()((set, get) => {
  let writer: Journal | undefined

  const reload = async (): Promise<void> => {
    const { id } = get()
    if (!id) return
    const fresh = await api.chains.get({ id })
    const { id: now, past } = get()
    if (now !== id) return
    get().open(fresh)
    set({ past })
  }

  const startWriter = (id: ChainId, state: JournalState): Journal =>
    journal(
      {
        edit: (base, entries) => api.chains.edit({ id, base, entries: [...entries] }),
        move: async (base, position) => (await api.chains.move({ id, base, position })).journal,
        state: async () => (await api.chains.get({ id })).journal,
      },
      state.position,
      {
        saveState: (save, saveError) => set({ save, saveError }),
        conflict: () => void reload(),
      },
      errorOf,
    )

  /** Fetches entries of the journal from `from` on, where they are not known yet. */
  const fetch = async (id: ChainId, from: number): Promise<void> => {
    await writer?.flush()
    const { state, entries } = await api.chains.journal({ id, from, limit: CHUNK })
    if (get().id !== id) return
    const read = entries.map(({ label, command, inverse }) => ({
      label,
      command: Command.parse(command),
      inverse: Command.parse(inverse),
    }))
    set({ steps: { first: from, entries: read, position: state.position, length: state.length } })
  }

  /** Undo or redo: applies the command of the entry next to `position` and moves there. */
  const step = async (direction: -1 | 1): Promise<void> => {
    const { id, chain, past, steps } = get()
    if (!id || !chain || past) return
    const at = direction === 1 ? steps.position : steps.position - 1
    if (at < 0 || at >= steps.length) return
    const entry = steps.entries[at - steps.first]
    if (!entry) {
      await fetch(id, Math.max(0, at - CHUNK / 2))
      return get().steps.entries[at - get().steps.first] ? step(direction) : undefined
    }
    const edited = applyCommand(chain, direction === 1 ? entry.command : entry.inverse)
    if (!edited.ok) return reload()
    const position = steps.position + direction
    set({ chain: edited.value.chain, steps: { ...steps, position } })
    writer?.moveTo(position)
  }

  useConnection.subscribe(({ connection }) => {
    if (connection === 'open') writer?.resume()
  })

  return {
    id: undefined,
    chain: undefined,
    path: undefined,
    steps: NO_STEPS,
    save: 'saved',
    saveError: undefined,
    past: undefined,
    open({ summary, chain, journal: state }) {
      writer = startWriter(summary.id, state)
      const { position, length } = state
      set({
        id: summary.id,
        chain,
        path: summary.path ?? undefined,
        steps: { first: position, entries: [], position, length },
        save: 'saved',
        saveError: undefined,
        past: undefined,
      })
    },
    close() {
      writer = undefined
      set({ id: undefined, chain: undefined, path: undefined, steps: NO_STEPS, past: undefined })
    },
    reload,
    edit(label, command, merge) {
      const { chain, past, steps } = get()
      if (!chain || past || !writer) return
      const edited = applyCommand(chain, command)
      if (!edited.ok) throw new Error(edited.error.message)
      const entry: Entry = { label, command, inverse: edited.value.inverse }
      const merged = writer.push(entry, merge)
      const kept = steps.entries.slice(0, steps.position - steps.first)
      const entries = merged ? [...kept.slice(0, -1), merged] : [...kept, entry]
      const position = merged ? steps.position : steps.position + 1
      set({ chain: edited.value.chain, steps: { first: steps.first, entries, position, length: position } })
    },
    undo: () => step(-1),
    redo: () => step(1),
    flush: () => writer?.flush() ?? Promise.resolve(),
    look: (past) => set({ past }),
  }
})

/** The chain on the canvas: the open one, or a past run's. */
export const shownChain = (store: DocumentStore): Chain | undefined => store.past?.chain ?? store.chain
export const useShownChain = (): Chain | undefined => useDocument(shownChain)
/** The chain of which runs are shown: the open one, or the past run's; undefined where it is only a file. */
export const useShownChainId = (): ChainId | undefined =>
  useDocument((store) => (store.past ? (store.past.chainId ?? undefined) : store.id))
export const useReadOnly = (): boolean => useDocument((store) => store.past !== undefined)

export const canUndo = (store: DocumentStore): boolean => !store.past && store.steps.position > 0
export const canRedo = (store: DocumentStore): boolean =>
  !store.past && store.steps.position < store.steps.length
