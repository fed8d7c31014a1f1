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
  /**
   * Takes the open chain anew where the app has another; an edit under way finds that out by itself. `replaced`: it has,
   * though its journal stands where it did.
   */
  refresh(replaced?: boolean): Promise<void>
  /** Hears where a chain's journal stands, or that the chain was replaced: another may have edited the open one. */
  heard(id: ChainId, position?: number): void
  /** What became of edits that could not be kept, until the person has been told. */
  readonly notice: { readonly text: string } | undefined
  /** Applies an edit and saves it. `merge` gathers quick successions of the same edit into one step of undo. */
  edit(label: string, command: Command, merge?: string): void
  undo(): Promise<void>
  redo(): Promise<void>
  /** Resolves once everything is saved, or can't be. */
  flush(): Promise<void>
  /** As {@link flush}, for what builds upon it. Error: an `Error` where something is not saved. */
  saved(): Promise<void>
  look(past: PastRun | undefined): void
}

const NO_STEPS: Steps = { first: 0, entries: [], position: 0, length: 0 }
/** Entries of the journal that are asked for at once. */
const CHUNK = 200

export const useDocument = create<DocumentStore>()((set, get) => {
  let writer: Journal | undefined
  let fetching: Promise<void> | undefined
  /** The chain was replaced while an edit of it was under way. */
  let replaced = false

  const reload = async (why: AppError): Promise<void> => {
    const { id } = get()
    const mine = writer
    if (!id) return
    try {
      const fresh = await api.chains.get({ id })
      if (writer === mine) take(fresh, why)
    } catch (thrown) {
      if (writer === mine) set({ save: 'failed', saveError: errorOf(thrown) })
    }
  }

  /** Opens a chain in place of what it was here, and does again what was not saved yet. A past run stays in view. */
  const take = (fresh: OpenChain, why?: AppError): void => {
    const { past } = get()
    const unsaved = writer?.unsaved() ?? []
    // What the app refuses is refused again, except for what was only on its way with it.
    const refused = why?.code === 'request_invalid'
    const sound = unsaved.filter(({ command }) => !refused || Command.safeParse(command).success)
    get().open(fresh)
    const kept = refused && sound.length === unsaved.length ? [] : sound.filter(again)
    const lost = unsaved.filter((entry) => !kept.includes(entry)).map(({ label }) => label)
    const cause = refused ? why.message : 'Another window has changed the chain meanwhile.'
    set({ past, ...(lost.length > 0 ? { notice: { text: `Not kept: ${lost.join(', ')}. ${cause}` } } : {}) })
  }

  /** Whether an edit could be done on the chain as it is now. */
  const again = ({ label, command }: Entry): boolean => {
    const { chain } = get()
    if (!chain || !applyCommand(chain, command).ok) return false
    get().edit(label, command)
    return true
  }

  const startWriter = (id: ChainId, state: JournalState): Journal => {
    const mine = journal(
      {
        edit: (base, entries) => api.chains.edit({ id, base, entries: [...entries] }),
        move: async (base, position) => (await api.chains.move({ id, base, position })).journal,
        state: async () => (await api.chains.get({ id })).journal,
      },
      state.position,
      {
        saveState: (save, saveError) => {
          if (writer !== mine) return
          set({ save, saveError })
          if (save === 'saved' && replaced) get().heard(id)
        },
        conflict: (why) => {
          if (writer === mine) void reload(why)
        },
      },
      errorOf,
    )
    return mine
  }

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
    // Steps asked for while entries are read are taken one after the other.
    if (fetching) await fetching
    const { id, chain, past, steps } = get()
    if (!id || !chain || past) return
    const at = direction === 1 ? steps.position : steps.position - 1
    if (at < 0 || at >= steps.length) return
    const entry = steps.entries[at - steps.first]
    if (!entry) {
      fetching = fetch(id, Math.max(0, at - CHUNK / 2)).finally(() => {
        fetching = undefined
      })
      await fetching
      return get().steps.entries[at - get().steps.first] ? step(direction) : undefined
    }
    const edited = applyCommand(chain, direction === 1 ? entry.command : entry.inverse)
    if (!edited.ok) return reload(edited.error)
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
      replaced = false
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
    notice: undefined,
    async refresh(replaced = false) {
      const { id } = get()
      const known = writer?.position()
      if (!id || known === undefined) return
      const fresh = await api.chains.get({ id })
      const isOther = replaced || fresh.journal.position !== known
      if (get().id === id && writer?.position() === known && isOther) take(fresh)
    },
    heard(id, position) {
      if (id !== get().id) return
      const known = writer?.position()
      // An edit under way may be taken as one of the chain that replaced this one.
      replaced ||= known === undefined && position === undefined
      if (known === undefined || known === position) return
      get()
        .refresh(position === undefined)
        .catch(() => {
          // The next edit finds out.
        })
    },
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
    async flush() {
      await writer?.flush()
    },
    async saved() {
      const error = await writer?.flush()
      if (error) throw new Error(`The last change of the chain is not saved. ${error.message}`)
    },
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
