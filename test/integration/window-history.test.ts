import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chain } from '#shared/chain/schema.ts'
import { effectSentence, plannedSentence } from '#shared/run/effect.ts'
import { spawnErgo } from '../support/ergo.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

const FIRST_STEPS = join(import.meta.dirname, '../../shared/examples/first-steps.ergo.json')

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const line: Chain = {
  name: 'Line',
  parameters: [{ name: 'factor', type: 'number', default: 2 }],
  nodes: [constant('a', 3), expression('b', 'a * params.factor')],
  edges: [edge('a', 'b')],
}

/** Runs a chain to its end. */
async function run(chain: Chain | { chainId: string }, inputs = {}) {
  const { client } = window
  const chainId =
    'chainId' in chain
      ? (await client.chains.list({})).items.find((one) => one.id === chain.chainId)?.id
      : (await client.chains.create({ chain })).summary.id
  if (!chainId) throw new Error('no chain')
  const { id } = await client.runs.start({ chainId, inputs })
  const { state } = await follow(client, id)
  return { id, chainId, state }
}

describe('a window', () => {
  it('hears of a run of the command line in its data folder, and sees it', async () => {
    const { client, dataDir } = window
    const stop = new AbortController()
    const events = await client.app.events(undefined, { signal: stop.signal })
    const heard = (async () => {
      const types = new Set<string>()
      for await (const { type } of events) {
        types.add(type)
        const { items } = await client.runs.list({})
        if (types.has('chains-changed') && items[0]?.status === 'completed') return types
      }
      return types
    })()
    expect(await spawnErgo(['run', FIRST_STEPS], { dataDir })).toMatchObject({ code: 0, stderr: '' })
    expect([...(await heard)].sort()).toEqual(['chains-changed', 'history-changed'])
    stop.abort()
    expect((await client.runs.list({})).items).toMatchObject([{ trigger: 'command', status: 'completed' }])
    expect((await client.chains.list({})).items).toHaveLength(1)
  })
})

describe('past runs', () => {
  it('are found by the words of all outputs of their nodes, and by what is written on their charts', async () => {
    const { client } = window
    const { id } = await run({
      name: 'Weights',
      parameters: [],
      nodes: [
        { ...constant('rows', null), config: { value: [1, 2, 3, 4, 99].map((x) => ({ x, y: 2 * x })) } },
        { id: 'odd', type: 'CALCULATE', operation: 'outliers', config: { column: 'x', factor: 3.25 } },
        {
          id: 'drawn',
          type: 'OUTPUT',
          operation: 'chart',
          config: { kind: 'line', x: 'x', y: ['y'], title: 'Drift of the balance', yTitle: 'Milligrams' },
        },
      ],
      edges: [edge('rows', 'odd'), edge('rows', 'drawn')],
    })
    const found = async (text: string) =>
      (await client.runs.list({ text, textIn: ['results'] })).items.map((item) => item.id)
    expect(await found('nothing')).toEqual([])
    expect(await found('center 10.5')).toEqual([id])
    expect(await found('drift balance')).toEqual([id])
    expect(await found('milligrams')).toEqual([id])
  })

  it('are found by what started them, by star, by time taken and by where the words are', async () => {
    const { client } = window
    const one = await run(line, { factor: 41 })
    const two = await run({ chainId: one.chainId })
    const again = await client.runs.again({ executionId: one.id })
    await follow(client, again.id)
    await client.history.star({ executionIds: [two.id], starred: true })
    const ids = async (filter: Parameters<typeof client.runs.list>[0]) =>
      (await client.runs.list(filter)).items.map((item) => item.id)
    expect(await ids({ trigger: ['again'] })).toEqual([again.id])
    expect(await ids({ starred: true })).toEqual([two.id])
    expect(await ids({ starred: false })).toEqual([again.id, one.id])
    expect(await ids({ minDurationMs: 0 })).toHaveLength(3)
    expect(await ids({ minDurationMs: 3_600_000 })).toEqual([])
    expect(await ids({ maxDurationMs: 3_600_000, starred: true })).toEqual([two.id])
    expect(await ids({ text: '41', textIn: ['inputs'] })).toEqual([again.id, one.id])
    expect(await ids({ text: '41', textIn: ['results', 'errors'] })).toEqual([])
    expect(await ids({ text: '123', textIn: ['results'] })).toEqual([again.id, one.id])
    expect(await ids({ text: 'Line' })).toHaveLength(3)
    const matching = await client.history.matching({ starred: false })
    expect(matching).toEqual({ executionIds: [again.id, one.id], more: false })
  })

  it('are measured, then deleted in bulk; their conclusions stay', async () => {
    const { client } = window
    const long = {
      id: 'long',
      type: 'DATA_INPUT' as const,
      operation: 'constant',
      config: { value: 'x'.repeat(90_000) },
    }
    const say = {
      id: 'say',
      type: 'OUTPUT' as const,
      operation: 'store',
      config: { subject: 'Bath', content: '{{a}} degrees' },
    }
    const chain = { ...line, nodes: [...line.nodes, long, say], edges: [...line.edges, edge('a', 'say')] }
    const one = await run(chain)
    const two = await run({ chainId: one.chainId })
    await client.history.star({ executionIds: [one.id], starred: true })
    const whole = await client.history.measure({ executionIds: [one.id, two.id] })
    expect(whole).toMatchObject({ runs: 2, running: 0, starred: 1, statements: 2 })
    const half = await client.history.measure({ executionIds: [two.id] })
    // The long text is one blob: it goes with the last run that names it.
    expect(whole.bytes).toBeGreaterThan(half.bytes)
    expect(half.bytes).toBeGreaterThan(0)
    expect(await client.history.delete({ executionIds: [one.id, two.id] })).toEqual({ deleted: 2 })
    expect((await client.runs.list({})).items).toEqual([])
    expect((await client.conclusions.list({})).items).toHaveLength(2)
    await expect(client.runs.get({ executionId: one.id })).rejects.toMatchObject({
      data: { code: 'execution_missing' },
    })
    expect((await client.history.measure({ executionIds: [one.id] })).runs).toBe(0)
  })
})

