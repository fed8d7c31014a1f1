import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { makeServices } from '#electron/app/services.ts'
import { ResultCache } from '#electron/engine/cache.ts'
import { Engine } from '#electron/engine/engine.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import { implementations } from '#electron/operations/index.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { planChain } from '#shared/run/plan.ts'
import { type Figure, figure, quantile } from './measure.ts'

const ROWS = 1_000_000
const STEPS = ['read', 'filter', 'derive', 'group', 'sort'] as const
type Step = (typeof STEPS)[number]
type Times = Record<Step | 'whole', number>

/** The chain whose steps {@link SQL} does too. */
const chainOver = (path: string): Chain => {
  const table = (id: Step, operation: string, config: object) => ({
    id,
    type: 'TRANSFORM',
    operation,
    config,
  })
  return Chain.parse({
    name: 'CSV',
    nodes: [
      { id: 'read', type: 'DATA_INPUT', operation: 'file', config: { path } },
      table('filter', 'filterRows', { conditions: [{ column: 'x', operator: 'gt', value: 0 }] }),
      table('derive', 'derive', { columns: [{ name: 'z', sql: 'x * y + 1' }] }),
      table('group', 'group', { by: ['grp'], values: [{ of: 'count' }, { of: 'mean', column: 'z' }] }),
      table('sort', 'sort', { by: [{ column: 'mean_z', descending: true }] }),
    ],
    edges: STEPS.slice(1).map((target, i) => ({ id: target, source: STEPS[i], target })),
  })
}

const SQL: Record<Step, (path: string) => string> = {
  read: (path) => `CREATE TABLE t_read AS FROM read_csv('${path}')`,
  filter: () => 'CREATE TABLE t_filter AS SELECT * FROM t_read WHERE x > 0',
  derive: () => 'CREATE TABLE t_derive AS SELECT *, x * y + 1 AS z FROM t_filter',
  group: () =>
    'CREATE TABLE t_group AS SELECT grp, count(*) AS count, avg(z) AS mean_z FROM t_derive GROUP BY grp',
  sort: () => 'CREATE TABLE t_sort AS SELECT * FROM t_group ORDER BY mean_z DESC',
}

const noTimes = (): Times => ({ read: 0, filter: 0, derive: 0, group: 0, sort: 0, whole: 0 })

/** A file as an instrument might write it: integers, groups, two measured values and a date. */
async function makeFile(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (
    SELECT i AS id, 'g' || (i * 7919 % 100) AS grp, round(sin(i) * 100, 4) AS x, round(cos(i) * 50, 4) AS y,
      DATE '2020-01-01' + (i % 1000)::INTEGER AS d
    FROM range(${ROWS}) AS r(i)) TO '${path}'`)
  connection.closeSync()
  instance.closeSync()
}

async function direct(path: string): Promise<Times> {
  const times = noTimes()
  const begin = performance.now()
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const step of STEPS) {
    const start = performance.now()
    await connection.run(SQL[step](path))
    times[step] = performance.now() - start
  }
  times.whole = performance.now() - begin
  connection.closeSync()
  instance.closeSync()
  return times
}

function chained(path: string, folder: string): () => Promise<Times> {
  const servicesFor = makeServices({
    scratch: join(folder, 'scratch'),
    environment: {},
    script: () => {
      throw new Error('No scripts here.')
    },
    runScript: () => {
      throw new Error('No scripts here.')
    },
  })
  const engine = new Engine(new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor }))
  const plan = planChain(chainOver(path), registry)
  let runs = 0
  return async () => {
    runs += 1
    const times = noTimes()
    const begin = performance.now()
    const request = { executionId: ExecutionId.parse(`csv-${runs}`), plan, inputs: {}, folders: [folder] }
    const state = await engine.start(request, (event) => {
      // The engine frees the run's tables before it ends, which is no part of what is compared.
      if (event.type === 'node-finished') times.whole = performance.now() - begin
    }).done
    for (const step of STEPS) {
      const node = state.nodes.get(step)
      if (node?.status !== 'completed') throw new Error(`${step}: ${node?.result?.error?.message}`)
      times[step] = node.result?.durationMs ?? Number.NaN
    }
    return times
  }
}

/** A CSV file of a million rows read, filtered, derived, grouped and sorted by operations, against the same SQL in DuckDB. */
export async function csvFigures(runs = 30, warmUp = 3): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-bench-'))
  try {
    const path = join(folder, 'million.csv')
    await makeFile(path)
    const chain = chained(path, folder)
    const ours: Times[] = []
    const theirs: Times[] = []
    // Turn by turn, so that whatever else the machine does weighs on both.
    for (let i = -warmUp; i < runs; i++) {
      const [own, plain] = [await chain(), await direct(path)]
      if (i >= 0) {
        ours.push(own)
        theirs.push(plain)
      }
    }
    const ratio = median(ours, 'whole') / median(theirs, 'whole')
    const steps = (['whole', ...STEPS] as const).flatMap((step) => [
      figure(
        `${step}: operations`,
        ours.map((times) => times[step]),
        'ms',
        1,
      ),
      figure(
        `${step}: DuckDB directly`,
        theirs.map((times) => times[step]),
        'ms',
        1,
      ),
    ])
    return [{ name: 'whole: ratio', median: ratio, p95: ratio, unit: '×', runs, target: 1.3 }, ...steps]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (times: readonly Times[], step: Step | 'whole'): number =>
  quantile(
    times.map((one) => one[step]),
    0.5,
  )
