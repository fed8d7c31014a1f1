import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { Settings } from '#shared/contract/settings.ts'
import { chainOf, completed, finished, started } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

const none = ChainId.parse('none')

describe('inputs of a chain', () => {
  it('are kept under a name, replaced, removed; the last ones are known', async () => {
    const store = freshStore()
    const { summary, chain } = store.chains.create(chainOf('c', 'a'))
    const { id } = summary
    expect(store.inputs.last(id)).toBeNull()
    store.inputs.saveSet(id, { name: 'b', values: { x: 1 } })
    store.inputs.saveSet(id, { name: 'a', values: {} })
    store.inputs.saveSet(id, { name: 'b', values: { x: 2 } })
    expect(store.inputs.sets(id)).toEqual([
      { name: 'a', values: {} },
      { name: 'b', values: { x: 2 } },
    ])
    store.inputs.removeSet(id, 'a')
    expect(store.inputs.sets(id)).toHaveLength(1)
    expect(() => store.inputs.saveSet(none, { name: 'a', values: {} })).toThrow(failing('chain_missing'))
    for (const [run, x] of [
      ['r1', 1],
      ['r2', 2],
    ] as const) {
      const recorder = store.runs.record({ chainId: id, chain, trigger: 'window' })
      recorder.listen(started(run, ['a'], { x }))
      recorder.listen(finished())
      await recorder.done
    }
    expect(store.inputs.last(id)).toEqual({ x: 2 })
  })

  it('are results that were pinned, as long as their run is there', async () => {
    const store = freshStore()
    const { summary, chain } = store.chains.create(chainOf('c', 'a', 'b'))
    const { id } = summary
    const [r1, r2] = [ExecutionId.parse('r1'), ExecutionId.parse('r2')]
    for (const run of [r1, r2]) {
      const recorder = store.runs.record({ chainId: id, chain, trigger: 'window' })
      recorder.listen(started(run, ['a', 'b']))
      recorder.listen(completed('a', run))
      recorder.listen(finished())
      await recorder.done
    }
    expect(store.inputs.pin(id, 'a', r1)).toEqual({
      nodeId: 'a',
      executionId: r1,
      pinnedAt: expect.any(Number),
    })
    expect(store.inputs.pin(id, 'a', r2).executionId).toBe(r2)
    expect(store.inputs.pins(id)).toMatchObject([{ nodeId: 'a', executionId: r2 }])
    expect(() => store.inputs.pin(id, 'b', r1)).toThrow(failing('value_missing'))
    expect(() => store.inputs.pin(id, 'a', ExecutionId.parse('r3'))).toThrow(failing('value_missing'))
    expect(() => store.inputs.pin(none, 'a', r1)).toThrow(failing('chain_missing'))
    store.inputs.unpin(id, 'a')
    expect(store.inputs.pins(id)).toEqual([])
    store.inputs.pin(id, 'a', r2)
    store.maintenance.deleteRuns([r2])
    expect(store.inputs.pins(id)).toEqual([])
  })
})

describe('settings', () => {
  it('are kept across openings, and parsed', () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    expect(store.settings.get('settings', Settings)).toBeUndefined()
    expect(store.settings.set('settings', Settings, { theme: 'dark' })).toMatchObject({
      theme: 'dark',
      parallel: false,
    })
    store.settings.set('settings', Settings, { theme: 'light' })
    store.close()
    const again = freshStore({ dataDir })
    expect(again.settings.get('settings', Settings)).toEqual(Settings.parse({ theme: 'light' }))
    expect(() => again.settings.get('settings', z.number())).toThrow(failing('setting_invalid'))
    again.settings.remove('settings')
    expect(again.settings.get('settings', Settings)).toBeUndefined()
  })
})
