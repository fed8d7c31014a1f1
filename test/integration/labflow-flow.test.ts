import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { writeDocument } from '#shared/document/write.ts'
import { runLab } from '../support/labflow.ts'
import { given, lab, readLab } from '../support/labflow-files.ts'

const statuses = (run: Awaited<ReturnType<typeof runLab>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(run.nodes).map(([id, { status }]) => [id, status]))

describe('condition: if', () => {
  const condition = (text: string): JsonRecord => ({ condition_type: 'if', condition: text })
  const inputs = { a: 5, t: 'abc', l: [1, 2], d: { k: 1 } }

  it.each<[string, boolean | null]>([
    ['a > 3', true],
    ['a > 3 and t == "b"', false],
    ['not l', false],
    ['0 < a < 10', true],
    ['1 in l and "k" in d', true],
    ['d["k"] == 1', true],
    ['a ** 2 % 7 == 4', true],
    ['l', true],
    ['None is None', true],
    ['a > "3"', null],
    ['d["q"]', null],
    ['q > 3', null],
    ['len(l) > 1', null],
    ['a > 3 or q', true],
  ])('%s is %s', async (text, result) => {
    const constants = Object.entries(inputs).map(([id, value]) => given(id, value))
    const run = await runLab([...constants, lab('x', 'condition', condition(text), Object.keys(inputs))])
    const x = run.nodes.x
    if (result === null)
      expect([run.status, x?.status, x?.error]).toEqual(['failed', 'failed', 'expression_failed'])
    else expect([run.status, x?.decision]).toEqual(['completed', { result, path: String(result) }])
  })

  const branches = (value: number, after: JsonRecord[], paths: JsonRecord = {}) =>
    runLab([given('a', value), lab('x', 'Condition', { ...condition('a > 3'), ...paths }, ['a']), ...after])

  it('leads to the nodes that its paths name', async () => {
    const after = [lab('high', 'output', {}, ['x']), lab('low', 'output', {}, ['x'])]
    const run = await branches(5, after, { true_path: 'high', false_path: 'low' })
    expect(statuses(run)).toEqual({ a: 'completed', x: 'completed', high: 'completed', low: 'skipped' })
    expect(run.nodes.high?.value).toEqual({ x: 5 })
  })

  it('leads to the nodes that ask for one of its ways', async () => {
    const after = [
      lab('high', 'output', {}, [{ source_node_id: 'x', output_key: 'true' }]),
      lab('low', 'output', {}, [{ source_node_id: 'x', output_key: 'low' }]),
    ]
    expect(statuses(await branches(1, after, { false_path: 'low' }))).toMatchObject({
      high: 'skipped',
      low: 'completed',
    })
  })

  it('leads to all that follow where no way is named, as there', async () => {
    const after = [
      lab('all', 'output', {}, ['x', 'a']),
      lab('text', 'transform', { transform_type: 'format' }, ['x']),
    ]
    for (const value of [1, 5]) {
      const run = await branches(value, after)
      expect(statuses(run)).toEqual({ a: 'completed', x: 'completed', all: 'completed', text: 'completed' })
      expect([run.nodes.all?.value, run.nodes.text?.value]).toEqual([{ x: value, a: value }, String(value)])
      expect(run.issues.map(({ code }) => code)).toContain('hands_on')
    }
  })
})

