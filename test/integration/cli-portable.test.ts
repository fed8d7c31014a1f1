import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Store } from '#electron/store/store.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { ergo, spawnErgo } from '../support/ergo.ts'
import { chainOf, completed, finished, started } from './store/events.ts'
import { freshFolder, freshStore } from './store/world.ts'

const file = (): string => join(freshFolder(), 'run.ergorun')

/** Keeps a run of a chain with a node "a". */
async function keep(store: Store, chain: Chain): Promise<void> {
  const recorder = store.runs.record({ chainId: null, chain, trigger: 'command' })
  for (const event of [started('run-1', ['a']), completed('a', 1), finished()]) recorder.listen(event)
  await recorder.done
}

describe('a run’s file on the command line', () => {
  it('a run is written, taken in elsewhere, and a bad file refused before a window opens', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    await keep(store, chainOf('Told', 'a'))
    const path = file()
    expect((await ergo(['export-run', 'run-1', path], { dataDir })).stdout).toContain('✔')
    expect(await ergo(['export-run', 'run-1', path], { dataDir })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--force'),
    })
    expect((await ergo(['export-run', 'run-1', path, '--force'], { dataDir })).code).toBe(0)
    expect((await ergo(['export-run', 'none', path, '--force'], { dataDir: freshFolder() })).code).toBe(2)
    const there = freshFolder()
    expect((await ergo(['import-run', path], { dataDir: there })).stdout).toContain('run-1')
    expect((await ergo(['show', 'run-1'], { dataDir: there })).stdout).toContain('Told')
    writeFileSync(path, readFileSync(path).subarray(0, 5000))
    const { code, stderr } = await spawnErgo(['open', path])
    expect([code, stderr]).toEqual([2, expect.stringContaining('cut short')])
    expect(await ergo(['open', '/nowhere.ergorun'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no file'),
    })
  })

  it('a file that is none, or no run, and a chain that is not valid are wrong usage', async () => {
    const dataDir = freshFolder()
    const other = join(dataDir, 'other.ergorun')
    writeFileSync(other, '{}')
    const says = async (args: string[], words: string) =>
      expect(await ergo(args, { dataDir })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(words),
      })
    await says(['import-run', join(dataDir, 'none.ergorun')], 'There is no file')
    await says(['import-run', other], 'is no run of Ergo')
    await says(['open', other], 'is no run of Ergo')
    const store = freshStore({ dataDir })
    const chain = chainOf('Lost', 'a')
    const nodes = chain.nodes.map((node) => ({ ...node, operation: 'teleport' }))
    await keep(store, { ...chain, nodes })
    await says(['again', 'run-1'], 'teleport')
  })
})
