import { describe, expect, it } from 'vitest'
import { lockRealm } from '#electron/sandbox/lockdown.ts'

lockRealm()
const { LIBRARY_USES } = await import('../sandbox/libraries.ts')

describe('loaded into a realm that is locked down', () => {
  it.each(Object.entries(LIBRARY_USES))('%s works', async (_name, { use, gives }) => {
    expect(await use()).toEqual(gives)
  })
})
