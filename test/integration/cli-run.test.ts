import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { constant, documentOf, expression, returned, writeJson } from '../support/documents.ts'
import { type Ended, ergo, jsonLines, scratchFolder, spawnErgo, startErgo } from '../support/ergo.ts'
import { InvalidReport, RunReport } from '../support/reports.ts'

const SUM = documentOf([constant('a', 2), expression('b', 'a + params.add'), returned('c')], ['a>b', 'b>c'], {
  parameters: [{ name: 'add', type: 'number', default: 1 }],
})
const BROKEN = documentOf(
  [
    constant('a', 0),
    expression('b', '(() => { throw new Error("no luck") })()'),
    returned('c'),
    returned('d'),
  ],
  ['a>b', 'b>c', 'a>d'],
)

const AddressInfo = z.object({ port: z.number() })

const reportsOf = (ended: Ended): RunReport[] => jsonLines(ended).map((line) => RunReport.parse(line))
const reportOf = (ended: Ended): RunReport => {
  const [report, ...others] = reportsOf(ended)
  expect(others).toEqual([])
  return report ?? expect.fail('There is no report.')
}

describe('run --json', () => {
  it('reports a run on one line, and says nothing else', async () => {
    const folder = scratchFolder()
    const file = writeJson(folder, 'sum.json', SUM)
    const ended = await spawnErgo(['run', file, '--json', '--no-save'])
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    const report = reportOf(ended)
    expect(report).toMatchObject({
      file,
      chainId: null,
      status: 'completed',
      order: ['a', 'b', 'c'],
      nodes: {
        a: { type: 'DATA_INPUT', operation: 'constant', status: 'completed', output: 2, attempts: 1 },
        b: {
          type: 'CALCULATE',
          operation: 'expression',
          output: 3,
          reason: null,
          decision: null,
          error: null,
        },
        c: { type: 'OUTPUT', operation: 'return', output: { b: 3 }, cached: false, warnings: [] },
      },
      outputs: { c: { b: 3 } },
      errors: [],
    })
    expect(report.durationsMs).toBeUndefined()
  })

  it('reports a failure with its node, what was skipped, and what is there all the same', async () => {
    const folder = scratchFolder()
    const ended = await ergo(['run', writeJson(folder, 'broken.json', BROKEN), '--json', '--no-save'])
    expect(ended.code).toBe(1)
    expect(reportOf(ended)).toMatchObject({
      status: 'failed',
      nodes: {
        b: { status: 'failed', output: null, error: { code: 'expression_failed' } },
        c: { status: 'skipped', reason: 'upstream_failed', attempts: 0 },
        d: { status: 'completed' },
      },
      outputs: { d: { a: 0 } },
      errors: [{ nodeId: 'b', code: 'expression_failed' }],
    })
  })

  it('reports decisions and the branch that was not taken', async () => {
    const folder = scratchFolder()
    const chain = documentOf(
      [
        constant('a', 5),
        { id: 'big', type: 'CONDITION', operation: 'if', config: { expression: 'value > 3' } },
        returned('yes'),
        returned('no'),
      ],
      ['a>big', 'big:true>yes', 'big:false>no'],
    )
    const ended = await ergo(['run', writeJson(folder, 'if.json', chain), '--json', '--no-save'])
    expect(reportOf(ended)).toMatchObject({
      nodes: {
        big: { decision: { result: true, path: 'true' }, output: 5 },
        no: { status: 'skipped', reason: 'branch_not_taken', decision: null },
      },
      outputs: { yes: { big: 5 } },
    })
  })

  it('runs several files, reports each on its line, and ends with the worst', async () => {
    const folder = scratchFolder()
    const good = writeJson(folder, 'good.json', SUM)
    const broken = writeJson(folder, 'broken.json', BROKEN)
    const nonsense = writeJson(folder, 'nonsense.json', '[1, 2')
    const missing = join(folder, 'missing.json')
    const ended = await spawnErgo(['run', nonsense, good, missing, broken, '--json', '--no-save'])
    expect(ended.code).toBe(2)
    const [first, second, third, fourth] = jsonLines(ended)
    expect(InvalidReport.parse(first)).toMatchObject({ file: nonsense, issues: [{ code: 'not_json' }] })
    expect(RunReport.parse(second)).toMatchObject({ file: good, status: 'completed' })
    expect(InvalidReport.parse(third)).toMatchObject({ file: missing, issues: [{ code: 'file_unreadable' }] })
    expect(RunReport.parse(fourth)).toMatchObject({ file: broken, status: 'failed' })
  })

  it('gives tables with their first rows', async () => {
    const folder = scratchFolder()
    writeFileSync(
      join(folder, 'x.csv'),
      `x,name\n${Array.from({ length: 30 }, (_, i) => `${i},n${i}`).join('\n')}\n`,
    )
    const read = { id: 'read', type: 'DATA_INPUT', operation: 'file', config: { path: 'x.csv' } }
    const file = writeJson(folder, 'table.json', documentOf([read], []))
    const tableOf = async (...flags: string[]) =>
      reportOf(await ergo(['run', file, '--json', '--no-save', ...flags])).nodes.read?.output
    const columns = [
      { name: 'x', type: 'integer' },
      { name: 'name', type: 'text' },
    ]
    const rows = Array.from({ length: 20 }, (_, i) => ({ x: i, name: `n${i}` }))
    expect(await tableOf()).toEqual({ table: { columns, rowCount: 30, rows } })
    expect(await tableOf('--rows', '2')).toEqual({ table: { columns, rowCount: 30, rows: rows.slice(0, 2) } })
    expect(await tableOf('--rows', '0')).toEqual({ table: { columns, rowCount: 30, rows: [] } })
  })

  it('times repeated runs', async () => {
    const folder = scratchFolder()
    const file = writeJson(folder, 'sum.json', SUM)
    const report = reportOf(await ergo(['run', file, '--json', '--no-save', '--repeat', '4']))
    expect(report.durationsMs).toHaveLength(4)
    expect(report.durationsMs?.at(-1)).toBe(report.durationMs)
  })

  it('gives the same in parallel', async () => {
    const folder = scratchFolder()
    const wide = documentOf(
      [
        constant('a', 1),
        ...Array.from({ length: 8 }, (_, i) => expression(`n${i}`, `a + ${i}`)),
        returned('z'),
      ],
      Array.from({ length: 8 }, (_, i) => [`a>n${i}`, `n${i}>z`]).flat(),
    )
    const file = writeJson(folder, 'wide.json', wide)
    const [one, two] = await Promise.all([
      ergo(['run', file, '--json', '--no-save']),
      ergo(['run', file, '--json', '--no-save', '--parallel', '4']),
    ])
    expect(reportOf(two).outputs).toEqual(reportOf(one).outputs)
    expect(reportOf(two).order).toEqual(reportOf(one).order)
    const runners = (ended: typeof one) => Object.values(reportOf(ended).nodes).map((node) => node.runner)
    expect(new Set(runners(one))).toEqual(new Set([0]))
    expect(runners(two)).toHaveLength(10)
    expect(runners(two)).not.toContain(undefined)
  })
})

