import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ChainSummary } from '#shared/contract/chains.ts'
import { RunSummary } from '#shared/contract/runs.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import { constant, documentOf, expression, returned, writeJson } from '../support/documents.ts'
import { ergo, folderFor, jsonLines, scratchFolder } from '../support/ergo.ts'
import { PrintedTable, RunReport } from '../support/reports.ts'

/** One data folder with three runs of two chains, looked at by all tests. */
const world = folderFor('history')
const dataDir = join(world.path, 'data')
let good: RunReport
let bad: RunReport
let again: RunReport

async function run(file: string, ...flags: string[]): Promise<RunReport> {
  return RunReport.parse(jsonLines(await ergo(['run', file, '--json', ...flags], { dataDir }))[0])
}

beforeAll(async () => {
  const records = Array.from({ length: 50 }, (_, i) => ({ x: i, name: `sample ${i}` }))
  const good_file = writeJson(
    world.path,
    'good.json',
    documentOf(
      [
        constant('records', records),
        {
          id: 'rows',
          type: 'TRANSFORM',
          operation: 'sort',
          config: { by: [{ column: 'x', descending: true }] },
        },
        {
          id: 'said',
          type: 'OUTPUT',
          operation: 'store',
          config: { subject: 'Batch', content: 'All {{50}} fine.' },
        },
        constant('long', 'x'.repeat(100_000)),
        returned('out'),
      ],
      ['records>rows', 'records>said', 'rows>out'],
      { name: 'Good chain', parameters: [{ name: 'note', type: 'text', default: 'none' }] },
    ),
  )
  good = await run(good_file, '--param', 'note=first quokka')
  const bad_file = writeJson(
    world.path,
    'bad.json',
    documentOf([constant('a', 1), expression('b', 'a.b.c')], ['a>b'], { name: 'Bad chain' }),
  )
  bad = await run(bad_file)
  again = await run(good_file)
})
afterAll(() => world.remove())

const history = async (...flags: string[]) => {
  const [runs] = jsonLines(await ergo(['history', '--json', ...flags], { dataDir }))
  return z
    .array(RunSummary)
    .parse(runs)
    .map((one) => one.id)
}
const show = async (...args: string[]) => jsonLines(await ergo(['show', ...args, '--json'], { dataDir }))[0]

describe('history', () => {
  it('lists runs, newest first', async () => {
    expect(await history()).toEqual([again.executionId, bad.executionId, good.executionId])
    expect(await history('--limit', '1')).toEqual([again.executionId])
    const { stdout } = await ergo(['history'], { dataDir })
    expect(stdout.split('\n')).toHaveLength(5)
    expect(stdout).toMatch(new RegExp(`${bad.executionId} .* failed .* Bad chain`))
  })

  it('filters by chain (id, name or file), status, time and text', async () => {
    const ofGood = [again.executionId, good.executionId]
    expect(await history('--chain', good.chainId ?? '')).toEqual(ofGood)
    expect(await history('--chain', 'good CHAIN')).toEqual(ofGood)
    expect(await history('--chain', good.file)).toEqual(ofGood)
    expect(await history('--status', 'failed')).toEqual([bad.executionId])
    expect(await history('--since', '1h')).toHaveLength(3)
    expect(await history('--since', '2999-01-01')).toEqual([])
    expect(await history('--text', 'quokka')).toEqual([good.executionId])
    expect(await history('--chain', 'Good chain', '--text', 'quokka', '--status', 'failed')).toEqual([])
  })

  it('says which chain it does not know', async () => {
    const { code, stderr } = await ergo(['history', '--chain', 'No such'], { dataDir })
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no chain')])
  })

  it('is empty, and leaves nothing behind, where nothing was kept', async () => {
    const empty = join(scratchFolder(), 'none')
    expect(await ergo(['history'], { dataDir: empty })).toEqual({ code: 0, stdout: 'No runs.\n', stderr: '' })
    expect(await ergo(['chains', '--json'], { dataDir: empty })).toMatchObject({ code: 0, stdout: '[]\n' })
    expect(existsSync(empty)).toBe(false)
  })
})

