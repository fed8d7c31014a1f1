import { EXIT, type ExitCode } from './exit.ts'
import { dateTime, textTable } from './format.ts'
import { upTo } from './history.ts'
import type { Context, JsonFlag } from './options.ts'
import { withStore } from './past.ts'

/** `ergo chains`: the chains of the data folder, the one that changed last first. */
export async function listChains(
  { terminal, dataDir }: Context,
  flags: JsonFlag & { readonly text?: string },
): Promise<ExitCode> {
  const search = flags.text === undefined ? {} : { search: flags.text }
  const chains =
    (await withStore(dataDir, (store) =>
      upTo(Number.POSITIVE_INFINITY, (paging) => store.chains.list(search, paging)),
    )) ?? []
  if (flags.json) terminal.out(JSON.stringify(chains))
  else if (chains.length === 0) terminal.out('No chains.')
  else {
    const rows = chains.map(({ id, name, nodeCount, updatedAt, lastRun, path }) => [
      id,
      name,
      nodeCount,
      dateTime(updatedAt),
      lastRun ? `${lastRun.status} ${dateTime(lastRun.startedAt)}` : 'never',
      path ?? '',
    ])
    terminal.lines(textTable(['chain', 'name', 'nodes', 'changed', 'last run', 'file'], rows))
  }
  return EXIT.ok
}
