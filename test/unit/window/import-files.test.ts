import { beforeEach, expect, it, vi } from 'vitest'
import { MAX_CHAIN_TEXT } from '#shared/contract/chains.ts'
import { MAX_SCRIPT_TEXT } from '#shared/contract/scripts.ts'
import { importChain } from '../../../renderer/actions/verbs/importChain.ts'
import { importScriptFile } from '../../../renderer/actions/verbs/scripts.tsx'
import { textOf } from '../../../renderer/files/textOf.ts'

const { sent, told } = vi.hoisted(() => ({ sent: vi.fn(), told: vi.fn() }))
vi.mock('../../../renderer/api.ts', () => ({
  api: { chains: { importText: sent }, scripts: { importText: sent } },
  errorOf: (thrown: Error) => ({ message: thrown.message }),
}))
vi.mock('../../../renderer/ui/toast.ts', () => ({ toast: told }))
vi.mock('../../../renderer/actions/verbs/openChain.ts', () => ({}))
vi.mock('../../../renderer/actions/verbs/offerUndo.tsx', () => ({}))
vi.mock('../../../renderer/files/save.ts', () => ({}))
vi.mock('../../../renderer/stores/document.ts', () => ({}))
vi.mock('../../../renderer/stores/scripts.ts', () => ({}))
vi.mock('../../../renderer/stores/scriptUses.ts', () => ({}))
vi.mock('../../../renderer/stores/view.ts', () => ({}))

beforeEach(() => {
  sent.mockReset().mockRejectedValue(new Error('No.'))
  told.mockReset()
})

it('text goes in one message up to the limit, and beyond it a file is not even read', async () => {
  const text = vi.fn(async () => 'abc')
  expect(await textOf({ size: 3, text }, 3)).toBe('abc')
  await expect(textOf({ size: 4, text }, 3)).rejects.toThrow('larger than 3 B')
  expect(text).toHaveBeenCalledOnce()
})

it.each([
  ['a chain', importChain, MAX_CHAIN_TEXT, 'big could not be opened. It is larger than 50 MB'],
  ['a script', importScriptFile, MAX_SCRIPT_TEXT, 'big could not be opened. It is larger than 2 MB'],
] as const)(
  'the file of %s that is too large is refused with a sentence and not sent',
  async (_what, take, most, words) => {
    await take(new File([new Uint8Array(most + 1)], 'big'))
    expect(sent).not.toHaveBeenCalled()
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(words), 'bad')
    await take(new File(['{}'], 'small'))
    expect(sent).toHaveBeenCalledExactlyOnceWith({ text: '{}', fileName: 'small' })
  },
)