describe('condition: switch and filter', () => {
  const cases = { '1': 'one', '2.5': 'half', True: 'yes', None: 'none', steel: 'metal' }
  const config = { condition_type: 'switch', variable: 'a', cases, default_path: 'other' }
  it.each<[Json, string]>([
    [1, 'one'],
    ['1', 'one'],
    [2.5, 'half'],
    [true, 'yes'],
    ['True', 'yes'],
    ['true', 'other'],
    ['steel', 'metal'],
    ['wood', 'other'],
    [[1], 'other'],
  ])('of %j goes the way %s', async (value, path) => {
    const ways = ['one', 'half', 'yes', 'none', 'metal', 'other'].map((id) => lab(id, 'output', {}, ['x']))
    const run = await runLab([given('a', value), lab('x', 'condition', config, ['a']), ...ways])
    expect(run.nodes.x?.decision).toEqual({ result: value, path })
    expect(
      Object.entries(statuses(run)).flatMap(([id, status]) => (status === 'completed' ? [id] : [])),
    ).toEqual(['a', 'x', path])
  })

  it('has the way "default" by default, and fails where its variable is no input', async () => {
    const short = { condition_type: 'switch', variable: 'a', cases: { b: 'c' } }
    const run = await runLab([given('a', 1), lab('x', 'condition', short, ['a'])])
    expect(run.nodes.x?.decision?.path).toBe('default')
    const missing = await runLab([given('a', 1), lab('x', 'condition', { ...short, variable: 'q' }, ['a'])])
    expect([missing.status, missing.nodes.x?.error]).toEqual(['failed', 'expression_failed'])
  })

  it.each([
    [5, 'completed'],
    [1, 'skipped'],
  ])('a filter lets %i pass: what follows is %s', async (value, status) => {
    const filter = lab('x', 'condition', { condition_type: 'filter', condition: 'a > 3' }, ['a'])
    const run = await runLab([
      given('a', value),
      filter,
      lab('y', 'transform', { transform_type: 'format' }, ['x']),
    ])
    expect([run.nodes.x?.decision?.result, run.nodes.y?.status]).toEqual([value > 3, status])
  })
})

describe('output', () => {
  const run = (config: JsonRecord, inputs: JsonRecord = { a: { k: 1, v: 2 }, b: 3 }) =>
    runLab([
      ...Object.entries(inputs).map(([id, value]) => given(id, value)),
      lab('x', 'output', config, Object.keys(inputs)),
    ])

  it.each<[JsonRecord, Json]>([
    [{}, { a: { k: 1, v: 2 }, b: 3 }],
    [
      { output_type: 'return', output_format: 'raw' },
      { a: { k: 1, v: 2 }, b: 3 },
    ],
    [{ output_format: 'selected', fields: ['b', 'k', 'q'] }, { b: 3 }],
    [{ output_format: 'selected' }, {}],
    [{ output_format: 'merged' }, { k: 1, v: 2, value: 3 }],
    [{ output_format: 'unheard' }, { a: { k: 1, v: 2 }, b: 3 }],
  ])('return with %j gives %j', async (config, expected) => {
    expect((await run(config)).nodes.x).toMatchObject({ status: 'completed', value: expected })
  })

  it.each<[JsonRecord, JsonRecord]>([
    [
      { store_target: 'conclusion', content: 'Too high: {{b}}' },
      { target: 'conclusion', content: 'Too high: {{b}}' },
    ],
    [
      { store_target: 'conclusion', content_key: 'b' },
      { target: 'conclusion', content: '3' },
    ],
    [
      { store_target: 'annotation', data_key: 'a' },
      { target: 'annotation', data: { k: 1, v: 2 } },
    ],
    [
      { store_target: 'annotation', data: { note: '{{x' } },
      { target: 'annotation', data: { note: '{{x' } },
    ],
    [
      { file_id: 7, content: 5 },
      { target: 'conclusion', subject: 'LabFlow file 7', content: '5' },
    ],
  ])('store with %j stores %j', async (config, expected) => {
    const { nodes } = await run({ output_type: 'store', ...config })
    expect(nodes.x).toMatchObject({ status: 'completed', value: { stored: true, ...expected } })
  })

  it('store takes its only input where nothing else is named', async () => {
    const { nodes } = await run({ output_type: 'store', store_target: 'conclusion' }, { a: 'All well' })
    expect(nodes.x?.value).toMatchObject({ content: 'All well' })
  })

  it.each<[JsonRecord, Json]>([
    [{ output_type: 'store' }, { stored: false }],
    [{ output_type: 'store', content: 'lost' }, { stored: false }],
    [{ output_type: 'store', store_target: 'conclusion' }, { stored: false }],
    [{ output_type: 'store', store_target: 'conclusion', content_key: 'q' }, { stored: false }],
    [{ output_type: 'store', store_target: 'annotation' }, { stored: false }],
    [{ output_type: 'send' }, { sent: false }],
  ])('%j completes, does nothing and says so', async (config, value) => {
    const { issues, nodes, status } = await run(config)
    expect([status, nodes.x?.value, nodes.x?.warnings.length]).toEqual(['completed', value, 1])
    expect(issues.map(({ code }) => code)).toContainEqual(expect.stringMatching(/^(stores|sends)_nothing$/))
  })

  it('log writes its inputs to the log', async () => {
    const { nodes, log } = await run({ output_type: 'log' })
    expect([nodes.x?.status, log]).toEqual(['completed', ['Output from node x: {"a":{"k":1,"v":2},"b":3}']])
  })
})

