import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { Inputs } from '#shared/contract/index.ts'
import type { RowQuery, SaveEvent, ValueAddress } from '#shared/contract/values.ts'
import type { Downloads } from '../files/downloads.ts'
import type { ValueReader } from './read.ts'

interface SaveRequest {
  readonly query: RowQuery
  readonly format: Inputs['values']['save']['format']
  readonly path: string | null
  readonly name: string
}

/** Least change that is told. */
const STEP = 0.01

/** Writes a table to a file and tells how far it is. Ended early, or when the signal is aborted, it stops and leaves nothing. Errors: as `Pages.save`. */
export async function* saveValue(
  reader: ValueReader,
  downloads: Downloads,
  address: ValueAddress,
  { query, format, path, name }: SaveRequest,
  signal?: AbortSignal,
): AsyncGenerator<SaveEvent, void, void> {
  const source = await reader.tableAt(address)
  const target = path === null ? await downloads.place() : resolve(path)
  const stop = new AbortController()
  let share = 0
  let told = 0
  let wake = (): void => undefined
  const progress = (now: number): void => {
    share = Math.min(1, now)
    wake()
  }
  let ended = false
  const saving = reader.deps.pages
    .save(source, query, { format, path: target, progress }, stop.signal)
    .finally(() => {
      ended = true
      wake()
    })
  saving.catch(() => undefined)
  // Whoever stops an export waits for its next step, which may never come: the signal ends it at once.
  const onAbort = (): void => stop.abort(new Error('The export was stopped.'))
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  try {
    while (!ended) {
      await new Promise<void>((next) => {
        wake = next
        if (ended) next()
      })
      if (share - told < STEP) continue
      told = share
      yield { type: 'progress', share }
    }
    await saving.catch((thrown: unknown) => unwritable(thrown, target))
    const download = path === null ? downloads.offer({ path: target, name: `${name}.${format}` }) : null
    yield { type: 'saved', path: path === null ? null : target, download }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    if (!ended || stop.signal.aborted) {
      onAbort()
      await saving.catch(() => undefined)
      if (path === null) await rm(target, { force: true })
    }
  }
}

function unwritable(thrown: unknown, path: string): never {
  if (thrown instanceof AppFailure || !(thrown instanceof Error)) throw thrown
  return fail('file_unwritable', `The file ${path} can't be written: ${thrown.message}.`, { path })
}
