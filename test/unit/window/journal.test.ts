import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '#shared/base/errors.ts'
import type { Command } from '#shared/chain/command.ts'
import { type Entry, type JournalClient, journal, type SaveState } from '../../../renderer/stores/journal.ts'

const named = (name: string): Command => ({ type: 'describeChain', name })
const entry = (name: string): Entry => ({ label: name, command: named(name), inverse: named(`not ${name}`) })

/** The app's end: keeps a list of entries and a position; can be made to fail. */
function fakeApp() {
  const app = {
    entries: [] as Entry[],
    position: 0,
    calls: 0,
    failure: undefined as AppError | undefined,
    /** The call arrives, but its answer is lost. */
    answerLost: false,
  }
  const state = () => ({
    position: app.position,
    length: app.entries.length,
    undoLabel: null,
    redoLabel: null,
  })
  const answer = async (change: () => void) => {
    app.calls += 1
    if (app.failure && !app.answerLost) throw app.failure
    change()
    if (app.answerLost) throw app.failure
    return state()
  }
  const client: JournalClient = {
    edit: (base, entries) =>
      answer(() => {
        if (base !== app.position) throw { code: 'edit_conflict', message: 'elsewhere' }
        app.entries = [...app.entries.slice(0, base), ...entries]
        app.position = app.entries.length
      }),
    move: (_, position) =>
      answer(() => {
        app.position = position
      }),
    state: async () => {
      if (app.failure) throw app.failure
      return state()
    },
  }
  return { app, client }
}

const errorOf = (thrown: unknown): AppError => thrown as AppError
const LOST: AppError = { code: 'connection_lost', message: 'gone' }

describe('the journal of a window', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const { app, client } = fakeApp()
    const states: SaveState[] = []
    const conflict = vi.fn()
    const writer = journal(client, 0, { saveState: (state) => states.push(state), conflict }, errorOf)
    return { app, writer, states, conflict }
  }

  it('sends entries in order, what comes meanwhile together', async () => {
    const { app, writer, states } = start()
    writer.push(entry('a'))
    writer.push(entry('b'))
    await vi.runAllTimersAsync()
    writer.push(entry('c'))
    writer.moveTo(1)
    writer.moveTo(2)
    await vi.runAllTimersAsync()
    expect(app.entries.map(({ label }) => label)).toEqual(['a', 'b', 'c'])
    expect(app.position).toBe(2)
    expect(app.calls).toBe(3)
    expect(states.at(-1)).toBe('saved')
  })

  it('makes one step of undo of what is typed in one field', async () => {
    const { app, writer } = start()
    expect(writer.push(entry('a'), 'name')).toBeUndefined()
    expect(writer.push(entry('ab'), 'name')).toEqual({ ...entry('ab'), inverse: named('not a') })
    writer.push(entry('x'), 'other')
    await vi.runAllTimersAsync()
    expect(app.entries).toEqual([{ ...entry('ab'), inverse: named('not a') }, entry('x')])
    expect(writer.push(entry('abc'), 'name')).toBeUndefined()
  })

  it('does not wait for more typing when asked to save now', async () => {
    const { app, writer } = start()
    writer.push(entry('a'), 'name')
    await writer.flush()
    expect(app.entries).toHaveLength(1)
    await writer.flush()
    expect(app.calls).toBe(1)
  })

  it.each([
    ['did not arrive', false],
    ['arrived, but its answer was lost', true],
  ])('goes on where it was when a call %s', async (_, answerLost) => {
    const { app, writer, states, conflict } = start()
    app.failure = LOST
    app.answerLost = answerLost
    writer.push(entry('a'))
    await vi.runAllTimersAsync()
    expect(states.at(-1)).toBe('waiting')
    writer.push(entry('b'))
    await vi.runAllTimersAsync()
    writer.resume()
    await vi.runAllTimersAsync()
    expect(states.at(-1)).toBe('waiting')
    app.failure = undefined
    app.answerLost = false
    writer.resume()
    await vi.runAllTimersAsync()
    expect(app.entries.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(states.at(-1)).toBe('saved')
    expect(conflict).not.toHaveBeenCalled()
  })

  it('says so when another window has edited, before or while it was away', async () => {
    const first = start()
    first.app.position = 5
    first.writer.push(entry('a'))
    await vi.runAllTimersAsync()
    expect(first.conflict).toHaveBeenCalledOnce()

    const second = start()
    second.app.failure = LOST
    second.writer.push(entry('a'))
    await vi.runAllTimersAsync()
    second.app.failure = undefined
    second.app.position = 7
    second.writer.resume()
    await vi.runAllTimersAsync()
    expect(second.conflict).toHaveBeenCalledOnce()
  })

  it('tells what is not saved, without what was undone, and where the journal stands', async () => {
    const { app, writer } = start()
    writer.push(entry('a'))
    writer.push(entry('b'))
    await vi.runAllTimersAsync()
    expect([writer.position(), writer.unsaved()]).toEqual([2, []])
    app.position = 5
    writer.push(entry('c'))
    await vi.runAllTimersAsync()
    expect(writer.position()).toBeUndefined()
    writer.push(entry('d'))
    writer.push(entry('e'))
    writer.moveTo(3)
    expect(writer.unsaved()).toEqual([entry('c')])
    writer.push(entry('f'))
    expect(writer.unsaved()).toEqual([entry('c'), entry('f')])
    // Back before all that is not saved: only what came after stays.
    writer.moveTo(1)
    expect(writer.unsaved()).toEqual([])
    writer.push(entry('g'))
    expect(writer.unsaved()).toEqual([entry('g')])
  })

  it('asks to be loaded again where the app refuses an edit for good', async () => {
    const { app, writer, states, conflict } = start()
    const refused = { code: 'request_invalid', message: 'Too small.' }
    app.failure = refused
    writer.push(entry(''))
    await vi.advanceTimersByTimeAsync(60_000)
    expect([app.calls, states.at(-1)]).toEqual([1, 'failed'])
    expect(conflict.mock.calls).toEqual([[refused]])
    expect(writer.unsaved()).toEqual([entry('')])
  })

  it('keeps what could not be saved for another reason, and says which', async () => {
    const { app, writer, states } = start()
    app.failure = { code: 'store_full', message: 'full' }
    writer.push(entry('a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(states.at(-1)).toBe('failed')
    writer.push(entry('b'))
    expect(states.at(-1)).toBe('failed')
    expect(await writer.flush()).toBe(app.failure)
    // It goes on by itself once there is room again.
    app.failure = undefined
    await vi.runAllTimersAsync()
    expect(app.entries).toEqual([entry('a'), entry('b')])
    expect([states.at(-1), await writer.flush()]).toEqual(['saved', undefined])
  })
})
