import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveValue } from '#electron/rpc/values/save.ts'

type Reader = Parameters<typeof saveValue>[0]
type Downloads = Parameters<typeof saveValue>[1]
type Address = Parameters<typeof saveValue>[2]

describe('an export', () => {
  it('that tells no progress ends as soon as it is stopped, and leaves nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ergo-save-'))
    const target = join(folder, 'begun')
    const begun = Promise.withResolvers<void>()
    const save: Reader['deps']['pages']['save'] = async (_source, _query, _target, signal) => {
      await writeFile(target, 'half')
      begun.resolve()
      await new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
      )
    }
    const reader = { tableAt: async () => ({}), deps: { pages: { save } } } as unknown as Reader
    const downloads = { place: async () => target } as unknown as Downloads
    const stop = new AbortController()
    const query = { sort: [], filter: [] }
    const saving = saveValue(
      reader,
      downloads,
      {} as Address,
      { query, format: 'csv', path: null, name: 'x' },
      stop.signal,
    )
    const next = saving.next()
    await begun.promise
    stop.abort()
    await expect(next).rejects.toThrow()
    expect(existsSync(target)).toBe(false)
    await rm(folder, { recursive: true })
  })
})
