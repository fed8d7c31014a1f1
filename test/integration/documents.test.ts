import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Documents } from '#electron/rpc/chains/documents.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { constant } from '../support/window.ts'
import { freshStore } from './store/world.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Long enough to be written some time after an edit. */
const long: Chain = {
  name: 'Long',
  parameters: [],
  nodes: Array.from({ length: 120 }, (_, i) => constant(`n${i}`, i)),
  edges: [],
}

const rename = (name: string) => [{ label: 'Rename', command: { type: 'describeChain' as const, name } }]

it('a document that can’t be written for now is told once and written later; the others are not held up', () => {
  const { chains } = freshStore()
  const [one, other] = [chains.create(long), chains.create(long)].map(({ summary }) => summary.id)
  if (!one || !other) throw new Error('There are two.')
  const full = new AppFailure('store_full', 'The disk is full.')
  const save = vi.fn(chains.save)
  const onFault = vi.fn()
  const documents = new Documents({ ...chains, save }, { onEdit: () => {}, onReplaced: () => {}, onFault })
  documents.edit(one, 0, rename('One'))
  documents.edit(other, 0, rename('Other'))
  const stored = () => [one, other].map((id) => chains.summary(id).name)

  save.mockImplementation((id, chain) => {
    if (id === one) throw full
    return chains.save(id, chain)
  })
  vi.advanceTimersByTime(60_000)
  expect(onFault.mock.calls).toEqual([[full]])
  expect(stored()).toEqual(['Long', 'Other'])
  expect(() => documents.flush()).toThrow(full)
  documents.close()
  expect(onFault).toHaveBeenCalledTimes(2)
  // The journal has it all the same.
  expect(chains.get(one).chain.name).toBe('One')

  documents.edit(one, 1, rename('Uno'))
  save.mockImplementation(chains.save)
  vi.advanceTimersByTime(60_000)
  expect(stored()).toEqual(['Uno', 'Other'])
  documents.close()
  expect(onFault).toHaveBeenCalledTimes(2)
})

it.each<[string, (documents: Documents, id: ChainId) => unknown]>([
  ['looks for it', (documents) => documents.reread()],
  ['reads the chain first', (documents, id) => documents.chain(id)],
  [
    'edits the chain first, which is refused',
    (documents, id) =>
      expect(() => documents.edit(id, 0, rename('Mine'))).toThrow(
        expect.objectContaining({ code: 'edit_conflict' }),
      ),
  ],
])('a chain that another process has replaced is told once, whoever %s', (_who, first) => {
  const { dataDir, chains } = freshStore()
  const onReplaced = vi.fn()
  const documents = new Documents(chains, { onEdit: () => {}, onReplaced, onFault: () => {} })
  const { id } = chains.create(long).summary
  documents.chain(id)
  documents.reread()
  expect(onReplaced).not.toHaveBeenCalled()
  freshStore({ dataDir }).chains.followFile(id, { ...long, description: 'Theirs' })
  first(documents, id)
  documents.reread()
  expect(onReplaced.mock.calls).toEqual([[id]])
  expect(documents.chain(id)).toMatchObject({ name: 'Long', description: 'Theirs' })
  documents.edit(id, 0, rename('Mine'))
  expect(documents.chain(id)).toMatchObject({ name: 'Mine', description: 'Theirs' })
})
