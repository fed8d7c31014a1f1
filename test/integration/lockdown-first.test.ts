import { describe, expect, it } from 'vitest'
import { lockRealm } from '#electron/sandbox/lockdown.ts'

// As a tracing tool might have done before.
Error.prepareStackTrace = (error, frames) => `${error} in ${frames.length > 0 ? 'some frames' : 'none'}`
lockRealm()
const { LIBRARY_USES } = await import('../sandbox/libraries.ts')

describe('loaded into a realm that is locked down', () => {
  it.each(Object.entries(LIBRARY_USES))('%s works', async (_name, { use, gives }) => {
    expect(await use()).toEqual(gives)
  })
})

describe('a locked realm', () => {
  it('leaves the form of stacks to whoever had it', () => {
    expect(new Error('x').stack).toBe('Error: x in some frames')
  })
})
