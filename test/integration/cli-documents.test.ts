import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { ergo, jsonLines, scratchFolder, spawnErgo } from '../support/ergo.ts'

const CHAIN = {
  format: 'ergo.chain',
  version: 1,
  name: 'Two',
  nodes: [
    { id: 'a', type: 'DATA_INPUT', operation: 'constant', config: { value: 2 } },
    { id: 'b', type: 'OUTPUT', operation: 'return' },
  ],
  edges: [{ id: 'e', source: 'a', target: 'b' }],
}

function write(folder: string, name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('help and usage', () => {
  it('lists every command', async () => {
    const { code, stdout } = await spawnErgo(['--help'])
    expect(code).toBe(0)
    for (const command of [
      'run',
      'validate',
      'convert',
      'history',
      'show',
      'export',
      'chains',
      'operations',
    ]) {
      expect(stdout).toContain(`  ${command} `)
    }
  })

  it.each([
    ['run'],
    ['validate'],
    ['convert'],
    ['history'],
    ['show'],
    ['export'],
    ['chains'],
    ['operations'],
  ])('explains %s', async (command) => {
    const { code, stdout } = await ergo([command, '--help'])
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(`Usage: ergo ${command}`)])
  })

  it.each([
    [[], 'Usage'],
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['run'], "missing required argument 'files'"],
    [['run', 'a.json', '--sideways'], "unknown option '--sideways'"],
    [['run', 'a.json', '--parallel', '0'], 'whole number of 1 or more'],
    [['run', 'a.json', '--repeat', 'often'], 'whole number of 1 or more'],
    [['run', 'a.json', '--rows', '-1'], 'whole number of 0 or more'],
    [['history', '--status', 'great'], 'Allowed choices'],
    [['history', '--since', 'lately'], 'It takes a date'],
    [['operations', 'transform.nothing'], 'There is no operation "transform.nothing"'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stdout, stderr } = await ergo(args)
    expect(stderr).toContain(message)
    expect([code, stdout]).toEqual([2, ''])
  })
})

describe('validate', () => {
  it('finds nothing wrong with a good chain', async () => {
    const folder = scratchFolder()
    const file = write(folder, 'good.json', CHAIN)
    expect(await ergo(['validate', file])).toEqual({ code: 0, stdout: `✔ ${file}: 2 nodes\n`, stderr: '' })
    expect(jsonLines(await ergo(['validate', file, '--json']))).toEqual([
      { file, status: 'valid', issues: [] },
    ])
  })

  it('lists the problems of each file and goes on', async () => {
    const folder = scratchFolder()
    const loop = write(folder, 'loop.json', {
      ...CHAIN,
      nodes: ['a', 'b'].map((id) => ({ id, type: 'CALCULATE', operation: 'expression' })),
      edges: [
        { id: 'e', source: 'a', target: 'b' },
        { id: 'f', source: 'b', target: 'a' },
      ],
    })
    const broken = write(folder, 'broken.json', '{"format": ')
    const good = write(folder, 'good.json', CHAIN)
    const missing = join(folder, 'missing.json')
    const ended = await ergo(['validate', loop, broken, missing, good, '--json'])
    expect(ended.code).toBe(2)
    expect(jsonLines(ended)).toMatchObject([
      { file: loop, status: 'invalid', issues: [{ code: 'cycle', severity: 'error' }] },
      { file: broken, status: 'invalid', issues: [{ code: 'not_json' }] },
      {
        file: missing,
        status: 'invalid',
        issues: [{ code: 'file_unreadable', message: expect.stringContaining('there is no such file') }],
      },
      { file: good, status: 'valid' },
    ])
  })
})

describe('convert', () => {
  const OLD = [
    {
      node_id: 'a',
      node_type: 'data_input',
      config: { source_type: 'constant', value: '3', data_type: 'integer' },
    },
    { node_id: 'b', node_type: 'output', config: {}, inputs: ['a'] },
  ]

  it('turns a file of the predecessor into one that is valid and says the same', async () => {
    const folder = scratchFolder()
    const from = write(folder, 'old.json', OLD)
    const to = join(folder, 'new.ergo.json')
    expect((await ergo(['convert', from, to])).code).toBe(0)
    expect((await ergo(['validate', to])).code).toBe(0)
    expect(JSON.parse(readFileSync(to, 'utf8'))).toMatchObject({
      format: 'ergo.chain',
      version: 1,
      nodes: [
        { id: 'a', type: 'DATA_INPUT', operation: 'constant' },
        { id: 'b', type: 'OUTPUT', operation: 'return' },
      ],
      edges: [{ source: 'a', target: 'b' }],
    })
  })

  it('writes over a file only when told', async () => {
    const folder = scratchFolder()
    const from = write(folder, 'old.json', OLD)
    const to = write(folder, 'new.ergo.json', 'mine')
    const refused = await ergo(['convert', from, to])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('exists already')])
    expect(readFileSync(to, 'utf8')).toBe('mine')
    expect((await ergo(['convert', from, to, '--force'])).code).toBe(0)
    expect(readFileSync(to, 'utf8')).toContain('ergo.chain')
  })

  it('says what it can not read or write', async () => {
    const folder = scratchFolder()
    const unreadable = await ergo(['convert', join(folder, 'none.json'), join(folder, 'out.json')])
    expect([unreadable.code, unreadable.stderr]).toEqual([
      2,
      expect.stringContaining('there is no such file'),
    ])
    const from = write(folder, 'old.json', OLD)
    const unwritable = await ergo(['convert', from, join(from, 'below a file.json')])
    expect([unwritable.code, unwritable.stderr]).toEqual([1, expect.stringContaining("can't be written")])
    expect((await ergo(['convert', from, join(folder, 'new', 'folder.json')])).code).toBe(0)
    expect(readdirSync(join(folder, 'new'))).toEqual(['folder.json'])
  })
})

describe('operations', () => {
  it('lists them all', async () => {
    const { stdout } = await ergo(['operations'])
    for (const { id } of ALL_SPECS) expect(stdout).toContain(`  ${id} `)
    const [all] = jsonLines(await ergo(['operations', '--json']))
    expect(all).toEqual(
      ALL_SPECS.map(({ id, type, version, title, summary }) => ({ id, type, version, title, summary })),
    )
  })

  it('explains one', async () => {
    const { stdout } = await ergo(['operations', 'transform.filter'])
    for (const part of ['Settings', 'threshold', 'Inputs', 'Outputs', 'Errors', 'not_a_list', 'Examples']) {
      expect(stdout).toContain(part)
    }
    const [about] = jsonLines(await ergo(['operations', 'transform.filter', '--json']))
    expect(about).toMatchObject({
      id: 'transform.filter',
      config: expect.any(Array),
      errors: expect.any(Array),
    })
  })

  it('offers what may have been meant', async () => {
    const { code, stderr } = await ergo(['operations', 'filter'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('transform.filter')])
  })
})
