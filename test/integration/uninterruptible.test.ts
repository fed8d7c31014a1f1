import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareChain } from '#electron/app/prepare.ts'
import { openRunners } from '#electron/app/runners.ts'
import { type App, openApp } from '#electron/app.ts'
import { Engine } from '#electron/engine/engine.ts'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { RunState } from '#shared/run/state.ts'
import { ends } from '../engine/harness.ts'
import { folderFor, scratchFolder, startErgo } from '../support/ergo.ts'
import { descendants, isThere } from '../support/processes.ts'

/** Work that nothing but the end of its process can stop: neither a thread's end nor DuckDB's or SQLite's own interrupt. */
const SQL: Record<string, string> = {
  'a distance of long texts': "SELECT levenshtein(repeat('ab', 400000), repeat('ba', 400000)) AS n FROM f",
  'a lambda over a long list': 'SELECT list_sum(list_transform(range(200000000), x -> x % 7)) AS n FROM f',
}
/** Work that DuckDB does interrupt. */
const HEEDED: Record<string, string> = {
  'a cross join': 'SELECT count(*) AS n FROM range(100000000) a, range(100000000) b, f',
  'an endless recursion':
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
  'a slow expression in SQL':
    "SELECT count(*) AS n FROM range(1000000000) t(i) WHERE regexp_matches(repeat('a', 500) || i::VARCHAR, '(a+)+(b|c)*d')",
}
const JS: Record<string, string> = {
  'a search of an endless list': 'Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)',
  'a list of what never ends': '[...(function* () { for (;;) yield 1 })()].length',
  'an exploding pattern': "/^(a+)+$/.test('a'.repeat(50) + '!')",
}

/** The machine may be busy. */
const PATIENT = { timeout: 50_000 }

const folder = folderFor('endless')
let app: App
beforeAll(async () => {
  writeFileSync(join(folder.path, 's.csv'), 'name,mass\na,1\nb,2\nc,3\n')
  new Database(join(folder.path, 'd.sqlite')).exec('CREATE TABLE t (x)').close()
  app = await openApp({ dataDir: folder.path, save: false, runners: 1 })
})
afterAll(async () => {
  await app.close()
  folder.remove()
})

type Part = Record<string, unknown>
const file = { id: 'f', type: 'DATA_INPUT', operation: 'file', config: { path: 's.csv' } }
const sql = (text: string): Part => ({
  id: 'bad',
  type: 'TRANSFORM',
  operation: 'sql',
  config: { sql: text },
})
const expression = (text: string): Part => ({
  id: 'bad',
  type: 'CALCULATE',
  operation: 'expression',
  config: { expression: text },
})
const query = (text: string): Part => ({
  id: 'bad',
  type: 'DATA_INPUT',
  operation: 'database',
  config: { path: 'd.sqlite', by: 'sql', sql: text },
})
const ENDLESS_SQLITE = 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t'

/** A table, the node, and two nodes on the table after it. */
function chain(bad: Part, policy: Part): Part {
  return {
    format: 'ergo.chain',
    version: 1,
    name: 'Endless',
    nodes: [
      file,
      { ...bad, policy },
      { id: 'heavy', type: 'TRANSFORM', operation: 'filterRows', config: { sql: 'mass > 1' } },
      { id: 'out', type: 'OUTPUT', operation: 'return' },
    ],
    edges: [
      ...(bad.type === 'TRANSFORM' ? [{ id: '1', source: 'f', target: 'bad' }] : []),
      { id: '2', source: 'f', target: 'heavy' },
      { id: '3', source: 'heavy', target: 'out' },
    ],
  }
}

const run = (document: Part): Promise<RunState> =>
  app.startRun(app.prepare(Chain.parse(document), join(folder.path, 'c.ergo.json')), {
    inputs: {},
    trigger: 'command',
  }).done

const ROWS = [
  { name: 'b', mass: 2 },
  { name: 'c', mass: 3 },
]
const BAD: [string, Part][] = [
  ...Object.entries({ ...SQL, ...HEEDED }).map(([name, text]): [string, Part] => [name, sql(text)]),
  ...Object.entries(JS).map(([name, text]): [string, Part] => [name, expression(text)]),
  ['an endless SELECT of SQLite', query(ENDLESS_SQLITE)],
]

