import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pruner } from '#electron/app/pruner.ts'
import { Standings } from '#electron/rpc/conclusions/standing.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Client } from '#shared/contract/index.ts'
import { RetentionPolicy } from '#shared/contract/retention.ts'
import type { RunFilter } from '#shared/contract/runs.ts'
import { follow, openTestWindow } from '../support/window.ts'
import { type Figure, figure, longestTurn, timesOf } from './measure.ts'
import { seedHistory } from './seed-history.ts'

const RUNS = 100_000
const TARGET_MS = 100
const HELD_MS = 50
/** Of what takes seconds. */
const FEW = { runs: 5, warmUp: 1 }
/** Made once and kept, as it takes minutes. */
const FOLDER = join(tmpdir(), `ergo-bench-history-${RUNS}`)

/** Answers about 100 000 runs of 12 nodes, as a window gets them through the contract; some that only the store gives. */
export async function historyFigures(): Promise<Figure[]> {
  const made = existsSync(join(FOLDER, 'ergo.db'))
  if (!made) await seeded()
  const window = await openTestWindow(FOLDER)
  const store = openStore({ dataDir: FOLDER })
  const figures: Figure[] = []
  for (const [name, ask] of Object.entries({ ...(await asked(window.client)), ...atStore(store) }))
    figures.push(
      figure(name, await timesOf(ask, { runs: 30, warmUp: 3 }), 'ms', 1, { target: TARGET_MS, tail: true }),
    )
  figures.push(...(await wholeFigures(store)))
  store.close()
  await window.stop()
  return figures
}

async function seeded(): Promise<void> {
  const store = openStore({ dataDir: FOLDER })
  await seedHistory(store, RUNS)
  store.close()
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

/** As a window asks: through the contract and its transport. */
async function asked(client: Client): Promise<Record<string, () => Promise<unknown>>> {
  const chainId = (await client.chains.list({ limit: 1 })).items[0]?.id
  const executionId = ExecutionId.parse('run-50000')
  const list = (filter: RunFilter, cursor?: string) => () =>
    client.runs.list({ ...filter, limit: 50, cursor })
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
    'open one, with all its events': async () => [
      await client.runs.get({ executionId }),
      await follow(client, executionId),
    ],
    'chains with their last run': () => client.chains.list({ limit: 50 }),
    'conclusions with how they stand': () => client.conclusions.list({ limit: 50 }),
    'conclusions with a word': () => client.conclusions.list({ search: 'feldspar', limit: 50 }),
    ...(chainId && {
      'a node over past runs': () => client.statistics.node({ chainId, nodeId: 'node_3', limit: 100 }),
      'all nodes over past runs': () => client.statistics.chain({ chainId }),
    }),
  }
}

/** What only the store is asked. */
function atStore(store: Store): Record<string, () => unknown> {
  const chainId = store.chains.list({}, { limit: 1 }).items[0]?.id
  const hundred = store.runs.list({}, { limit: 100 }).items.map((run) => run.id)
  const standings = new Standings(store)
  return {
    'provenance of a conclusion': () => standings.of('c50000'),
    'what 100 runs take': () => store.runs.measure(hundred),
    'what the data folder takes': () => store.retention.usage(),
    'latest results of a chain': () => chainId && store.runs.latestResults(chainId),
  }
}
