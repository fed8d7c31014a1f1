import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { projectRoot } from '#electron/app/project-root.ts'
import { isRunFile, openRunFile } from '#electron/portable/container.ts'
import { documentIn, takeRun } from '#electron/portable/read.ts'
import { writeRun } from '#electron/portable/write.ts'
import { openStore } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import { defaultDataFolder } from '../app/data-folder.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { Context } from './options.ts'
import { findRun, unknownRun, withStore } from './past.ts'

/** `ergo export-run`: a past run in one file that opens on another machine. Errors: `usage`, `file_exists`, those of `writeRun`. */
export async function exportRun(
  { terminal, dataDir }: Context,
  execution: string,
  file: string,
  force: boolean,
): Promise<ExitCode> {
  const path = resolve(file)
  if (!force && existsSync(path))
    fail('file_exists', `There is a file ${path} already: say --force to write over it.`)
  const redacted = await withStore(dataDir, (store) => writeRun(store, findRun(store, execution), path))
  if (!redacted) return unknownRun(execution)
  terminal.out(`${terminal.style('green', '✔')} ${file}`)
  if (redacted.length > 0) terminal.out(`  Left out, as it may be secret: ${redacted.join(', ')}.`)
  return EXIT.ok
}

/** `ergo import-run`: takes run files into the history. Errors: those of `takeRun`. */
export async function importRuns(
  { terminal, dataDir }: Context,
  files: readonly string[],
): Promise<ExitCode> {
  const store = openStore({ dataDir: resolve(dataDir ?? defaultDataFolder()), role: 'command' })
  try {
    for (const file of files) terminal.out(`${await takeRun(store, resolve(file))}  ${file}`)
    return EXIT.ok
  } finally {
    store.close()
  }
}

/**
 * `ergo open`: the window on a file. A run's is looked at in a data folder of its own that is gone afterwards, unless one is
 * named: nothing of one's own is touched. Errors: `file_missing`, those of a run file.
 */
export async function openFile(
  { terminal, dataDir }: Context,
  file: string,
  flags: { readonly browser?: true },
): Promise<ExitCode> {
  const path = resolve(file)
  if (!existsSync(path)) fail('file_missing', `There is no file ${path}.`)
  const isRun = isRunFile(path) || path.endsWith('.ergorun')
  if (isRun) check(path)
  const own = isRun && dataDir === undefined ? await mkdtemp(join(tmpdir(), 'ergo-open-')) : undefined
  const folder = own ?? (dataDir === undefined ? undefined : resolve(dataDir))
  try {
    if (own) terminal.out('The run opens in a data folder of its own, which is gone when the window closes.')
    return await openWindow([
      ...(flags.browser ? ['--browser'] : []),
      ...(folder === undefined ? [] : ['--data-dir', folder]),
      path,
    ])
  } finally {
    if (own) await rm(own, { recursive: true, force: true })
  }
}

/** Says at once what is wrong with a run file, before a window opens. */
function check(path: string): void {
  const file = openRunFile(path)
  try {
    documentIn(file, path)
  } finally {
    file.close()
  }
}

/** The same as `npm start` with these arguments. */
async function openWindow(args: readonly string[]): Promise<ExitCode> {
  const start = join(projectRoot(), 'electron/start.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', start, ...args], {
    stdio: 'inherit',
  })
  // Ctrl-C reaches the window too, which ends; this process only stays until it has.
  const stay = (): void => {}
  process.on('SIGINT', stay)
  try {
    const code = await new Promise<number | null>((ended, broken) => {
      child.on('exit', ended)
      child.on('error', broken)
    })
    return code === 0 || code === null ? EXIT.ok : EXIT.failed
  } finally {
    process.off('SIGINT', stay)
  }
}
