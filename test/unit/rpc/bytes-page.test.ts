import { afterEach, describe, expect, it, vi } from 'vitest'
import { bytesPage } from '#electron/rpc/values/pages.ts'
import type { BytesValue } from '#shared/operation/value.ts'

const made = (bytes: Buffer): BytesValue => ({
  kind: 'bytes',
  base64: bytes.toString('base64'),
  size: bytes.length,
})

afterEach(() => vi.restoreAllMocks())

describe('a part of bytes', () => {
  it('is the asked one, wherever it begins and ends', () => {
    for (let size = 0; size <= 10; size++) {
      const bytes = Buffer.from(Array.from({ length: size }, (_, i) => 200 + i))
      for (let offset = 0; offset <= size + 3; offset++)
        for (let limit = 1; limit <= size + 4; limit++)
          expect(bytesPage(made(bytes), offset, limit)).toEqual({
            base64: bytes.subarray(offset, offset + limit).toString('base64'),
            offset,
            size,
          })
    }
  })

  it('costs no more than its own length', () => {
    const value = made(Buffer.alloc(1_000_000, 7))
    const decoded = vi.spyOn(Buffer, 'from')
    bytesPage(value, 500_000, 4096)
    expect(decoded.mock.calls.map(([text]) => String(text).length <= 5500)).toEqual([true])
  })
})