describe('chains', () => {
  it('lists the chains of the files that were run, once each', async () => {
    const [chains] = jsonLines(await ergo(['chains', '--json'], { dataDir }))
    const found = z.array(ChainSummary).parse(chains)
    expect(found.map(({ id, name, path }) => ({ id, name, path }))).toEqual([
      { id: bad.chainId, name: 'Bad chain', path: bad.file },
      { id: good.chainId, name: 'Good chain', path: good.file },
    ])
    expect((await ergo(['chains', '--text', 'bad'], { dataDir })).stdout).not.toContain('Good')
  })
})

describe('show', () => {
  it('gives a run back as it was told when it ran', async () => {
    const shown = z.looseObject(RunReport.shape).parse(await show(good.executionId))
    const { chainName, revision, startedAt, inputs, records, ...report } = shown
    expect(report).toEqual(good)
    expect({ chainName, inputs }).toEqual({ chainName: 'Good chain', inputs: { note: 'first quokka' } })
    expect(revision).toMatch(/^[0-9a-f]{64}$/)
    expect(startedAt).toBeGreaterThan(0)
    expect(records).toMatchObject([
      { nodeId: 'said', record: { kind: 'conclusion', subject: 'Batch', content: 'All 50 fine.' } },
    ])
  })

  it('knows a run by the beginning of its id, if that is enough', async () => {
    expect(await show(bad.executionId.slice(0, 30))).toMatchObject({ executionId: bad.executionId })
    const { code, stderr } = await ergo(['show', good.executionId.slice(0, 2)], { dataDir })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Several runs begin with')])
  })

  it('shows one node in full', async () => {
    expect(await show(good.executionId, '--node', 'rows', '--rows', '3')).toMatchObject({
      id: 'rows',
      operation: 'sort',
      output: { table: { rowCount: 50, rows: [{ x: 49 }, { x: 48 }, { x: 47 }] } },
    })
    expect(await show(good.executionId, '--node', 'long')).toMatchObject({ output: 'x'.repeat(100_000) })
    const { stdout } = await ergo(['show', bad.executionId, '--node', 'b'], { dataDir })
    expect(stdout).toMatch(/^b {2}calculate\.expression\nfailed/)
  })

  it('is read by people too', async () => {
    const { stdout } = await ergo(['show', good.executionId], { dataDir })
    for (const part of ['✔ Good chain', 'first quokka', 'Batch: All 50 fine.', '50 × 2', good.file]) {
      expect(stdout).toContain(part)
    }
  })

  it.each([
    [['show', 'nothing'], 'There is no run "nothing"'],
    [['show', ''], 'Give the id of a run'],
    [['export', 'nothing', 'out.json'], 'There is no run "nothing"'],
    [['resume', 'nothing'], 'There is no run "nothing"'],
  ])('%j says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await ergo(args, { dataDir })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  })

  it('names the nodes of the run where it has not the one asked for', async () => {
    const { code, stderr } = await ergo(['show', bad.executionId, '--node', 'z'], { dataDir })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Its nodes: a, b.')])
  })
})

describe('export', () => {
  const Exported = z.looseObject({
    ...RunReport.shape,
    format: z.literal('ergo.execution'),
    chain: z.unknown(),
  })

  it('writes all of a run to one file', async () => {
    const out = join(scratchFolder(), 'run.json')
    expect((await ergo(['export', good.executionId, out], { dataDir })).code).toBe(0)
    const exported = Exported.parse(JSON.parse(readFileSync(out, 'utf8')))
    const { table } = PrintedTable.parse(exported.nodes.rows?.output)
    expect(table.rows.map((row) => row.x)).toEqual(Array.from({ length: 50 }, (_, i) => 49 - i))
    expect(exported.outputs.out).toEqual(good.outputs.out)
    const chain = readDocument(JSON.stringify(exported.chain), registry)
    expect(chain).toMatchObject({ ok: true, value: { chain: { name: 'Good chain' }, issues: [] } })
  })

  it('writes over nothing that it is not told to', async () => {
    const out = writeJson(scratchFolder(), 'mine.json', 'mine')
    expect((await ergo(['export', good.executionId, out], { dataDir })).code).toBe(2)
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect((await ergo(['export', good.executionId, out, '--force'], { dataDir })).code).toBe(0)
  })
})

describe('a data folder with something wrong', () => {
  const file = () => writeJson(scratchFolder(), 'one.json', documentOf([constant('a', 1)], []))

  it('that can not be written to: the run says so, and does not pretend to be kept', async () => {
    const folder = scratchFolder()
    const blocked = writeJson(folder, 'file', 'not a folder')
    const ended = await ergo(['run', file(), '--json'], { dataDir: join(blocked, 'data') })
    expect([ended.code, ended.stdout]).toEqual([1, ''])
    expect(ended.stderr).toMatch(/^ergo: .*\n$/)
  })

  it.skipIf(process.getuid?.() === 0)('that is read-only can still be looked at', async () => {
    const own = join(scratchFolder(), 'data')
    await ergo(['run', file()], { dataDir: own })
    chmodSync(own, 0o555)
    try {
      expect((await ergo(['history'], { dataDir: own })).code).toBe(0)
    } finally {
      chmodSync(own, 0o755)
    }
  })

  it('whose database is no database: says so', async () => {
    const own = scratchFolder()
    writeJson(own, 'ergo.db', 'this is not a database at all, '.repeat(200))
    const ended = await ergo(['history'], { dataDir: own })
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('is no database')])
  })

  it('that has lost its blobs: shows the rest, with a warning', async () => {
    const own = join(scratchFolder(), 'data')
    const [line] = jsonLines(await ergo(['run', good.file, '--json'], { dataDir: own }))
    const { executionId } = RunReport.parse(line)
    const blobs = join(own, 'blobs')
    for (const name of readdirSync(blobs)) rmSync(join(blobs, name), { recursive: true })
    const [shown] = jsonLines(await ergo(['show', executionId, '--json'], { dataDir: own }))
    const { nodes } = z.object({ nodes: RunReport.shape.nodes }).parse(shown)
    expect(nodes.rows).toMatchObject({
      output: { table: { rowCount: 50, rows: [] } },
      warnings: [{ code: 'blob_missing' }],
    })
    expect(nodes.long?.warnings).toMatchObject([{ code: 'blob_missing' }])
    expect(nodes.records).toMatchObject({ warnings: [] })
    const out = join(own, 'run.json')
    const exported = await ergo(['export', executionId, out], { dataDir: own })
    expect([exported.code, exported.stderr]).toEqual([1, expect.stringContaining('rows, long')])
  })
})

