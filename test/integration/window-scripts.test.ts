import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChainId } from '#shared/base/ids.ts'
import type { ChainNode } from '#shared/chain/schema.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const failed = (code: string) => ({ data: expect.objectContaining({ code }) })

describe('a script', () => {
  const doubled = {
    name: 'doubled',
    code: 'log("got", x)\nreturn x * 2',
    parameters: [{ name: 'x', type: 'number' as const, default: 4 }],
  }

  it('has versions that never change', async () => {
    const { client } = window
    expect((await client.scripts.save(doubled)).version).toBe(1)
    expect((await client.scripts.save(doubled)).version).toBe(1)
    expect((await client.scripts.save({ ...doubled, code: 'return x * 3' })).version).toBe(2)
    expect((await client.scripts.get({ name: 'doubled', version: 1 })).code).toBe(doubled.code)
    expect((await client.scripts.get({ name: 'doubled' })).code).toBe('return x * 3')
    expect((await client.scripts.versions({ name: 'doubled' })).items.map((each) => each.version)).toEqual([
      2, 1,
    ])
    await client.scripts.save({ ...doubled, name: 'other' })
    expect((await client.scripts.list({})).items.map((each) => each.name)).toEqual(['doubled', 'other'])
    await expect(client.scripts.rename({ name: 'other', to: 'doubled' })).rejects.toMatchObject(
      failed('script_exists'),
    )
    await client.scripts.rename({ name: 'other', to: 'more' })
    await client.scripts.delete({ name: 'doubled' })
    expect((await client.scripts.list({ search: 'o' })).items.map((each) => each.name)).toEqual(['more'])
    await expect(client.scripts.get({ name: 'doubled' })).rejects.toMatchObject(failed('script_missing'))
  })

  it('takes the chains that run it along when it gets another name, as a step of undo', async () => {
    const { client } = window
    await client.scripts.save(doubled)
    await client.scripts.save({ ...doubled, name: 'other' })
    const script = (id: string, name: string) =>
      ({ id, type: 'TRANSFORM', operation: 'script', config: { script: name, arguments: { x: 1 } } }) as const
    const make = async (name: string, nodes: ChainNode[]) =>
      (await client.chains.create({ chain: { name, parameters: [], nodes, edges: [] } })).summary.id
    const uses = await make('uses', [script('a', 'doubled'), script('b', 'other'), script('c', 'doubled')])
    const deleted = await make('deleted', [script('a', 'doubled')])
    await client.chains.delete({ id: deleted })
    const others = await make('others', [script('a', 'other'), constant('doubled', 'doubled')])
    const renamed = await client.scripts.rename({ name: 'doubled', to: 'twice' })
    expect([renamed.name, new Set(renamed.chains)]).toEqual(['twice', new Set([uses, deleted])])
    const scriptsIn = async (id: ChainId) =>
      (await client.chains.get({ id })).chain.nodes.map(({ config }) => config.script)
    expect(await scriptsIn(uses)).toEqual(['twice', 'other', 'twice'])
    expect(await scriptsIn(deleted)).toEqual(['twice'])
    expect((await client.chains.get({ id: others })).journal.length).toBe(0)
    const { journal } = await client.chains.get({ id: uses })
    expect(journal).toMatchObject({ position: 1, undoLabel: 'Rename script to “twice”' })
    await client.chains.move({ id: uses, base: 1, position: 0 })
    expect(await scriptsIn(uses)).toEqual(['doubled', 'other', 'doubled'])
    expect(await client.scripts.rename({ name: 'twice', to: 'twice' })).toMatchObject({ chains: [] })
  })

  it('that does not parse is not kept', async () => {
    const { client } = window
    await expect(client.scripts.save({ ...doubled, code: 'return (' })).rejects.toMatchObject(
      failed('script_invalid'),
    )
    expect((await client.scripts.list({})).items).toEqual([])
  })

  it('runs by itself, with what came of it kept', async () => {
    const { client } = window
    await client.scripts.save(doubled)
    const run = await client.scripts.run({ name: 'doubled', arguments: { x: 21 } })
    expect(run).toMatchObject({
      status: 'completed',
      result: { kind: 'json', json: 42 },
      arguments: { x: 21 },
      executionId: null,
    })
    expect(await client.scripts.run({ name: 'doubled' })).toMatchObject({ result: { json: 8 } })
    await client.scripts.save({ ...doubled, code: 'throw new Error("no")' })
    expect(await client.scripts.run({ name: 'doubled' })).toMatchObject({
      status: 'failed',
      version: 2,
      error: { code: 'expression_failed', message: expect.stringContaining('no') },
    })
    expect(await client.scripts.run({ name: 'doubled', version: 1, arguments: { x: 'y' } })).toMatchObject({
      status: 'failed',
      error: { code: 'input_invalid' },
    })
    const { items } = await client.scripts.executions({ name: 'doubled' })
    expect(items.map((each) => each.status)).toEqual(['failed', 'failed', 'completed', 'completed'])
    expect((await client.runs.list({})).items).toEqual([])
  })

  it('runs in a chain', async () => {
    const { client } = window
    await client.scripts.save(doubled)
    const chain = {
      name: 'With a script',
      parameters: [],
      nodes: [
        constant('x', 5),
        { id: 'twice', type: 'TRANSFORM' as const, operation: 'script', config: { script: 'doubled' } },
      ],
      edges: [edge('x', 'twice')],
    }
    const { summary } = await client.chains.create({ chain })
    const { id } = await client.runs.start({ chainId: summary.id })
    expect((await follow(client, id)).previews.twice).toMatchObject({ json: 10 })
    expect((await client.runs.records({ executionId: id, nodeId: 'twice' })).items).toMatchObject([
      { record: { kind: 'script', name: 'doubled', version: 1 } },
      { record: { kind: 'log', message: 'got 5' } },
    ])
    expect((await client.scripts.executions({})).items).toMatchObject([{ executionId: id, nodeId: 'twice' }])
  })
})