describe('what can not be interrupted', () => {
  it.each(BAD)('%s ends at its timeout; the run goes on with the tables that were there', async (_, bad) => {
    const state = await run(chain(bad, { timeoutMs: 300 }))
    expect(ends(state)).toEqual({
      f: 'completed',
      bad: 'failed timeout',
      heavy: 'completed',
      out: 'completed',
    })
    expect(state.nodes.get('out')?.result?.value).toEqual({ kind: 'json', json: { heavy: ROWS } })
    // At most the runner that goes on and one that stands by; none is left at work.
    await expect.poll(() => descendants(process.pid).length, PATIENT).toBeLessThanOrEqual(2)
  })

  it.each(BAD)('%s is cancelled', async (_, bad) => {
    const handle = app.startRun(app.prepare(Chain.parse(chain(bad, {})), join(folder.path, 'c.ergo.json')), {
      inputs: {},
      trigger: 'command',
    })
    await expect
      .poll(() => handle.state.nodes.get('bad')?.status, { ...PATIENT, interval: 5 })
      .toBe('running')
    handle.cancel()
    const state = await handle.done
    expect(state.status).toBe('cancelled')
    expect(state.nodes.get('f')?.status).toBe('completed')
    expect(state.nodes.get('bad')?.status).toBe('cancelled')
  })

  it.each([
    ['a text in more pieces than a list can have', "'ab'.repeat(2 ** 27).split('').length"],
    ['a sort of an endless list', 'Array.prototype.sort.call({ length: 2 ** 53 - 1 })'],
  ])('%s, which ends its process, fails its node alone', async (_, text) => {
    const state = await run(chain(expression(text), { timeoutMs: 30_000 }))
    expect(ends(state)).toEqual({
      f: 'completed',
      bad: 'failed out_of_memory',
      heavy: 'completed',
      out: 'completed',
    })
  })

  it('a node may use up its memory right after a query was given up', async () => {
    const small = openRunners(
      { blobDir: folder.path, scratch: folder.path, dataDir: null },
      { capacity: 1, onFault: () => {}, memoryMb: 128 },
    )
    const document = chain(sql(HEEDED['a cross join'] ?? ''), { timeoutMs: 200 })
    const bomb = expression('(() => { const x = []; for (;;) x.push(new Array(100000).fill(1.5)) })()')
    const nodes = [...(document.nodes as Part[]), { ...bomb, id: 'bomb' }]
    const { plan } = prepareChain(Chain.parse({ ...document, nodes }), undefined, folder.path)
    const state = await new Engine(small).start(
      { executionId: ExecutionId.parse('bomb'), plan, inputs: {}, folders: [folder.path] },
      () => {},
    ).done
    await small.close()
    expect(ends(state)).toMatchObject({
      bad: 'failed timeout',
      bomb: 'failed out_of_memory',
      out: 'completed',
    })
  })
})

it('a script that heeds no end fails at its timeout, and the rest goes on in another runner', async () => {
  const data = folderFor('scripts')
  const store = openStore({ dataDir: data.path })
  const code = 'return Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)'
  store.scripts.save({ name: 'endless', code, description: '', tags: [], parameters: [], timeoutMs: 150 })
  const small = openRunners(
    { blobDir: data.path, scratch: data.path, dataDir: data.path },
    { capacity: 1, onFault: () => {} },
  )
  const others = descendants(process.pid)
  await small.warm()
  const before = descendants(process.pid).filter((pid) => !others.includes(pid))
  const script = { type: 'TRANSFORM', operation: 'script', config: { script: 'endless' } }
  const { plan } = prepareChain(
    Chain.parse({
      name: 'Script',
      nodes: [
        { ...script, id: 'a' },
        { id: 'b', type: 'CALCULATE', operation: 'expression', config: { expression: '1 + 1' } },
        { ...script, id: 'c' },
      ],
    }),
    undefined,
    data.path,
  )
  const state = await new Engine(small).start(
    { executionId: ExecutionId.parse('script'), plan, inputs: {}, folders: [] },
    () => {},
  ).done
  expect(ends(state)).toEqual({ a: 'failed timeout', b: 'completed', c: 'failed timeout' })
  // Each script took its runner with it: at most one is left, which stands by.
  expect(before).toHaveLength(1)
  await expect.poll(() => before.some(isThere), PATIENT).toBe(false)
  await expect
    .poll(() => descendants(process.pid).filter((pid) => !others.includes(pid)).length, PATIENT)
    .toBeLessThanOrEqual(1)
  await small.close()
  store.close()
  data.remove()
})

const scoreOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8'))

it.runIf(process.platform === 'linux')('where memory runs out, the system ends a runner first', async () => {
  await app.ready
  await expect
    .poll(() => Math.min(...descendants(process.pid).map(scoreOf)), PATIENT)
    .toBeGreaterThanOrEqual(500)
})

describe('the command', () => {
  const write = (bad: Part, policy: Part): string => {
    const at = scratchFolder()
    writeFileSync(join(at, 's.csv'), 'name,mass\na,1\n')
    const path = join(at, 'c.ergo.json')
    writeFileSync(path, JSON.stringify(chain(bad, policy)))
    return path
  }
  const endless = sql(SQL['a distance of long texts'] ?? '')

  it('ends by itself after such a node, with its own exit code and nothing left behind', async () => {
    const command = startErgo(['run', '--no-save', '--json', write(endless, { timeoutMs: 300 })])
    const { code, stdout, stderr } = await command.ended
    expect([code, stderr]).toEqual([1, ''])
    expect(JSON.parse(stdout).nodes.bad.error.code).toBe('timeout')
    expect(descendants(command.pid)).toEqual([])
  })

  it.each([
    ['cancelled', 'SIGINT', 130],
    ['killed', 'SIGKILL', null],
  ] as const)('that is %s in the middle leaves no process at work', async (_, signal, code) => {
    const command = startErgo(['run', '--no-save', write(endless, {})])
    // The runner and, as the node lasts, the one that stands by.
    await expect.poll(() => descendants(command.pid).length, PATIENT).toBe(2)
    const runners = descendants(command.pid)
    command.kill(signal)
    expect((await command.ended).code).toBe(code)
    while (runners.some(isThere)) await wait(10)
  })
})