describe('--no-save', () => {
  it('leaves no trace', async () => {
    const own = join(scratchFolder(), 'data')
    const ended = await ergo(['run', good.file, '--json', '--no-save'], { dataDir: own })
    expect(jsonLines(ended)).toMatchObject([{ status: 'completed', chainId: null }])
    expect(existsSync(own)).toBe(false)
  })
})

describe('ergo again', () => {
  it('says what it would do to the world, and does it only when told to', async () => {
    const asked = await ergo(['again', good.executionId ?? ''], { dataDir })
    expect(asked.code).toBe(2)
    expect(asked.stdout).toContain('would store a conclusion about “Batch”.')
    expect(asked.stderr).toContain('Nothing was run. Say --yes')
    const statements = async () => {
      const { stdout } = await ergo(['history', '--text', 'fine', '--in', 'conclusions', '--json'], {
        dataDir,
      })
      return z.array(RunSummary).parse(JSON.parse(stdout))
    }
    const before = await statements()
    const left = await ergo(['again', good.executionId ?? '', '--no-effects', '--json'], { dataDir })
    expect(RunReport.parse(jsonLines(left)[0]).nodes.said?.status).toBe('skipped')
    expect(await statements()).toEqual(before)
    const done = await ergo(['again', good.executionId ?? '', '--yes', '--json'], { dataDir })
    const report = RunReport.parse(jsonLines(done)[0])
    expect(report).toMatchObject({ status: 'completed', chainId: good.chainId })
    expect((await statements())[0]).toMatchObject({ id: report.executionId, trigger: 'again' })
    for (const id of [report.executionId, RunReport.parse(jsonLines(left)[0]).executionId])
      await ergo(['delete', id ?? '', '--yes'], { dataDir })
  })
})

