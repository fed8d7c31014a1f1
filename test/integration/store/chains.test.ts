import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { NewEntry } from '#shared/contract/journal.ts'
import { chainOf, finished, started } from './events.ts'
import { failing, freshStore } from './world.ts'

/** Gives the chain a description; without it there was `before`. */
const entry = (label: string, before: string | null = null): NewEntry => ({
  label,
  command: { type: 'describeChain', description: label },
  inverse: { type: 'describeChain', description: before },
})

describe('chains', () => {
  it('are kept whole, found by words in any part, and paged by the time of change', () => {
    const { chains } = freshStore()
    const first = chains.create(chainOf('Strain check', 'peak_height'))
    const second = chains.create({ ...chainOf('Dosage'), description: 'Größe der Probe' })
    chains.create(chainOf('Other'))
    expect(chains.get(first.summary.id)).toEqual(first)
    expect(first.chain).toEqual(chainOf('Strain check', 'peak_height'))
    const found = (search: string): string[] =>
      chains.list({ search }, { limit: 9 }).items.map(({ name }) => name)
    expect(found('stra')).toEqual(['Strain check'])
    expect(found('peak_height')).toEqual(['Strain check'])
    expect(found('GROSSE probe')).toEqual([])
    expect(found('große')).toEqual(['Dosage'])
    expect(found('nothing "AND')).toEqual([])
    expect(found('  -- ')).toEqual(['Other', 'Dosage', 'Strain check'])

    const notes = [{ id: 'n', text: 'Beware of drift', position: { x: 0, y: 0 }, width: 9, height: 9 }]
    const noted = chains.create({ ...chainOf('Noted'), notes }).summary.id
    expect(found('drift')).toEqual(['Noted'])
    chains.purge(noted)
    expect(found('drift')).toEqual([])
    for (const cursor of ['x', '1', '1 y'])
      expect(() => chains.list({}, { limit: 1, cursor })).toThrow(failing('cursor_invalid'))

    const page = chains.list({}, { limit: 2 })
    expect(page.items.map(({ name }) => name)).toEqual(['Other', 'Dosage'])
    chains.rename(second.summary.id, 'Doses')
    const rest = chains.list({}, { limit: 2, cursor: page.next ?? '' })
    expect(rest).toMatchObject({ items: [{ name: 'Strain check' }], next: null })
    expect(found('doses')).toEqual(['Doses'])
    expect(chains.get(second.summary.id).chain.name).toBe('Doses')
  })

  it('come back after they were deleted, and are gone when purged', () => {
    const store = freshStore()
    const { id } = store.chains.create(chainOf('c', 'a')).summary
    store.chains.delete(id)
    expect(store.chains.list({}, { limit: 9 }).items).toEqual([])
    expect(store.chains.list({ deleted: true }, { limit: 9 }).items).toMatchObject([{ id }])
    store.chains.restore(id)
    expect(store.chains.list({}, { limit: 9 }).items).toMatchObject([{ id, deletedAt: null }])
    store.inputs.saveSet(id, { name: 's', values: { a: 1 } })
    store.chains.purge(id)
    expect(store.inputs.sets(id)).toEqual([])
    expect(() => store.chains.get(id)).toThrow(expect.objectContaining({ code: 'chain_missing' }))
    expect(() => store.chains.restore(ChainId.parse('none'))).toThrow(
      expect.objectContaining({ code: 'chain_missing' }),
    )
  })

  it('are duplicated without their journal, and found by their file', () => {
    const { chains } = freshStore()
    const { summary } = chains.create(chainOf('c', 'a'), '/tmp/c.ergo.json')
    chains.journal.append(summary.id, 0, [entry('one')])
    const copy = chains.duplicate(summary.id)
    expect(copy.chain).toEqual({ ...chainOf('c (copy)', 'a'), description: 'one' })
    expect(copy.journal.length).toBe(0)
    expect(copy.summary.path).toBeNull()
    expect(chains.findByPath('/tmp/c.ergo.json')?.id).toBe(summary.id)
    chains.setFile(summary.id, '/tmp/d.ergo.json', copy.chain)
    expect(chains.findByPath('/tmp/c.ergo.json')).toBeUndefined()
    chains.delete(summary.id)
    expect(chains.findByPath('/tmp/d.ergo.json')).toBeUndefined()
  })

  it('say which run was their last', async () => {
    const store = freshStore()
    const { summary, chain } = store.chains.create(chainOf('c', 'a'))
    for (const id of ['r1', 'r2']) {
      const recorder = store.runs.record({ chainId: summary.id, chain, trigger: 'window' })
      recorder.listen(started(id, ['a']))
      if (id === 'r1') recorder.listen(finished('failed'))
    }
    expect(store.chains.summary(summary.id).lastRun).toMatchObject({ executionId: 'r2', status: 'running' })
  })
})