describe('the world outside', () => {
  it('environment gives a variable, or fails', async () => {
    const variable = (env_var: string): JsonRecord =>
      lab(env_var, 'data_input', { source_type: 'environment', env_var })
    const { nodes } = await runLab([variable('PATH'), variable('ERGO_TEST_NO_SUCH')])
    expect([nodes.PATH?.value, nodes.ERGO_TEST_NO_SUCH?.status]).toEqual([process.env.PATH, 'failed'])
  })

  it('file gives text or, by default, bytes', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'ergo-labflow-')), 'sample.txt')
    const lines = `${path}.lines`
    writeFileSync(lines, 'a\r\nb\rc\n')
    writeFileSync(path, Buffer.from('d\u00e9j\u00e0', 'latin1'))
    const file = (id: string, rest: JsonRecord): JsonRecord =>
      lab(id, 'data_input', { source_type: 'file', file_path: path, ...rest })
    const { nodes } = await runLab([
      file('latin', { mode: 'r', encoding: 'latin1' }),
      lab('lines', 'data_input', { source_type: 'file', file_path: lines, mode: 'r' }),
      file('broken', { mode: 'r' }),
      file('bytes', { mode: 'rb', encoding: 'utf-8' }),
      file('plain', {}),
      lab('gone', 'data_input', { source_type: 'file', file_path: `${path}.gone` }),
    ])
    expect(nodes.lines?.value).toBe('a\nb\nc\n')
    expect(nodes.latin?.value).toBe('d\u00e9j\u00e0')
    expect([nodes.broken?.status, nodes.bytes?.status, nodes.plain?.value, nodes.gone?.status]).toEqual([
      ...['failed', 'completed', nodes.bytes?.value, 'failed'],
    ])
  })
})

describe('what lay within LabFlow', () => {
  /** The chain read, with the file chosen that the node asks for, and run. */
  const choosing = (node: JsonRecord, path: string) => {
    const { chain, issues } = readLab([node])
    expect(issues.map(({ code }) => code)).toEqual(['choose_file', 'setting_empty'])
    const nodes = chain.nodes.map((one) => ({ ...one, config: { ...one.config, path } }))
    return runLab(JSON.parse(writeDocument({ ...chain, nodes })))
  }
  const folder = mkdtempSync(join(tmpdir(), 'ergo-labflow-'))

  it('a table of its database is read from another', async () => {
    const path = join(folder, 'lab.db')
    const file = new Database(path)
    file.exec(
      "CREATE TABLE samples (id TEXT, mass REAL); INSERT INTO samples VALUES ('a', 1.5), ('b', 2), ('c', 2)",
    )
    file.close()
    const config = {
      source_type: 'database',
      table_name: 'samples',
      select_columns: ['id'],
      filters: { mass: 2 },
    }
    const run = await choosing(lab('x', 'data_input', { ...config, order_by: 'id DESC', limit: 1 }), path)
    expect([run.status, run.nodes.x?.value]).toEqual(['completed', { kind: 'table' }])
    const all = await choosing(
      lab('x', 'data_input', { source_type: 'database', table_name: 'samples' }),
      path,
    )
    expect(all.nodes.x?.status).toBe('completed')
  })

  it.each<[JsonRecord, Json]>([
    [{ encoding: 'utf-8' }, 'text'],
    [{}, 'text'],
  ])('a file that it kept is chosen anew (%j)', async (rest, value) => {
    const path = join(folder, 'kept.bin')
    writeFileSync(path, 'text')
    const run = await choosing(
      lab('x', 'data_input', { source_type: 'labflow_file', file_id: 7, ...rest }),
      path,
    )
    expect(run.nodes.x?.value).toBe(value)
  })
})