describe('what a run would do again', () => {
  const outputs = (url: string): Chain => ({
    name: 'Outputs',
    parameters: [],
    nodes: [
      constant('mass', 4),
      {
        id: 'post',
        name: 'Tell',
        type: 'OUTPUT',
        operation: 'send',
        config: { url, body: { m: '{{mass}}' }, secretHeaders: {} },
      },
      { id: 'keep', type: 'OUTPUT', operation: 'store', config: { subject: 'Bath', content: '{{mass}} kg' } },
      { id: 'write', type: 'OUTPUT', operation: 'file', config: { path: 'mass.json' } },
      expression('bad', 'mass.nothing.more'),
      { id: 'never', type: 'OUTPUT', operation: 'store', config: { content: '{{bad}}' } },
    ],
    edges: [
      edge('mass', 'post'),
      edge('mass', 'keep'),
      edge('mass', 'write'),
      edge('mass', 'bad'),
      edge('bad', 'never'),
    ],
  })

  it('is told with the payload of its results, and nothing is done', async () => {
    const { client, dataDir } = window
    const heard: string[] = []
    const server = createServer((request, response) => {
      request.on('data', (part) => heard.push(`${request.method} ${part}`))
      request.on('end', () => response.end('{}'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/in`
    try {
      const past = await run(outputs(url))
      expect(heard).toEqual(['POST {"m":4}'])
      const planned = await client.history.effects({ executionId: past.id, what: 'again' })
      const path = join(dataDir, 'mass.json')
      expect(existsSync(path)).toBe(true)
      expect(planned).toEqual([
        {
          nodeId: 'post',
          name: 'Tell',
          operation: 'output.send',
          state: 'would',
          effect: { kind: 'request', method: 'POST', url, body: '{"m":4}', size: 7 },
        },
        {
          nodeId: 'keep',
          name: 'keep',
          operation: 'output.store',
          state: 'would',
          effect: { kind: 'statement', target: 'conclusion', subject: 'Bath', content: '4 kg' },
        },
        {
          nodeId: 'write',
          name: 'write',
          operation: 'output.file',
          state: 'would',
          effect: { kind: 'file', path, what: 'a number as json', exists: true, overwrite: false },
        },
        { nodeId: 'never', name: 'never', operation: 'output.store', state: 'unknown' },
      ])
      expect(planned.map(plannedSentence)[0]).toBe(`Tell would send POST to ${url}.`)
      expect(heard).toHaveLength(1)
      expect((await client.conclusions.list({})).items).toHaveLength(1)

      const rest = await client.history.effects({ executionId: past.id, what: 'resume' })
      expect(rest.map((one) => one.nodeId)).toEqual(['never'])

      const { id } = await client.runs.again({ executionId: past.id, effects: false })
      const { state } = await follow(client, id)
      expect(state.nodes.get('post')?.result).toMatchObject({ status: 'skipped', reason: 'not_selected' })
      expect(heard).toHaveLength(1)
      expect((await client.conclusions.list({})).items).toHaveLength(1)
    } finally {
      server.close()
    }
  })

  it('is resumed once: what was resumed already is gone on with where it was left', async () => {
    const { client, dataDir } = window
    const path = join(dataDir, 'log.json')
    const chain: Chain = {
      name: 'Twice',
      parameters: [{ name: 'ok', type: 'boolean', default: false }],
      nodes: [
        expression('bad', 'missing.field'),
        constant('mass', 4),
        { id: 'write', type: 'OUTPUT', operation: 'file', config: { path, overwrite: false } },
      ],
      edges: [edge('mass', 'write')],
    }
    const { summary } = await client.chains.create({ chain })
    const first = await client.runs.start({ chainId: summary.id })
    await follow(client, first.id)
    const second = await client.runs.resume({ executionId: first.id })
    await follow(client, second.id)
    await expect(client.runs.resume({ executionId: first.id })).rejects.toMatchObject({
      message: expect.stringContaining(second.id),
      data: { code: 'run_resumed' },
    })
    const third = await client.runs.resume({ executionId: second.id, effects: false })
    const { state } = await follow(client, third.id)
    expect(state.nodes.get('write')?.result).toMatchObject({ status: 'completed', attempts: 0 })
    const both = await Promise.allSettled([3, 4].map(() => client.runs.resume({ executionId: third.id })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const one of both) if (one.status === 'fulfilled') await follow(client, one.value.id)
  })

  it('says what would fail, and is silent of a branch that was not taken', async () => {
    const { client } = window
    const chain: Chain = {
      name: 'Branches',
      parameters: [],
      nodes: [
        constant('mass', 4),
        { id: 'over', type: 'CONDITION', operation: 'if', config: { expression: 'value > 3' } },
        { id: 'yes', type: 'OUTPUT', operation: 'store', config: { content: '{{nothing_here}}' } },
        { id: 'no', type: 'OUTPUT', operation: 'store', config: { content: 'light' } },
        { id: 'idle', type: 'OUTPUT', operation: 'send', config: { mayDoNothing: true } },
        { id: 'mute', type: 'OUTPUT', operation: 'store', config: { target: 'none' } },
      ],
      edges: [
        edge('mass', 'over'),
        { ...edge('over', 'yes'), sourcePort: 'true' },
        { ...edge('over', 'no'), sourcePort: 'false' },
        edge('mass', 'idle'),
        edge('mass', 'mute'),
      ],
    }
    const past = await run(chain)
    const planned = await client.history.effects({ executionId: past.id, what: 'again' })
    expect(planned.map(({ nodeId, state }) => [nodeId, state])).toEqual([
      ['yes', 'fails'],
      ['idle', 'would'],
      ['mute', 'would'],
    ])
    expect(planned.map(plannedSentence)).toEqual([
      expect.stringMatching(/^yes would fail: /),
      'idle would do nothing.',
      'mute would do nothing.',
    ])
  })
})

describe('what can’t run', () => {
  it('does nothing; that it can’t is said when it is asked to', async () => {
    const { client } = window
    const odd = { id: 'odd', type: 'TRANSFORM' as const, operation: 'unheard-of', config: {} }
    const { summary } = await client.chains.create({ chain: { ...line, nodes: [...line.nodes, odd] } })
    const { id } = await client.runs.start({ chainId: summary.id, mode: { kind: 'toNode', nodeId: 'b' } })
    await follow(client, id)
    expect(await client.history.effects({ executionId: id, what: 'again' })).toEqual([])
    await expect(client.runs.again({ executionId: id })).rejects.toMatchObject({
      data: { code: 'chain_invalid' },
    })
  })
})

describe('an effect', () => {
  it('has a sentence', () => {
    const file = { kind: 'file' as const, path: '/x.csv', what: '', exists: true, overwrite: true }
    expect(effectSentence(file)).toBe('would write the file /x.csv over the one that is there')
    expect(effectSentence({ ...file, overwrite: false })).toBe(
      'would write the file /x.csv, but there is one already and it may not be overwritten',
    )
    expect(effectSentence({ ...file, exists: false })).toBe('would write the file /x.csv')
    expect(effectSentence({ kind: 'statement', target: 'annotation', subject: 'Press', content: '' })).toBe(
      'would store an annotation about “Press”',
    )
    expect(plannedSentence({ nodeId: 'n', name: 'Mail', operation: 'x', state: 'unknown' })).toMatch(
      /^Mail may/,
    )
  })
})
