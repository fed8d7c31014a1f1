import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { damageTables } from '../support/blobs.ts'
import { constant, documentOf, expression, writeJson } from '../support/documents.ts'
import { ergo, folderFor, jsonLines, scratchFolder } from '../support/ergo.ts'
import { RunReport } from '../support/reports.ts'

/** One data folder with two runs of one chain and one of another, whose nodes are asked about. */
const world = folderFor('nodes')
const dataDir = join(world.path, 'data')
let good: RunReport
let bad: RunReport

async function run(file: string): Promise<RunReport> {
  return RunReport.parse(jsonLines(await ergo(['run', file, '--json'], { dataDir }))[0])
}

beforeAll(async () => {
  const records = Array.from({ length: 50 }, (_, i) => ({ x: i, name: `sample ${i}` }))
  const by = [{ column: 'x', descending: true }]
  const goodFile = writeJson(
    world.path,
    'good.json',
    documentOf(
      [
        constant('records', records),
        { id: 'rows', type: 'TRANSFORM', operation: 'sort', config: { by } },
        constant('long', 'x'.repeat(100_000)),
        { id: 'written', type: 'OUTPUT', operation: 'file', config: { path: 'out.csv', overwrite: true } },
        { id: 'raw', type: 'DATA_INPUT', operation: 'file', config: { path: 'raw.bin', format: 'bytes' } },
      ],
      ['records>rows', 'rows>written'],
      { name: 'Good chain' },
    ),
  )
  writeFileSync(join(world.path, 'raw.bin'), 'raw')
  await run(goodFile)
  good = await run(goodFile)
  const nodes = [constant('a', 1), expression('b', 'a.b.c')]
  bad = await run(writeJson(world.path, 'bad.json', documentOf(nodes, ['a>b'], { name: 'Bad chain' })))
})
afterAll(() => world.remove())

describe('ergo stats', () => {
  it('tells how often each node ran and failed, its times and its rows', async () => {
    const of = async (chain: string) =>
      JSON.parse((await ergo(['stats', chain, '--json'], { dataDir })).stdout)
    const { chainId, chainName, nodes } = await of(good.file)
    expect({ chainId, chainName }).toEqual({ chainId: good.chainId, chainName: 'Good chain' })
    expect(nodes.map((node: { id: string }) => node.id)).toEqual([
      'records',
      'rows',
      'long',
      'written',
      'raw',
    ])
    const time = expect.any(Number)
    const ran = { n: 2, failed: 0, failureRate: 0, medianMs: time, p95Ms: time }
    expect(nodes[0]).toEqual({ id: 'records', ...ran, medianRows: null })
    expect(nodes[1]).toEqual({ id: 'rows', ...ran, medianRows: 50 })
    const failing = await of('bad chain')
    expect(failing.nodes[1]).toMatchObject({ id: 'b', n: 1, failed: 1, failureRate: 1, medianMs: null })
    const { stdout } = await ergo(['stats', bad.chainId ?? ''], { dataDir })
    expect(stdout).toMatch(
      /^Bad chain, its latest 50 runs at most\nnode +ran +failed +median +p95 +median rows\n/,
    )
    expect(stdout).toMatch(/\nb +1 +1 \(100 %\)\n/)
  })

  it('says which chain it does not know, or can not tell from another', async () => {
    const folder = scratchFolder()
    const unknown = await ergo(['stats', 'x'], { dataDir: join(folder, 'none') })
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('There is no chain "x"')])
    for (const name of ['one.json', 'two.json']) {
      const chain = writeJson(folder, name, documentOf([constant('a', 1)], [], { name: 'Twin' }))
      await ergo(['run', chain], { dataDir: folder })
    }
    const twin = await ergo(['stats', 'twin'], { dataDir: folder })
    expect([twin.code, twin.stderr]).toEqual([2, expect.stringContaining('Several chains are called "twin"')])
  })
})

describe('ergo export --node', () => {
  it('writes the table of one node in the format that the name of the file says', async () => {
    const folder = scratchFolder()
    const write = (name: string, ...args: string[]) =>
      ergo(['export', good.executionId, join(folder, name), ...args], { dataDir })
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect((await write('rows.csv', '--node', 'rows')).code).toBe(0)
    expect(read('rows.csv').split('\n').slice(0, 2)).toEqual(['x,name', '49,sample 49'])
    expect(read('rows.csv').trim().split('\n')).toHaveLength(51)
    expect((await write('rows.json', '--node', 'rows')).code).toBe(0)
    expect(JSON.parse(read('rows.json'))).toHaveLength(50)
    expect((await write('records.parquet', '--node', 'records')).code).toBe(0)
    expect(readFileSync(join(folder, 'records.parquet')).subarray(0, 4).toString()).toBe('PAR1')
    expect((await write('long.json', '--node', 'long')).code).toBe(0)
    expect(JSON.parse(read('long.json'))).toBe('x'.repeat(100_000))
    expect((await write('new/raw.json', '--node', 'raw')).code).toBe(0)
    expect(JSON.parse(read('new/raw.json'))).toEqual({ base64: 'cmF3', size: 3 })
    expect((await write('written.json', '--node', 'written')).code).toBe(0)
    expect(JSON.parse(read('written.json'))).toMatchObject({ path: expect.stringContaining('out.csv') })
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect((await write('rows.csv', '--node', 'records')).stderr).toContain('exists already')
    expect((await write('rows.csv', '--node', 'records', '--force')).code).toBe(0)
    expect(read('rows.csv')).toContain('\n0,sample 0\n')
  })

  it('says why it can not write one result', async () => {
    const folder = scratchFolder()
    const fails = async (name: string, ...args: string[]) =>
      ergo(['export', good.executionId, join(folder, name), ...args], { dataDir })
    const says = (code: number, text: string) => ({ code, stderr: expect.stringContaining(text) })
    expect(await fails('a.xlsx', '--node', 'rows')).toMatchObject(
      says(2, 'names no format: end it with .csv'),
    )
    expect(await fails('a.csv', '--node', 'long')).toMatchObject(
      says(1, 'only a file that ends with .json takes it'),
    )
    expect(await fails('a.csv', '--node', 'nope')).toMatchObject(
      says(2, 'The run has no node "nope". Its nodes:'),
    )
    expect(await fails('a.csv', '--node', 'rows', '--port', 'x')).toMatchObject(says(2, 'one output only'))
    expect(await fails('a.csv', '--port', 'x')).toMatchObject(says(2, 'give --node too'))
    writeJson(folder, 'mine', 'mine')
    expect(await fails('mine/a.csv', '--node', 'rows')).toMatchObject(says(1, "can't be written"))
    expect(readdirSync(folder)).toEqual(['mine'])
  })

  it('says that the rows are damaged, rather than that they can not be written', async () => {
    const folder = scratchFolder()
    expect(damageTables(dataDir)).toBe(1)
    const out = await ergo(['export', good.executionId, join(folder, 'a.csv'), '--node', 'rows'], { dataDir })
    expect([out.code, out.stderr]).toEqual([1, expect.stringContaining('damaged')])
    expect(readdirSync(folder)).toEqual([])
  })
})
