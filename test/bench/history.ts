import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pruner } from '#electron/app/pruner.ts'
import { Standings } from '#electron/rpc/conclusions/standing.ts'
import { conclusionsFeature } from '#electron/rpc/features/conclusions.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { RetentionPolicy } from '#shared/contract/retention.ts'
import type { RunFilter } from '#shared/contract/runs.ts'
import { type Figure, figure, longestTurn, timesOf } from './measure.ts'
import { seedHistory } from './seed-history.ts'

const RUNS = 100_000
const TARGET_MS = 100
const HELD_MS = 50
/** Of what takes seconds. */
const FEW = { runs: 5, warmUp: 1 }
/** Made once and kept, as it takes minutes. */
const FOLDER = join(tmpdir(), `ergo-bench-history-${RUNS}`)

/** Answers of a store with 100 000 runs of 12 nodes. */
export async function historyFigures(): Promise<Figure[]> {
  const made = existsSync(join(FOLDER, 'ergo.db'))
  const store = openStore({ dataDir: FOLDER })
  if (!made) await seedHistory(store, RUNS)
  const figures: Figure[] = []
  for (const [name, ask] of Object.entries(questions(store)))
    figures.push(figure(name, await timesOf(ask, { runs: 30, warmUp: 3 }), 'ms', 1, { target: TARGET_MS }))
  figures.push(...(await wholeFigures(store)))
  store.close()
  return figures
}

/** What goes over the whole history: how long it takes, and how long that holds the main thread up. */
async function wholeFigures(store: Store): Promise<Figure[]> {
  const pruner = new Pruner(FOLDER)
  const policy = RetentionPolicy.parse({ keepRuns: RUNS / 2 })
  const held = { target: HELD_MS, note: 'processor time of its longest turn' }
  const turns = async (ask: () => Promise<unknown>): Promise<number[]> => {
    const times: number[] = []
    for (let i = 0; i < FEW.runs + FEW.warmUp; i++) times.push(await longestTurn(ask))
    return times.slice(FEW.warmUp)
  }
  return [
    figure(
      'what a policy would delete',
      await timesOf(() => store.retention.plan(policy, 2e12), FEW),
      'ms',
      1,
    ),
    figure('main thread while a plan is made', await turns(() => pruner.plan(policy)), 'ms', 1, held),
    figure('main thread while usage is asked', await turns(() => pruner.usage()), 'ms', 1, held),
  ]
}

function questions(store: Store): Record<string, () => unknown> {
  const chainId = store.chains.list({}, { limit: 1 }).items[0]?.id
  const list = (filter: RunFilter, cursor?: string) => () => store.runs.list(filter, { limit: 50, cursor })
  const one = ExecutionId.parse('run-50000')
  const hundred = store.runs.list({}, { limit: 100 }).items.map((run) => run.id)
  const standings = new Standings(store)
  const ledger = conclusionsFeature({ store, standings })
  return {
    'first page': list({}),
    'a page in the middle': list({}, '50000'),
    'of a chain': list({ chainId }),
    'failed, of a chain': list({ chainId, status: ['failed'] }),
    'of two statuses': list({ status: ['failed', 'cancelled'] }),
    'of a status that none has': list({ status: ['interrupted'] }),
    'of a time long ago': list({ since: 1.7e12, until: 1.7e12 + 1e6 }),
    'with a word that all have': list({ text: 'sample' }),
    'with a rare word': list({ text: 'quartzy6' }),
    'with words that begin so': list({ text: 'fel 2' }),
    'with a word that all have, failed, of a chain': list({ text: 'sample', chainId, status: ['failed'] }),
    'with a word that all have, of a status that none has': list({ text: 'sample', status: ['interrupted'] }),
    'with a word that all have, long ago': list({ text: 'sample', since: 1.7e12, until: 1.7e12 + 1e6 }),
    'with a word that all have, in conclusions': list({ text: 'sample', textIn: ['conclusions'] }),
    'starred, of which there are none': list({ starred: true }),
    'of a trigger that none has': list({ trigger: ['imported'] }),
    'that took longer than any': list({ minDurationMs: 1e6 }),
    'open one': () => [store.runs.get(one), store.runs.load(one)],
    'chains with their last run': () => store.chains.list({}, { limit: 50 }),
    conclusions: () => store.conclusions.list({}, { limit: 50 }),
    'conclusions with a word': () => store.conclusions.list({ search: 'feldspar' }, { limit: 50 }),
    'conclusions with how they stand': () => ledger.list({ limit: 50 }, { signal: undefined }),
    'provenance of a conclusion': () => standings.of('c50000'),
    'a node over past runs': () => chainId && store.runs.times.ofNode(chainId, 'node_3', 100),
    'all nodes over past runs': () => chainId && store.runs.times.ofChain(chainId),
    'what 100 runs take': () => store.runs.measure(hundred),
    'what the data folder takes': () => store.retention.usage(),
    'latest results of a chain': () => chainId && store.runs.latestResults(chainId),
  }
}
