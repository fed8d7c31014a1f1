import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultDataFolder } from '#electron/app/data-folder.ts'
import { shellOptions } from '#electron/app/shell-options.ts'

describe('a shell’s arguments', () => {
  it('may be left out', () => {
    expect(shellOptions([])).toEqual({ dataDir: defaultDataFolder(), port: 0, open: false, files: [] })
  })

  it('name a folder, a port and files', () => {
    expect(shellOptions(['--port', '8080', '--open', '--data-dir', 'here', 'a.ergo.json'])).toEqual({
      dataDir: resolve('here'),
      port: 8080,
      open: true,
      files: [resolve('a.ergo.json')],
    })
  })

  it.each([
    ['--port', '-1'],
    ['--port=x'],
    ['--port=70000'],
    ['--what'],
    ['--port'],
    ['--data-dir'],
    ['--data-dir', ''],
    ['--data-dir='],
  ])('are refused with the reason: %s %s', (...args) => {
    expect(() => shellOptions(args.filter((each) => each !== undefined))).toThrow(
      expect.objectContaining({ code: 'usage' }),
    )
  })
})
