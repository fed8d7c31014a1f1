import { describe, expect, it } from 'vitest'
import { lockRealm, placeOf } from '#electron/sandbox/lockdown.ts'
import { LIBRARY_USES } from '../sandbox/libraries.ts'

lockRealm()

describe('loaded before the realm is locked down', () => {
  it.each(Object.entries(LIBRARY_USES))('%s works', async (_name, { use, gives }) => {
    expect(await use()).toEqual(gives)
  })
})

describe('a locked realm', () => {
  it('is locked once, however often it is asked', () => {
    lockRealm()
    expect(Object.isFrozen(Object.prototype)).toBe(true)
    expect(Object.isFrozen(Array.prototype.push)).toBe(true)
  })

  it('keeps the stacks of host errors', () => {
    const error = new Error('a bug')
    expect(error.stack).toMatch(/a bug\n\s+at .*lockdown-after\.test\.ts/)
    expect(placeOf(error)).toBeUndefined()
    expect(placeOf('text')).toBeUndefined()
    expect(placeOf({})).toBeUndefined()
  })

  it('lets the host make its own errors, classes and functions', () => {
    class Own extends Error {
      override readonly name = 'Own'
    }
    expect(String(new Own('x'))).toBe('Own: x')
    expect(new Function('return 1')()).toBe(1)
  })
  it.each(['constructor', 'valueOf', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'lets a record have a field called %s',
    (name) => {
      const record: Record<string, unknown> = {}
      record[name] = 1
      expect(Object.entries(record)).toEqual([[name, 1]])
      expect(() => {
        ;(Object.prototype as unknown as Record<string, unknown>)[name] = 1
      }).toThrow(TypeError)
    },
  )

  it('hardens what overridable properties hold', () => {
    expect(Object.isFrozen(Object.prototype.valueOf)).toBe(true)
    expect(Object.isFrozen(Error.prototype.constructor)).toBe(true)
  })
})