describe('conclusions', () => {
  it('are listed with where they came from', async () => {
    const { client } = window
    const chain = {
      name: 'Concluding',
      parameters: [],
      nodes: [
        constant('mass', 3.2),
        {
          id: 'say',
          type: 'OUTPUT' as const,
          operation: 'store',
          config: { target: 'conclusion', subject: 'Sample 1', content: 'It weighs {{ mass }} g.' },
        },
      ],
      edges: [edge('mass', 'say')],
    }
    const { summary } = await client.chains.create({ chain })
    const { id } = await client.runs.start({ chainId: summary.id })
    expect((await follow(client, id)).state.status).toBe('completed')
    const { items } = await client.conclusions.list({ search: 'weighs' })
    expect(items).toMatchObject([
      {
        kind: 'conclusion',
        subject: 'Sample 1',
        content: 'It weighs 3.2 g.',
        executionId: id,
        nodeId: 'say',
        chainId: summary.id,
        chainName: 'Concluding',
      },
    ])
    expect((await client.conclusions.list({ kind: 'annotation' })).items).toEqual([])
  })
})

describe('a check', () => {
  it('tells of expressions that will fail', async () => {
    const { client } = window
    const chain = {
      name: 'Checked',
      parameters: [],
      nodes: [constant('a', 1), expression('b', 'a + nowhere'), expression('c', 'a +')],
      edges: [edge('a', 'b'), edge('a', 'c')],
    }
    const { summary } = await client.chains.create({ chain })
    const issues = await client.chains.check({ id: summary.id })
    expect(issues.filter((issue) => issue.code === 'expression_failed').map((issue) => issue.nodeId)).toEqual(
      ['b', 'c'],
    )
  })
})

describe('a run that was left', () => {
  it('is resumed with what had finished', async () => {
    const { client } = window
    const chain = {
      name: 'Left',
      parameters: [{ name: 'x', type: 'number' as const }],
      nodes: [
        constant('a', 1),
        { ...expression('b', 'params.x > 1 ? a.b.c : a'), policy: { retries: 9, retryDelayMs: 60_000 } },
      ],
      edges: [edge('a', 'b')],
    }
    const { summary } = await client.chains.create({ chain })
    const { id } = await client.runs.start({ chainId: summary.id, inputs: { x: 2 } })
    let cancelled = false
    await follow(client, id, (seen) => {
      if (cancelled || (seen.nodes.get('b')?.failures.length ?? 0) === 0) return
      cancelled = true
      void client.runs.cancel({ executionId: id })
    })
    const resumed = await client.runs.resume({ executionId: id })
    let again = false
    const { state } = await follow(client, resumed.id, (seen) => {
      if (again || (seen.nodes.get('b')?.failures.length ?? 0) === 0) return
      again = true
      void client.runs.cancel({ executionId: resumed.id })
    })
    expect(state.nodes.get('a')?.result?.cached).toEqual({ by: 'reuse', executionId: id })
    expect(state.inputs).toEqual({ x: 2 })
    const done = await client.runs.start({ chainId: summary.id, inputs: { x: 0 } })
    await follow(client, done.id)
    await expect(client.runs.resume({ executionId: done.id })).rejects.toMatchObject(failed('run_completed'))
  })
})
