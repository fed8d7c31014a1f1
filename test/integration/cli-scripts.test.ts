import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { constant, documentOf, writeJson } from '../support/documents.ts'
import { ergo, scratchFolder } from '../support/ergo.ts'

function world() {
  const folder = scratchFolder()
  const dataDir = join(folder, 'data')
  return {
    folder,
    dataDir,
    run: (...args: string[]) => ergo(['scripts', ...args], { dataDir }),
    file(name: string, text: string): string {
      const path = join(folder, `${name}.ergo-script.js`)
      writeFileSync(path, text)
      return path
    },
  }
}

const header = (name: string, more: object = {}): string =>
  `/* ergo.script 1\n${JSON.stringify({ name, parameters: [{ name: 'x', type: 'number' }], ...more })}\n*/\n`
const TWICE = `${header('Twice', { category: 'Maths', testInput: { x: 4 } })}log('got', x)\nreturn 2 * x\n`

describe('ergo scripts', () => {
  it('has an empty library to begin with, and says what can be added', async () => {
    const { run, dataDir } = world()
    expect(await run('list')).toMatchObject({ code: 0, stdout: expect.stringContaining('list --ready') })
    expect(await run('history')).toMatchObject({ code: 0, stdout: 'No runs of scripts.\n' })
    expect(await run('show', 'Twice')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no script "Twice"'),
    })
    expect(existsSync(dataDir)).toBe(false)
    expect((await run('list', '--ready')).stdout).toContain('Half-life')
    expect(await run('add', 'Half-life')).toMatchObject({ code: 0 })
    expect(await run('add', 'Half-life')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('left as it is'),
    })
    expect(await run('add', 'Nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"Nothing"'),
    })
    expect(await run('run', 'Half-life', '--test')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('halfLife'),
    })
  })

  it('takes files in and gives them back to the byte', async () => {
    const { run, file, folder } = world()
    const path = file('twice', TWICE)
    expect(await run('import', path)).toMatchObject({ code: 0, stdout: '✔ Twice, version 1\n' })
    expect(await run('import', path)).toMatchObject({ code: 2, stderr: expect.stringContaining('--update') })
    expect(await run('import', '--update', path)).toMatchObject({ stdout: '✔ Twice, version 1\n' })
    const changed = file('changed', TWICE.replace('2 * x', '3 * x'))
    expect(await run('import', '--update', changed)).toMatchObject({ stdout: '✔ Twice, version 2\n' })
    const out = join(folder, 'out.ergo-script.js')
    expect(await run('export', 'Twice', out, '--at', '1')).toMatchObject({ code: 0 })
    expect(await run('export', 'Twice', out)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--force'),
    })
    const again = await run('import', '--json', '--update', out)
    expect(JSON.parse(again.stdout)).toMatchObject({ name: 'Twice', version: 3, issues: [] })
    expect(readFileSync(out, 'utf8')).toMatch(/\*\/\nlog\('got', x\)\nreturn 2 \* x\n$/)
    expect((await run('export', 'Twice')).stdout).toBe(readFileSync(out, 'utf8'))
    expect(JSON.parse((await run('show', 'Twice', '--versions', '--json')).stdout)).toHaveLength(3)
    expect((await run('show', 'Twice')).stdout).toContain('x: number')
    const found = JSON.parse((await run('list', '--json', '--category', 'Maths', '--text', 'twi')).stdout)
    expect(found).toMatchObject([{ name: 'Twice', version: 3 }])
    expect(JSON.parse((await run('list', '--json', '--tag', 'none')).stdout)).toEqual([])
  })

  it('says where in the file code is wrong, and takes the others', async () => {
    const { run, file } = world()
    const bad = file('bad', `${header('Bad')}const a = 1\nreturn )`)
    const ended = await run('import', bad, file('twice', TWICE))
    expect(ended).toMatchObject({ code: 2, stdout: '✔ Twice, version 1\n' })
    expect(ended.stderr).toContain('line 5, column 8')
    expect(await run('run', bad)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('line 5, column 8'),
    })
    expect((await run('import', file('none', 'return 1'))).stderr).toContain('not a script’s file')
    expect(await run('import', '/nowhere.ergo-script.js')).toMatchObject({ code: 2 })
  })

  it('runs a script and keeps what came of it', async () => {
    const { run, file } = world()
    await run('import', file('twice', TWICE))
    const done = await run('run', 'Twice', '--param', 'x=21')
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('42') })
    expect(done.stdout).toContain('got 21')
    const told = JSON.parse((await run('run', 'Twice', '--test', '--json')).stdout)
    expect(told).toMatchObject({ status: 'completed', result: 8, version: 1, log: [{ message: 'got 4' }] })
    expect(await run('run', 'Twice')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('needs a value'),
    })
    expect(await run('run', 'Twice', '--param', 'x=many')).toMatchObject({ code: 2 })
    expect(await run('run', 'Twice', '--param', 'y=1', '--param', 'x=1')).toMatchObject({ code: 1 })
    await run('delete', 'Twice')
    for (const command of ['run', 'show', 'export', 'delete'])
      expect(await run(command, 'Twice')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('no script'),
      })
    const past = JSON.parse((await run('history', 'Twice', '--json')).stdout)
    expect(past.map((one: { status: string }) => one.status)).toEqual([
      'failed',
      'failed',
      'completed',
      'completed',
    ])
    expect((await run('history')).stdout).toContain('Twice')
    expect((await run('history', told.id)).stdout).toMatch(/got 4[\s\S]*8/)
    expect(JSON.parse((await run('history', told.id, '--json')).stdout)).toMatchObject({ result: 8 })
  })

  it('runs a file as it stands, with places in the file', async () => {
    const { run, file } = world()
    const path = file('failing', `${header('Failing')}const a = null\nreturn a.b * x`)
    const ended = await run('run', path, '--param', 'x=1')
    expect(ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('5:10  The script failed (line 5)'),
    })
    expect(await run('run', file('twice', TWICE), '--test', '--json')).toMatchObject({ code: 0 })
    expect(await run('history')).toMatchObject({ stdout: 'No runs of scripts.\n' })
  })

  it('keeps a result too long for the database whole', async () => {
    const { run, file } = world()
    await run('import', file('long', `${header('Long')}return "a".repeat(x)`))
    const told = JSON.parse((await run('run', 'Long', '--param', 'x=200000', '--json')).stdout)
    expect(told.result).toHaveLength(200_000)
    expect(JSON.parse((await run('history', told.id, '--json')).stdout).result).toHaveLength(200_000)
  })

  it('are looked for when a chain is validated', async () => {
    const { run, file, folder, dataDir } = world()
    const node = { id: 'twice', type: 'TRANSFORM', operation: 'script' }
    const nodes = [{ ...node, config: { script: 'Twice', arguments: { x: 2 } } }]
    const chain = writeJson(folder, 'chain.json', documentOf(nodes, []))
    const validate = () => ergo(['validate', chain], { dataDir })
    expect(await validate()).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('runs the script "Twice", which is not there. (node twice, script)'),
    })
    expect(existsSync(dataDir)).toBe(false)
    await run('import', file('twice', TWICE))
    expect(await validate()).toMatchObject({ code: 0 })
    await run('import', '--update', file('changed', TWICE.replaceAll('"x"', '"z"')))
    expect(await validate()).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/gives "x", which "Twice" does not take[\s\S]*needs "z" for "Twice"/),
    })
  })

  it('are held to their limits in a chain, and the rest of it runs on', async () => {
    const { run, file, folder, dataDir } = world()
    const code = 'log("begun")\nwhile (true) {}'
    const greedy = 'const all = []\nwhile (true) all.push({ text: "n" + all.length })'
    await run('import', file('loop', header('Loop', { parameters: [], timeoutMs: 200 }) + code))
    await run('import', file('greedy', header('Greedy', { parameters: [], memoryMb: 64 }) + greedy))
    const script = (id: string, name: string) => ({
      id,
      type: 'TRANSFORM',
      operation: 'script',
      config: { script: name },
    })
    const nodes = [script('loop', 'Loop'), script('greedy', 'Greedy'), constant('one', 1)]
    const chain = writeJson(folder, 'chain.json', documentOf(nodes, []))
    const { stdout } = await ergo(['run', chain, '--json'], { dataDir })
    const { nodes: ended } = JSON.parse(stdout)
    expect(ended.loop.error).toMatchObject({ code: 'timeout', message: expect.stringContaining('200 ms') })
    expect(ended.greedy.error).toMatchObject({
      code: 'out_of_memory',
      message: expect.stringContaining('64 MB'),
    })
    expect(ended.one).toMatchObject({ status: 'completed', output: 1 })
  })
})
