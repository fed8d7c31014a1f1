import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fail } from '#shared/base/errors.ts'
import { defaultDataFolder } from './data-folder.ts'

/** What the shells with a window may be started with. */
export interface ShellOptions {
  readonly dataDir: string
  /** Of the browser shell; 0 takes a free one. */
  readonly port: number
  /** Whether to open the browser. */
  readonly open: boolean
  /** Chain files to open, absolute. */
  readonly files: readonly string[]
}

export const USAGE = 'Usage: [--data-dir FOLDER] [--port N] [--open] [FILE…]'

/** Reads a shell's arguments. Error: `usage`. */
export function shellOptions(args: readonly string[]): ShellOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string', default: '0' },
        open: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!/^\d+$/.test(values.port) || port > 65_535)
      fail('usage', `"${values.port}" is no port: it takes a number from 0 to 65535.`)
    const dataDir = values['data-dir']
    // An empty path would be the current folder.
    if (dataDir === '') fail('usage', `--data-dir takes a folder. ${USAGE}`)
    return {
      dataDir: dataDir === undefined ? defaultDataFolder() : resolve(dataDir),
      port,
      open: values.open,
      files: positionals.map((path) => resolve(path)),
    }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    return fail('usage', `${thrown.message} ${USAGE}`)
  }
}
