import type { AppError } from '#shared/base/errors.ts'
import type { Command } from '#shared/chain/command.ts'
import type { JournalState } from '#shared/contract/journal.ts'

/** One step of undo. */
export interface Entry {
  readonly label: string
  readonly command: Command
  readonly inverse: Command
}

/** `waiting`: the app does not answer; what is unsaved is kept and sent once it does. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'failed'

/** The part of the contract that the journal speaks to, for one chain. */
export interface JournalClient {
  edit(base: number, entries: readonly Entry[]): Promise<JournalState>
  move(base: number, position: number): Promise<JournalState>
  state(): Promise<JournalState>
}

export interface JournalListener {
  /** `error` is there when the state is `failed`. */
  saveState(state: SaveState, error?: AppError): void
  /** Somebody else has edited the chain: what is here can't be saved, load it again. */
  conflict(): void
}

type Step =
  | { readonly kind: 'edit'; readonly entries: Entry[]; merge: string | undefined }
  | { readonly kind: 'move'; position: number }

export interface Journal {
  /**
   * Queues an entry. Entries with the same `merge` in quick succession (typing in a field) become one: the last
   * command with the first inverse. Returns the entry if it was merged, so that the caller can do the same.
   */
  push(entry: Entry, merge?: string): Entry | undefined
  /** Queues an undo or redo to a place. */
  moveTo(position: number): void
  /** Sends at once what waits for more typing; resolves when everything is saved or can't be. */
  flush(): Promise<void>
  /** Looks how far the app has got, after the connection was lost, and goes on from there. */
  resume(): void
  /** Where the app's journal stands as far as is known; undefined while something is on its way there. */
  position(): number | undefined
  /** Edits that the app is not known to have, in order, without those that were undone. */
  unsaved(): Entry[]
}

const LOST = 'connection_lost'
const CONFLICT: ReadonlySet<string> = new Set(['edit_conflict', 'edit_invalid', 'chain_missing'])

/** How long a merging entry waits for the next one, in milliseconds. */
const PAUSE = 300
const MOST = 1000

/**
 * Sends edits to the app's journal in order, one call under way at a time, whatever comes meanwhile gathered into the
 * next. `base` is where the app's journal stands as far as is known.
 */
export function journal(
  client: JournalClient,
  base: number,
  listener: JournalListener,
  errorOf: (thrown: unknown) => AppError,
): Journal {
  const queue: Step[] = []
  let flight: Step | undefined
  let broken = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle: (() => void)[] = []

  const settle = (state: SaveState, error?: AppError): void => {
    listener.saveState(state, error)
    if (state === 'saving') return
    for (const done of idle.splice(0)) done()
  }

  const send = (step: Step): Promise<JournalState> =>
    step.kind === 'edit' ? client.edit(base, step.entries) : client.move(base, step.position)

  const arrived = (position: number): void => {
    base = position
    flight = undefined
    pump()
  }

  const failed = (thrown: unknown): void => {
    const error = errorOf(thrown)
    broken = true
    if (CONFLICT.has(error.code)) {
      settle('failed', error)
      listener.conflict()
    } else settle(error.code === LOST ? 'waiting' : 'failed', error)
  }

  const launch = (step: Step): void => {
    flight = step
    send(step).then((state) => arrived(state.position), failed)
  }

  const pump = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (flight || broken) return
    const next = queue.shift()
    if (next) launch(next)
    else settle('saved')
  }

  const schedule = (pause: number): void => {
    listener.saveState(broken ? 'waiting' : 'saving')
    clearTimeout(timer)
    timer = setTimeout(pump, pause)
  }

  return {
    push(entry, merge) {
      const tail = queue.at(-1)
      const last = tail?.kind === 'edit' ? tail.entries.at(-1) : undefined
      if (tail?.kind === 'edit' && last && merge !== undefined && tail.merge === merge) {
        const merged = { ...entry, inverse: last.inverse }
        tail.entries[tail.entries.length - 1] = merged
        schedule(PAUSE)
        return merged
      }
      if (tail?.kind === 'edit' && tail.entries.length < MOST) {
        tail.entries.push(entry)
        tail.merge = merge
      } else queue.push({ kind: 'edit', entries: [entry], merge })
      schedule(merge === undefined ? 0 : PAUSE)
      return undefined
    },
    moveTo(position) {
      const tail = queue.at(-1)
      if (tail?.kind === 'move') tail.position = position
      else queue.push({ kind: 'move', position })
      schedule(0)
    },
    flush() {
      if (!flight && queue.length === 0) return Promise.resolve()
      if (broken) return Promise.resolve()
      return new Promise((resolve) => {
        idle = [...idle, resolve]
        pump()
      })
    },
    resume() {
      if (!broken) return
      const step = flight
      client.state().then((state) => {
        broken = false
        const target = step?.kind === 'edit' ? base + step.entries.length : step?.position
        if (!step || state.position === target) arrived(state.position)
        else if (state.position === base) launch(step)
        else {
          broken = true
          listener.conflict()
        }
      }, failed)
    },
    position: () => (flight || queue.length > 0 ? undefined : base),
    unsaved: () => unsavedOf(base, flight ? [flight, ...queue] : queue),
  }
}

function unsavedOf(base: number, steps: readonly Step[]): Entry[] {
  /** Where the first of `entries` is in the journal, and where it stands after the steps so far. */
  let from = base
  let at = base
  let entries: Entry[] = []
  for (const step of steps) {
    if (step.kind === 'edit') {
      entries = [...entries.slice(0, at - from), ...step.entries]
      at += step.entries.length
    } else {
      at = step.position
      if (at < from) [from, entries] = [at, []]
    }
  }
  return entries.slice(0, at - from)
}