describe('the journal', () => {
  it('is appended to, walked along, cut where one goes on from the past, and kept', () => {
    const { chains } = freshStore()
    const { id } = chains.create(chainOf('c')).summary
    const { journal } = chains
    expect(journal.append(id, 0, [entry('one'), entry('two', 'one')])).toEqual({
      position: 2,
      length: 2,
      undoLabel: 'two',
      redoLabel: null,
    })
    expect(journal.move(id, 2, 1)).toMatchObject({ position: 1, undoLabel: 'one', redoLabel: 'two' })
    expect(journal.append(id, 1, [entry('three', 'one')])).toMatchObject({
      position: 2,
      length: 2,
      undoLabel: 'three',
    })
    expect(journal.read(id, 1, 10)).toEqual([{ ...entry('three', 'one'), at: expect.any(Number) }])
    expect(journal.read(id, 0, 1).map(({ label }) => label)).toEqual(['one'])
  })

  it('gives the chain as it is at every position, whether or not the document was stored there', () => {
    const labels = ['a', 'b', 'c', 'd']
    const step = fc.record({ undo: fc.boolean(), by: fc.integer({ min: 1, max: 3 }), store: fc.boolean() })
    const { chains } = freshStore()
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { id } = chains.create(chainOf('c')).summary
        let done: string[] = []
        const chain = (): Chain => ({
          ...chainOf('c'),
          ...(done.length > 0 ? { description: done.at(-1) ?? '' } : {}),
        })
        for (const { undo, by, store } of steps) {
          const base = done.length
          if (undo) {
            done = done.slice(0, Math.max(0, base - by))
            chains.journal.move(id, base, done.length, store ? chain() : undefined)
          } else {
            const added = labels.slice(0, by).map((label) => `${label}${base}`)
            const entries = added.map((label, i) => entry(label, added[i - 1] ?? done.at(-1) ?? null))
            done = [...done, ...added]
            chains.journal.append(id, base, entries, store ? chain() : undefined)
          }
          expect(chains.get(id).chain).toEqual(chain())
        }
      }),
      { numRuns: 20 },
    )
  })

  it('refuses an edit made from elsewhere, and to redo what there is not', () => {
    const { chains } = freshStore()
    const { id } = chains.create(chainOf('c')).summary
    const { journal } = chains
    journal.append(id, 0, [entry('one')])
    const code = (code: string) => expect.objectContaining({ code })
    expect(() => journal.append(id, 0, [entry('x')])).toThrow(code('edit_conflict'))
    expect(() => journal.move(id, 0, 1)).toThrow(code('edit_conflict'))
    expect(() => journal.move(id, 1, 2)).toThrow(code('journal_end'))
    expect(journal.state(id)).toMatchObject({ position: 1, length: 1 })
  })

  it('says so when an entry does not fit the chain', () => {
    const { chains } = freshStore()
    const { id } = chains.create(chainOf('c')).summary
    const command = { type: 'renameNode' as const, id: 'none', name: 'x' }
    chains.journal.append(id, 0, [{ label: 'l', command, inverse: command }])
    expect(() => chains.get(id)).toThrow(expect.objectContaining({ code: 'edit_invalid' }))
  })
})
