import type { AppError } from '#shared/base/errors.ts'
import type { Command } from '#shared/chain/command.ts'
import type { JournalState } from '#shared/contract/journal.ts'

/** One step of undo. */
export interface Entry {
  readonly label: string
  readonly command: Command
  readonly inverse: Command
}

/** `waiting`: the app does not answer; `failed`: it can't save for now. What is unsaved is kept and sent once it does. */
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
  /** What is here can't be saved as it is, since somebody else has edited the chain, or the app refuses it: load it again. */
  conflict(error: AppError): void
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
  /** Sends at once what waits for more typing; resolves when everything is saved or can't be, then with the error. */
  flush(): Promise<AppError | undefined>
  /** Looks how far the app has got, after the connection was lost, and goes on from there. */
  resume(): void
  /** Where the app's journal stands as far as is known; undefined while something is on its way there. */
  position(): number | undefined
  /** Edits that the app is not known to have, in order, without those that were undone. */
  unsaved(): Entry[]
}

const LOST = 'connection_lost'
const CONFLICT: ReadonlySet<string> = new Set([
  'edit_conflict',
  'edit_invalid',
  'chain_missing',
  'request_invalid',
])

const ELSEWHERE: AppError = {
  code: 'edit_conflict',
  message: 'This chain was changed in another window: load it again.',
}

/** How long a merging entry waits for the next one, in milliseconds. */
const PAUSE = 300
const MOST = 1000
/** After an error that may pass (a full disk) it is tried again this much later, in milliseconds. */
const RETRY = 3000

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
  /** Why nothing is sent: until the connection is back, it was tried again, or for good. */
  let trouble: { readonly state: SaveState; readonly error: AppError } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const idle: ((error: AppError | undefined) => void)[] = []

  const settle = (): void => {
    listener.saveState(trouble?.state ?? 'saved', trouble?.error)
    for (const done of idle.splice(0)) done(trouble?.error)
  }

  const send = (step: Step): Promise<JournalState> =>
    step.kind === 'edit' ? client.edit(base, step.entries) : client.move(base, step.position)

  const arrived = (position: number): void => {
    base = position
    flight = undefined
    pump()
  }

  const stop = (error: AppError): void => {
    trouble = { state: error.code === LOST ? 'waiting' : 'failed', error }
    settle()
    if (CONFLICT.has(error.code)) listener.conflict(error)
    else if (error.code !== LOST) setTimeout(resume, RETRY)
  }

  const failed = (thrown: unknown): void => stop(errorOf(thrown))

  const launch = (step: Step): void => {
    flight = step
    send(step).then((state) => arrived(state.position), failed)
  }

  const pump = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (flight || trouble) return
    const next = queue.shift()
    if (next) launch(next)
    else settle()
  }

  const schedule = (pause: number): void => {
    listener.saveState(trouble?.state ?? 'saving', trouble?.error)
    clearTimeout(timer)
    timer = setTimeout(pump, pause)
  }

  const resume = (): void => {
    if (!trouble) return
    const step = flight
    client.state().then((state) => {
      // It was asked twice, and has gone on already.
      if (!trouble) return
      trouble = undefined
      const target = step?.kind === 'edit' ? base + step.entries.length : step?.position
      if (!step || state.position === target) arrived(state.position)
      else if (state.position === base) launch(step)
      else stop(ELSEWHERE)
    }, failed)
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
      if (trouble || (!flight && queue.length === 0)) return Promise.resolve(trouble?.error)
      return new Promise((resolve) => {
        idle.push(resolve)
        pump()
      })
    },
    resume,
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
