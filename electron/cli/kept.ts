import type { Store } from '#electron/store/store.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { bytes } from './format.ts'
import type { Context } from './options.ts'
import { findRun, unknownRun, withStore } from './past.ts'

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`)

/** `ergo star`. Error: `usage`. */
export async function starRuns(
  { terminal, dataDir }: Context,
  executions: readonly string[],
  starred: boolean,
): Promise<ExitCode> {
  await inStore(dataDir, executions, (store) => {
    for (const execution of executions) store.runs.star(findRun(store, execution), starred)
  })
  terminal.out(
    `${terminal.style('green', '✔')} ${runs(executions.length)} ${starred ? 'starred' : 'no longer starred'}`,
  )
  return EXIT.ok
}

/** `ergo delete`. Error: `usage`. */
export async function deleteRuns(
  { terminal, dataDir }: Context,
  executions: readonly string[],
  yes: boolean,
): Promise<ExitCode> {
  await inStore(dataDir, executions, (store) => {
    const ids = executions.map((execution) => findRun(store, execution))
    const { runs: count, starred, running, bytes: size } = store.runs.measure(ids)
    const what = `${runs(count)}, about ${bytes(size)}${starred > 0 ? `, ${starred} of them starred` : ''}`
    if (!yes) terminal.out(`This would delete ${what}. Say --yes to do it; it can’t be undone.`)
    else {
      store.maintenance.deleteRuns(ids)
      store.maintenance.sweep()
      terminal.out(`${terminal.style('green', '✔')} Deleted ${what}.`)
    }
    if (running > 0) terminal.err(`ergo: ${runs(running)} still running: left.`)
  })
  return EXIT.ok
}

async function inStore(
  dataDir: string | undefined,
  executions: readonly string[],
  use: (store: Store) => void,
): Promise<void> {
  const done = await withStore(dataDir, (store) => {
    use(store)
    return true
  })
  if (!done) unknownRun(executions[0] ?? '')
}
