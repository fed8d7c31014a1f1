import { describe, expect, it } from 'vitest'
import { readingBlobs } from '#electron/data/blobs/reading.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { BlobHash } from '#shared/base/ids.ts'

const SOUND = BlobHash.parse('a'.repeat(64))
const DAMAGED = BlobHash.parse('b'.repeat(64))
const FAILURE = new AppFailure('blob_damaged', 'Damaged.')

describe('reading blobs', () => {
  async function failing(
    thrown: unknown,
    signal?: AbortSignal,
  ): Promise<{ error: unknown; verified: string[] }> {
    const verified: string[] = []
    const verify = async (blob: BlobHash): Promise<void> => {
      verified.push(blob)
      if (blob === DAMAGED) throw FAILURE
    }
    const reading = readingBlobs({ verify }, [SOUND, DAMAGED], () => Promise.reject(thrown), signal)
    return { error: await reading.catch((error: unknown) => error), verified }
  }

  it.each([new Error('No magic bytes.'), new AppFailure('sql_failed', 'No magic bytes.')])(
    'tells a damaged file rather than what is made of it: %s',
    async (thrown) => {
      expect(await failing(thrown)).toEqual({ error: FAILURE, verified: [SOUND, DAMAGED] })
    },
  )

  it('reads no file for a question that can’t be answered, or that nobody asks any more', async () => {
    const asked = new AppFailure('column_missing', 'There is no column "x".')
    expect(await failing(asked)).toEqual({ error: asked, verified: [] })
    const ended = new Error('ended')
    expect(await failing(ended, AbortSignal.abort())).toEqual({ error: ended, verified: [] })
  })

  it('tells what went wrong where the files are sound', async () => {
    const work = readingBlobs({ verify: async () => {} }, [SOUND], () => Promise.reject(new Error('other')))
    await expect(work).rejects.toThrow('other')
  })
})
