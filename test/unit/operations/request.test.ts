import { afterEach, describe, expect, it, vi } from 'vitest'
import { request } from '#electron/operations/http/request.ts'

afterEach(() => vi.restoreAllMocks())

describe('a request that gets no answer', () => {
  it.each<[string, unknown, string]>([
    [
      'each address of a host with several',
      new TypeError('fetch failed', {
        cause: new AggregateError([new Error('connect ECONNREFUSED ::1.'), new Error('and 127.0.0.1')]),
      }),
      'connect ECONNREFUSED ::1',
    ],
    ['an error by itself', new Error('The line is dead. '), 'The line is dead'],
    ['what is no error', 'no line', 'no line'],
    ['a cause that is no error', new TypeError('fetch failed', { cause: 'cut' }), 'cut'],
  ])('says why: %s', async (_, thrown, reason) => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(thrown)
    const what = { url: 'http://lab.example/a?key=secret', method: 'GET', headers: {}, timeoutMs: 60_000 }
    await expect(request(what, new AbortController().signal)).rejects.toMatchObject({
      code: 'unreachable',
      message: `http://lab.example/a can't be reached: ${reason}.`,
    })
  })
})