describe('inputs', () => {
  const value = async (file: string, ...flags: string[]) =>
    reportOf(await ergo(['run', file, '--json', '--no-save', ...flags])).outputs.out

  const DECLARED = documentOf([expression('all', 'params'), returned('out', 'merged')], ['all>out'], {
    parameters: [
      { name: 'limit', type: 'number', default: 1 },
      { name: 'label', type: 'text', default: '' },
      { name: 'flag', type: 'boolean', default: false },
      { name: 'a.b', type: 'any', default: null },
      { name: 'data', type: 'file', default: 'x.csv' },
    ],
  })

  it('have the types of the parameters', async () => {
    const file = writeJson(scratchFolder(), 'chain.json', DECLARED)
    const params = [
      'limit=2.5',
      'label=7',
      'flag=true',
      'a.b=[1]',
      'sample.runs.mass=3',
      'sample.name=A',
      'x=',
    ]
    const given = params.flatMap((param) => ['--param', param])
    expect(await value(file, ...given)).toEqual({
      limit: 2.5,
      label: '7',
      flag: true,
      'a.b': [1],
      data: 'x.csv',
      sample: { runs: { mass: 3 }, name: 'A' },
      x: '',
    })
  })

  it('come from a file, and from the command line over it', async () => {
    const folder = scratchFolder()
    const file = writeJson(folder, 'chain.json', DECLARED)
    const input = writeJson(folder, 'in.json', { limit: 9, label: 'from file', more: { a: 1, b: 2 } })
    const given = await value(file, '--input', input, '--param', 'label=typed', '--param', 'more.b=3')
    expect(given).toMatchObject({ limit: 9, label: 'typed', more: { a: 1, b: 3 } })
  })

  it('that name a file are paths from where the command is called', async () => {
    const folder = scratchFolder()
    const file = writeJson(folder, 'chain.json', DECLARED)
    const ended = await spawnErgo(['run', file, '--json', '--no-save', '--param', 'data=week.csv'], {
      cwd: folder,
    })
    expect(reportOf(ended).outputs.out).toMatchObject({ data: join(folder, 'week.csv') })
  })

  it.each([
    [['--param', 'limit=ten'], 'input_invalid', 'takes a number, but got "ten"'],
    [['--param', 'flag=maybe'], 'input_invalid', 'takes true or false'],
  ])('refuse %j', async (flags, code, message) => {
    const file = writeJson(scratchFolder(), 'chain.json', DECLARED)
    const ended = await ergo(['run', file, '--json', '--no-save', ...flags])
    expect(ended.code).toBe(2)
    expect(jsonLines(ended)).toMatchObject([
      { status: 'invalid', issues: [{ code, message: expect.stringContaining(message) }] },
    ])
  })

  it('are asked for where a parameter has no default', async () => {
    const chain = documentOf([expression('a', 'params.limit')], [], {
      parameters: [{ name: 'limit', type: 'number' }],
    })
    const ended = await ergo(['run', writeJson(scratchFolder(), 'chain.json', chain), '--no-save'])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toContain('needs a value for its parameter "limit": a number')
  })

  it.each([
    [['--param', 'novalue'], 'not of the form name=value'],
    [['--param', '=3'], 'not of the form name=value'],
  ])('%j is wrong usage', async (flags, message) => {
    const file = writeJson(scratchFolder(), 'chain.json', DECLARED)
    const ended = await ergo(['run', file, '--no-save', ...flags])
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, '', expect.stringContaining(message)])
  })

  it.each([
    ['missing.json', undefined, 'there is no such file'],
    ['text.json', 'limit: 3', 'is not JSON'],
    ['list.json', '[1]', 'must hold a JSON object'],
  ])('from the file %s can not be read', async (name, content, message) => {
    const folder = scratchFolder()
    const file = writeJson(folder, 'chain.json', DECLARED)
    const input = content === undefined ? join(folder, name) : writeJson(folder, name, content)
    const ended = await ergo(['run', file, '--no-save', '--input', input])
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})

