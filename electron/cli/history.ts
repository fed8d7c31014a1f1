import { resolve } from 'node:path'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { ChainId } from '#shared/base/ids.ts'
import type { Page } from '#shared/contract/base.ts'
import type { RunFilter, RunSummary } from '#shared/contract/runs.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { dateTime, duration, textTable } from './format.ts'
import type { Context, HistoryFlags } from './options.ts'
import { withStore } from './past.ts'

const PAGE = 500

/** `ergo history`: past runs, newest first. */
export async function listHistory({ terminal, dataDir }: Context, flags: HistoryFlags): Promise<ExitCode> {
  const runs = (await withStore(dataDir, (store) => find(store, flags))) ?? []
  if (flags.json) terminal.out(JSON.stringify(runs))
  else if (runs.length === 0) terminal.out('No runs.')
  else
    terminal.lines(textTable(['run', 'started', 'took', 'status', 'nodes', 'chain', 'error'], runs.map(row)))
  return EXIT.ok
}

const row = ({ id, startedAt, durationMs, status, counts, chainName, error }: RunSummary): string[] => [
  id,
  dateTime(startedAt),
  durationMs === null ? '' : duration(durationMs),
  status,
  `${counts.completed}/${counts.total}`,
  chainName,
  error?.message ?? '',
]

function find(store: Store, flags: HistoryFlags): RunSummary[] {
  const filter: RunFilter = {
    ...(flags.status ? { status: [flags.status] } : {}),
    ...(flags.trigger ? { trigger: [flags.trigger] } : {}),
    ...(flags.starred ? { starred: true } : {}),
    ...(flags.since === undefined ? {} : { since: flags.since }),
    ...(flags.until === undefined ? {} : { until: flags.until }),
    ...(flags.longer === undefined ? {} : { minDurationMs: flags.longer }),
    ...(flags.shorter === undefined ? {} : { maxDurationMs: flags.shorter }),
    ...(flags.text === undefined ? {} : { text: flags.text }),
    ...(flags.in ? { textIn: [flags.in] } : {}),
  }
  if (flags.chain === undefined) return upTo(flags.limit, (paging) => store.runs.list(filter, paging))
  return chainsCalled(store, flags.chain)
    .flatMap((chainId) => upTo(flags.limit, (paging) => store.runs.list({ ...filter, chainId }, paging)))
    .sort((a, b) => b.startedAt - a.startedAt)
    .slice(0, flags.limit)
}

/** The first items of a list that is read page by page. */
export function upTo<Item>(
  limit: number,
  list: (paging: { cursor?: string; limit: number }) => Page<Item>,
): Item[] {
  const items: Item[] = []
  let cursor: string | undefined
  while (items.length < limit) {
    const page = list({ limit: Math.min(PAGE, limit - items.length), ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  return items
}

/** The chains that a person means by an id, a file or a name. Several can have one name. Error: `usage`. */
export function chainsCalled(store: Store, text: string): ChainId[] {
  const byId = chainById(store, text)
  if (byId) return [byId]
  const byPath = store.chains.findByPath(resolve(text))
  if (byPath) return [byPath.id]
  const named = upTo(Number.POSITIVE_INFINITY, (paging) => store.chains.list({ search: text }, paging))
    .filter((chain) => chain.name.toLowerCase() === text.toLowerCase())
    .map((chain) => chain.id)
  return named.length > 0
    ? named
    : fail('usage', `There is no chain with the id, file or name "${text}". See: ergo chains`)
}

function chainById(store: Store, id: string): ChainId | null {
  if (id === '') return null
  try {
    return store.chains.summary(ChainId.parse(id)).id
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.code === 'chain_missing') return null
    throw thrown
  }
}