/** A server that answers with what it was asked, for as long as `use` takes. */
async function withEcho<T>(use: (address: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      response.statusCode = request.url?.includes('gone') ? 404 : 200
      const { method, url, headers } = request
      response.end(
        JSON.stringify({ method, url, key: headers['x-key'], body: Buffer.concat(parts).toString() }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

describe('web services', () => {
  it('api asks as it is told, and fails where the answer is not 2xx', async () => {
    await withEcho(async (address) => {
      const api = (id: string, rest: JsonRecord): JsonRecord =>
        lab(id, 'data_input', { source_type: 'api', url: `${address}/data`, ...rest })
      const { nodes } = await runLab([
        api('plain', { params: { q: 'a b', n: 2, on: true, off: null }, headers: { 'X-Key': '{{k}}' } }),
        api('posted', { method: 'post', json: { t: '{{x}}' }, timeout: 5 }),
        api('text', { response: 'text' }),
        lab('gone', 'data_input', { source_type: 'api', url: `${address}/gone` }),
      ])
      expect(nodes.plain?.value).toMatchObject({
        method: 'GET',
        key: '{{k}}',
        url: expect.stringMatching(/^\/data\?q=a(\+|%20)b&n=2&on=True$/),
      })
      expect(nodes.posted?.value).toMatchObject({ method: 'POST', body: '{"t":"{{x}}"}' })
      expect(nodes.text?.value).toContain('"method":"GET"')
      expect([nodes.gone?.status, nodes.gone?.error]).toEqual(['failed', 'http_status'])
    })
  })

  it('send posts its inputs, or a payload', async () => {
    await withEcho(async (address) => {
      const send = (id: string, rest: JsonRecord): JsonRecord =>
        lab(id, 'output', { output_type: 'send', url: `${address}/in`, ...rest }, ['a'])
      const { nodes } = await runLab([
        given('a', [1]),
        send('x', {}),
        send('y', { method: 'PUT', payload: { t: '{{a}}' } }),
        send('z', { url: `${address}/gone` }),
      ])
      expect(nodes.x?.value).toMatchObject({ status: 200, response: { method: 'POST', body: '{"a":[1]}' } })
      expect(nodes.y?.value).toMatchObject({ response: { method: 'PUT', body: '{"t":"{{a}}"}' } })
      expect(nodes.z?.error).toBe('http_status')
    })
  })
})

describe('a chain', () => {
  it('reads its node types in any case, and its inputs by id or record', async () => {
    const run = await runLab({
      name: 'Mixed',
      nodes: [
        { ...given('a', { k: [1, 2], b: 3 }), node_type: 'Data_Input' },
        lab('x', 'TRANSFORM', { transform_type: 'aggregate' }, [{ source_node_id: 'a', output_key: 'k' }]),
        lab('s', 'Calculate', { operation: 'add', operands: ['a', 'x'] }, [
          { source_node_id: 'a', output_key: 'b' },
          'x',
        ]),
        lab('o', 'oUtPuT', {}, [{ source_node_id: 's' }]),
      ],
    })
    expect([run.status, run.nodes.o?.value]).toEqual(['completed', { s: 6 }])
  })

  it('goes on after a failure; what hangs on the failed node is skipped', async () => {
    const run = await runLab([
      given('a', 1),
      given('z', 0),
      lab('bad', 'calculate', { operation: 'divide', operands: ['a', 'z'] }, ['a', 'z']),
      lab('after', 'output', {}, ['bad']),
      lab('beside', 'output', {}, ['a']),
    ])
    expect([run.status, statuses(run)]).toEqual([
      'failed',
      { a: 'completed', z: 'completed', bad: 'failed', after: 'skipped', beside: 'completed' },
    ])
  })

  it('retries, waits and keeps results by key as its nodes say', async () => {
    const policy = {
      timeout: 0.5,
      retry_count: 2,
      retry_delay_seconds: 0.001,
      retry_backoff_factor: 2,
      cache_key: 'k',
    }
    const run = await runLab([
      { ...given('a', 'x'), ...policy, config: { source_type: 'environment', env_var: 'ERGO_TEST_NO_SUCH' } },
    ])
    expect(run.chain.nodes[0]?.policy).toEqual({
      timeoutMs: 500,
      retries: 2,
      retryDelayMs: 1,
      retryBackoff: 2,
      cacheKey: 'k',
    })
    expect(run.status).toBe('failed')
  })
})
