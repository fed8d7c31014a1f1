import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Documents } from '#electron/rpc/chains/documents.ts'
import { AppFailure } from '#shared/base/errors.ts'
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

it('a document that can’t be written for now is told once and written later; the others are not held up', () => {
  const { chains } = freshStore()
  const [one, other] = [chains.create(long), chains.create(long)].map(({ summary }) => summary.id)
  if (!one || !other) throw new Error('There are two.')
  const full = new AppFailure('store_full', 'The disk is full.')
  const save = vi.fn(chains.save)
  const onFault = vi.fn()
  const documents = new Documents({ ...chains, save }, { onEdit: () => {}, onFault })
  const rename = (name: string) => [{ label: 'Rename', command: { type: 'describeChain' as const, name } }]
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