describe('run for people', () => {
  it('says how it ended, what came out, and what each node did', async () => {
    const file = writeJson(scratchFolder(), 'broken.json', BROKEN)
    const { code, stdout, stderr } = await ergo(['run', file, '--no-save'])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/^✖ Test: failed in .*, 4 nodes, 1 failed\n/)
    expect(stdout).toMatch(/✔ a +constant +0/)
    expect(stdout).toMatch(/✖ b +expression +.*no luck/)
    expect(stdout).toMatch(/– c +return +skipped: a node before it failed/)
  })
})

describe('Ctrl-C', () => {
  /** A chain that says over HTTP that it has begun, then does what is given. */
  async function begun(rest: readonly { id: string }[]) {
    const server = createServer((_request, response) => response.end('{}'))
    const asked = once(server, 'request')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = AddressInfo.parse(server.address())
    const ping = {
      id: 'ping',
      type: 'DATA_INPUT',
      operation: 'http',
      config: { url: `http://127.0.0.1:${port}/` },
    }
    const edges = rest.map(({ id }, i) => `${rest[i - 1]?.id ?? 'ping'}>${id}`)
    return { chain: documentOf([ping, ...rest], edges), asked }
  }

  it('cancels even an endless loop, reports what there is, and runs no other file', async () => {
    const folder = scratchFolder()
    const { chain, asked } = await begun([expression('loop', '(() => { for (;;) {} })()'), returned('end')])
    const files = [writeJson(folder, 'endless.json', chain), writeJson(folder, 'second.json', SUM)]
    const running = startErgo(['run', ...files, '--json', '--no-save'])
    await asked
    running.kill('SIGINT')
    const ended = await running.ended
    expect([ended.code, ended.stderr]).toEqual([130, ''])
    expect(reportOf(ended)).toMatchObject({
      file: files[0],
      status: 'cancelled',
      nodes: { loop: { status: 'cancelled' }, end: { status: 'cancelled' } },
      outputs: {},
    })
  })

  it('keeps the run that it cancels', async () => {
    const folder = scratchFolder()
    const dataDir = join(folder, 'data')
    const { chain, asked } = await begun([expression('loop', '(() => { for (;;) {} })()')])
    const running = startErgo(['run', writeJson(folder, 'endless.json', chain), '--json'], { dataDir })
    await asked
    running.kill('SIGINT')
    const { executionId } = reportOf(await running.ended)
    const [kept] = jsonLines(await ergo(['show', executionId, '--json'], { dataDir }))
    expect(kept).toMatchObject({ executionId, status: 'cancelled', nodes: { loop: { status: 'cancelled' } } })
  })

  it('pressed twice ends at once', async () => {
    const { chain, asked } = await begun([expression('loop', '(() => { for (;;) {} })()')])
    const running = startErgo(['run', writeJson(scratchFolder(), 'endless.json', chain), '--no-save'])
    await asked
    running.kill('SIGINT')
    running.kill('SIGINT')
    expect((await running.ended).code).toBe(130)
  })
})