describe('kept runs', () => {
  it('are starred, and deleted only when told to', async () => {
    const { stdout } = await ergo(['again', bad.executionId ?? '', '--json'], { dataDir })
    const id = RunReport.parse(JSON.parse(stdout)).executionId ?? ''
    expect((await ergo(['star', id], { dataDir })).stdout).toContain('1 run starred')
    const starred = async () =>
      z
        .array(RunSummary)
        .parse(JSON.parse((await ergo(['history', '--starred', '--json'], { dataDir })).stdout))
    expect((await starred()).map((run) => run.id)).toEqual([id])
    const asked = await ergo(['delete', id], { dataDir })
    expect(asked.stdout).toMatch(/^This would delete 1 run, about [\d.]+ k?B, 1 of them starred\./)
    expect((await ergo(['star', id, '--off'], { dataDir })).code).toBe(0)
    expect(await starred()).toEqual([])
    // Every id begins with nothing.
    expect(await ergo(['delete', '', '--yes'], { dataDir })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Give the id of a run'),
    })
    expect((await ergo(['delete', id, '--yes'], { dataDir })).stdout).toContain('Deleted 1 run')
    expect((await ergo(['show', id], { dataDir })).code).toBe(2)
    expect((await ergo(['star', 'nothing'], { dataDir: scratchFolder() })).stderr).toContain(
      'no run "nothing"',
    )
  })

  it('are found by what started them and by the time they took', async () => {
    const count = async (...flags: string[]) =>
      z.array(RunSummary).parse(JSON.parse((await ergo(['history', '--json', ...flags], { dataDir })).stdout))
        .length
    expect(await count('--trigger', 'command')).toBe(3)
    expect(await count('--trigger', 'window')).toBe(0)
    expect(await count('--longer', '1h')).toBe(0)
    expect(await count('--shorter', '1h')).toBe(3)
    expect(await count('--until', '1h')).toBe(0)
    expect((await ergo(['history', '--longer', 'soon'], { dataDir })).stderr).toContain('span of time')
  })
})

describe('ergo compare', () => {
  it('tells what differs between two runs, and in one node', async () => {
    const [one, two] = [good.executionId ?? '', again.executionId ?? '']
    const { code, stdout } = await ergo(['compare', one, two], { dataDir })
    expect(code).toBe(1)
    expect(stdout).toContain('note: first quokka → none')
    expect(stdout).toContain('All 5 nodes are the same.')
    expect((await ergo(['compare', one, one], { dataDir })).code).toBe(0)
    const node = await ergo(['compare', one, two, '--node', 'rows', '--key', 'x'], { dataDir })
    expect(node).toMatchObject({ code: 0 })
    expect(node.stdout).toContain('Rows matched by x: 50 same, 0 changed, 0 added, 0 removed.')
    const other = await ergo(['compare', one, bad.executionId ?? ''], { dataDir })
    expect(other.stdout).toMatch(/− a: It is only in the second run\. \(the first that differs\)/)
    expect(other.stdout).toContain('+ wire a → b')
    const wrong = await ergo(['compare', one, two, '--node', 'nope'], { dataDir })
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Neither run has a node "nope"')])
    // Not 1, which says that they differ.
    const unkeyed = await ergo(['compare', one, two, '--node', 'rows', '--key', 'nope'], { dataDir })
    expect([unkeyed.code, unkeyed.stderr]).toEqual([2, expect.stringContaining('"nope" is not in both')])
    const json = JSON.parse((await ergo(['compare', one, two, '--json'], { dataDir })).stdout)
    expect(json.compared.first).toBeNull()
    expect((await ergo(['compare', one, two, '--node', 'long'], { dataDir })).stdout).toContain(
      'The values are the same',
    )
    expect((await ergo(['compare', 'x', 'y'], { dataDir: scratchFolder() })).code).toBe(2)
  })
})
