import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { place } from '#electron/data/place.ts'
import { makeWorld } from '../data/world.ts'

const world = makeWorld()
/** What the next calls are refused with, by name. */
const refused = vi.hoisted(() => new Map<string, string>())

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const once =
    <Args extends unknown[], Out>(name: string, call: (...args: Args) => Promise<Out>) =>
    async (...args: Args): Promise<Out> => {
      const code = refused.get(name)
      refused.delete(name)
      if (code) throw Object.assign(new Error(code), { code })
      return call(...args)
    }
  return {
    ...real,
    rename: once('rename', real.rename),
    link: once('link', real.link),
    copyFile: once('copyFile', real.copyFile),
  }
})
afterEach(() => refused.clear())

const text = (name: string): string => readFileSync(world.path(name), 'utf8')

describe('putting a file in its place', () => {
  it('works from another disk', async () => {
    refused.set('rename', 'EXDEV')
    await place(world.file('from', 'content'), world.path('sub/to'))
    expect(text('sub/to')).toBe('content')
    expect(existsSync(world.path('from'))).toBe(false)
    expect(readdirSync(world.path('sub'))).toEqual(['to'])
  })

  it('from another disk leaves nothing when it fails', async () => {
    refused.set('rename', 'EXDEV')
    refused.set('copyFile', 'ENOSPC')
    await expect(place(world.file('from', 'content'), world.path('full/to'))).rejects.toThrow('ENOSPC')
    expect(readdirSync(world.path('full'))).toEqual([])
  })

  it('works where there are no links, and overwrites nothing there either', async () => {
    refused.set('link', 'EPERM')
    await place(world.file('from', 'content'), world.path('plain'), { overwrite: false })
    expect(text('plain')).toBe('content')
    refused.set('link', 'EPERM')
    await expect(
      place(world.file('from', 'other'), world.path('plain'), { overwrite: false }),
    ).rejects.toMatchObject({ code: 'EEXIST' })
    expect(text('plain')).toBe('content')
  })

  it('says what else is wrong', async () => {
    refused.set('rename', 'EACCES')
    await expect(place(world.file('from', 'x'), world.path('to'))).rejects.toThrow('EACCES')
  })
})
