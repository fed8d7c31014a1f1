import { hash } from 'node:crypto'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChainId } from '#shared/base/ids.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import type { RunMode } from '#shared/contract/runs.ts'
import { standingOf, standingSentence } from '#shared/run/standing.ts'
import { ergo } from '../support/ergo.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const say = (content: string): ChainNode => ({
  id: 'say',
  type: 'OUTPUT',
  operation: 'store',
  config: { subject: 'Bath', content },
})
const file = (id: string, path: string): ChainNode => ({
  id,
  type: 'DATA_INPUT',
  operation: 'file',
  config: { path, format: 'text' },
})
const configure = (id: string, config: Record<string, string>) => ({
  label: 'Set',
  command: { type: 'configureNode' as const, id, config },
  inverse: { type: 'configureNode' as const, id, config: {} },
})

async function concluded(chain: Chain) {
  const { client } = window
  const { summary } = await client.chains.create({ chain })
  return { chainId: summary.id, executionId: await again(summary.id) }
}
async function again(chainId: ChainId, mode: RunMode = { kind: 'all' }) {
  const { id } = await window.client.runs.start({ chainId, mode })
  expect((await follow(window.client, id)).state.status).toBe('completed')
  return id
}
/** How the newest statement stands, in words. */
async function standing(): Promise<string[]> {
  const { items } = await window.client.conclusions.list({ limit: 1 })
  const { state, reasons } = items[0]?.standing ?? { state: 'none', reasons: [] }
  return [state, ...reasons.map(standingSentence)]
}

const line: Chain = {
  name: 'Line',
  parameters: [],
  nodes: [
    constant('a', 3),
    { ...expression('b', 'a * 2'), name: 'Twice' },
    say('{{b}}'),
    constant('aside', 1),
  ],
  edges: [edge('a', 'b'), edge('b', 'say')],
}

describe('a conclusion', () => {
  it('is stale once what leads to it has changed, and current after another run', async () => {
    const { client } = window
    const { chainId } = await concluded(line)
    expect(await standing()).toEqual(['current'])
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('aside', { value: '2' })] })
    expect(await standing()).toEqual(['current'])
    await client.chains.rename({ id: chainId, name: 'Other name' })
    expect(await standing()).toEqual(['current'])
    await client.chains.edit({ id: chainId, base: 2, entries: [configure('b', { expression: 'a * 4' })] })
    await client.chains.list({})
    expect(await standing()).toEqual(['stale', 'The chain has changed since: Twice was changed.'])
    const { items } = await client.conclusions.list({ standing: 'stale' })
    expect(items).toHaveLength(1)
    expect((await client.conclusions.list({ standing: 'current' })).items).toEqual([])
    await again(chainId)
    expect(await standing()).toEqual(['current'])
    expect((await client.conclusions.list({ standing: 'stale' })).items.map((one) => one.content)).toEqual([
      '6',
    ])
  })

  it('without its run or chain can’t be checked any more', async () => {
    const { client } = window
    const { chainId, executionId } = await concluded(line)
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('b', { expression: '1' })] })
    await client.chains.list({})
    await client.history.delete({ executionIds: [executionId] })
    expect(await standing()).toEqual([
      'unknown',
      'Its run was deleted, so that it can’t be compared with the chain of today.',
    ])
    await client.chains.delete({ id: chainId })
    expect(await standing()).toEqual(['unknown', 'Its chain was deleted.'])
  })

  it('is stale when a file that led to it has changed or is gone; a touch alone does not count', async () => {
    const { client, dataDir } = window
    const [used, other] = [join(dataDir, 'used.txt'), join(dataDir, 'other.txt')]
    await writeFile(used, 'one')
    await writeFile(other, 'one')
    await concluded({
      name: 'Files',
      parameters: [],
      nodes: [file('f', used), file('g', other), say('{{f}}')],
      edges: [edge('f', 'say')],
    })
    const [{ id } = { id: '' }] = (await client.conclusions.list({})).items
    const { sources, conclusion } = await client.conclusions.provenance({ id })
    expect(conclusion).toMatchObject({ nodeId: 'say', runKept: true, standing: { state: 'current' } })
    expect(sources).toMatchObject([
      { nodeId: 'f', path: used, size: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), now: 'same' },
    ])
    await writeFile(other, 'two')
    await utimes(used, 1, 1)
    expect(await standing()).toEqual(['current'])
    await writeFile(used, 'two')
    expect(await standing()).toEqual(['stale', `The file ${used} has changed since.`])
    await writeFile(used, 'longer')
    expect(await standing()).toEqual(['stale', `The file ${used} has changed since.`])
    await rm(used)
    expect(await standing()).toEqual(['stale', `The file ${used} is no longer there.`])
    expect((await client.conclusions.provenance({ id })).sources[0]?.now).toBe('missing')
  })

  it('is stale when a script that led to it has a newer version, unless its node names the version', async () => {
    const { client } = window
    const script = { name: 'grade', description: '', parameters: [], code: 'return 1' }
    await client.scripts.save(script)
    const node = (config: ChainNode['config']): Chain => ({
      name: 'Scripted',
      parameters: [],
      nodes: [{ id: 's', type: 'TRANSFORM', operation: 'script', config }, say('{{s}}')],
      edges: [edge('s', 'say')],
    })
    await concluded(node({ script: 'grade', version: 1 }))
    await client.scripts.save({ ...script, code: 'return 2' })
    expect(await standing()).toEqual(['current'])
    await concluded(node({ script: 'grade' }))
    expect(await standing()).toEqual(['current'])
    await client.scripts.save({ ...script, code: 'return 3' })
    expect(await standing()).toEqual(['stale', 'The script grade is at version 3 now; version 2 was used.'])
    await client.scripts.delete({ name: 'grade' })
    expect(await standing()).toEqual(['stale', 'The script grade is no longer there.'])
  })

  it('is taken out of the ledger and brought back', async () => {
    const { client } = window
    await concluded(line)
    const [{ id } = { id: '' }] = (await client.conclusions.list({})).items
    await client.conclusions.delete({ id })
    expect((await client.conclusions.list({})).items).toEqual([])
    await client.conclusions.restore({ id })
    expect((await client.conclusions.list({})).items).toHaveLength(1)
    await expect(client.conclusions.provenance({ id: 'c999' })).rejects.toMatchObject({
      data: { code: 'conclusion_missing' },
    })
  })
})

describe('a conclusion over a result that was taken from another run', () => {
  const oneFile = (path: string, policy: ChainNode['policy'] = {}): Chain => ({
    name: 'One file',
    parameters: [],
    nodes: [{ ...file('f', path), policy }, say('{{f}}')],
    edges: [edge('f', 'say')],
  })
  /** A file that is read, then changed and stale for the newest conclusion. */
  async function isStaleAfterEdit(path: string): Promise<void> {
    expect(await standing()).toEqual(['current'])
    await writeFile(path, 'edited')
    expect(await standing()).toEqual(['stale', `The file ${path} has changed since.`])
  }
  async function used(): Promise<string> {
    const path = join(window.dataDir, 'used.txt')
    await writeFile(path, 'one')
    return path
  }

  it('is stale once the file that it was made of has changed, also when the first run is gone', async () => {
    const { client } = window
    const path = await used()
    const first = await concluded(oneFile(path))
    const second = await again(first.chainId, { kind: 'changed' })
    const third = await again(first.chainId, { kind: 'changed' })
    const { state } = await follow(client, third)
    expect(state.nodes.get('f')?.result?.cached).toEqual({ by: 'reuse', executionId: second })
    const { items } = await client.runs.records({ executionId: third, nodeId: 'f' })
    expect(items).toMatchObject([{ record: { kind: 'source', path } }])
    await client.history.delete({ executionIds: [first.executionId, second] })
    await isStaleAfterEdit(path)
  })

  it('is stale where the result is pinned, or of the part of the chain that did not run', async () => {
    const { client } = window
    const path = await used()
    const { chainId, executionId } = await concluded(oneFile(path))
    await client.pins.set({ chainId, nodeId: 'f', executionId })
    await again(chainId)
    await isStaleAfterEdit(path)
    await client.pins.remove({ chainId, nodeId: 'f' })
    await again(chainId)
    await again(chainId, { kind: 'fromNode', nodeId: 'say' })
    await writeFile(path, 'other')
    expect(await standing()).toEqual(['stale', `The file ${path} has changed since.`])
  })

  it('is stale where the result was shared by a cache key, by another node too', async () => {
    const { client } = window
    const path = await used()
    const first = await concluded(oneFile(path, { cacheKey: 'shared' }))
    await client.history.delete({ executionIds: [(await concluded(oneFile(path))).executionId] })
    const shared = { ...file('other', path), policy: { cacheKey: 'shared' } }
    const { executionId } = await concluded({
      name: 'Shared',
      parameters: [],
      nodes: [shared, { ...shared, id: 'again' }, say('{{again}}')],
      edges: [edge('again', 'say')],
    })
    const { state } = await follow(client, executionId)
    const from = { by: 'cacheKey', executionId: first.executionId, nodeId: 'f' }
    expect(state.nodes.get('other')?.result?.cached).toEqual(from)
    await isStaleAfterEdit(path)
  })

  it.each(['pin', 'key'])('is stale for a file that led to it before, where a %s gives it', async (by) => {
    const { client } = window
    const path = await used()
    const loud = { ...expression('loud', 'f + "!"'), policy: by === 'key' ? { cacheKey: 'loud' } : {} }
    const { chainId, executionId } = await concluded({
      name: 'Two steps',
      parameters: [],
      nodes: [file('f', path), loud, say('{{loud}}')],
      edges: [edge('f', 'loud'), edge('loud', 'say')],
    })
    if (by === 'pin') await client.pins.set({ chainId, nodeId: 'loud', executionId })
    await writeFile(path, 'edited')
    await again(chainId)
    await client.history.delete({ executionIds: [executionId] })
    expect((await client.conclusions.list({ limit: 1 })).items[0]?.content).toBe('one!')
    expect(await standing()).toEqual(['stale', `The file ${path} has changed since.`])
  })

  it('is stale where its run was resumed after the file had been read', async () => {
    const { client, dataDir } = window
    const [path, late] = [await used(), join(dataDir, 'late.txt')]
    const { summary } = await client.chains.create({
      chain: {
        name: 'Two files',
        parameters: [],
        nodes: [file('f', path), file('g', late), say('{{f}} {{g}}')],
        edges: [edge('f', 'say'), edge('g', 'say')],
      },
    })
    const { id } = await client.runs.start({ chainId: summary.id })
    expect((await follow(client, id)).state.status).toBe('failed')
    await writeFile(late, 'late')
    const rest = await client.runs.resume({ executionId: id })
    expect((await follow(client, rest.id)).state.status).toBe('completed')
    await isStaleAfterEdit(path)
  })

  it('is stale once a script that made the result is another; the script itself has run once', async () => {
    const { client } = window
    const script = { name: 'grade', description: '', parameters: [], code: 'return 1' }
    await client.scripts.save(script)
    const { chainId, executionId } = await concluded({
      name: 'Scripted',
      parameters: [],
      nodes: [{ id: 's', type: 'TRANSFORM', operation: 'script', config: { script: 'grade' } }, say('{{s}}')],
      edges: [edge('s', 'say')],
    })
    await client.pins.set({ chainId, nodeId: 's', executionId })
    await again(chainId)
    expect((await client.scripts.executions({ name: 'grade' })).items).toMatchObject([{ executionId }])
    await client.scripts.save({ ...script, code: 'return 2' })
    expect(await standing()).toEqual(['stale', 'The script grade is at version 2 now; version 1 was used.'])
  })
})

describe('ergo conclusions', () => {
  it('lists them with their reasons', async () => {
    const { client, dataDir } = window
    const { chainId, executionId } = await concluded(line)
    const first = await ergo(['conclusions'], { dataDir })
    expect(first.stdout).toContain('Bath: 6')
    expect(first.stdout).toContain(`run ${executionId}`)
    expect((await ergo(['conclusions', '--stale'], { dataDir })).stdout).toBe('No stale conclusions.\n')
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('b', { expression: 'a' })] })
    await client.chains.list({})
    const stale = await ergo(['conclusions', '--stale'], { dataDir })
    expect(stale.stdout).toContain('Stale. The chain has changed since: Twice was changed.')
    const json = JSON.parse((await ergo(['conclusions', '--json', '--text', 'bath'], { dataDir })).stdout)
    expect(json).toMatchObject([{ subject: 'Bath', standing: { state: 'stale' } }])
    expect((await ergo(['conclusions', '--kind', 'annotation'], { dataDir })).stdout).toBe(
      'No conclusions.\n',
    )
  })

  it('names the files that they rest on, and only those of one chain where asked', async () => {
    const { dataDir } = window
    const paths = Array.from({ length: 9 }, (_, i) => join(dataDir, `file ${i}.txt`))
    for (const path of paths) await writeFile(path, 'one')
    await concluded(line)
    const { chainId } = await concluded({
      name: 'Files',
      parameters: [],
      nodes: [...paths.map((path, i) => file(`f${i}`, path)), file('twin', paths[0] ?? ''), say('{{f1}}')],
      edges: [...paths.map((_, i) => edge(`f${i}`, 'say')), edge('twin', 'say')],
    })
    await rm(paths[1] ?? '')
    const { stdout } = await ergo(['conclusions', '--chain', chainId], { dataDir })
    const sha256 = hash('sha256', 'one')
    expect(stdout).not.toContain('Bath: 6')
    expect(stdout.match(/file 0\.txt/g)).toHaveLength(1)
    expect(stdout).toContain(`  from ${paths[0]}  sha256 ${sha256.slice(0, 16)}\n`)
    expect(stdout).toContain(`  from ${paths[1]}  sha256 ${sha256.slice(0, 16)}, no longer there\n`)
    expect(stdout).toContain('  and 1 more (--json names all)\n')
    expect(stdout).toContain(`Stale. The file ${paths[1]} is no longer there.`)
    const json = JSON.parse((await ergo(['conclusions', '--json', '--chain', 'Files'], { dataDir })).stdout)
    expect(json).toHaveLength(1)
    expect(json[0].sources).toHaveLength(10)
    expect(json[0].sources[0]).toMatchObject({ path: paths[0], sha256, now: 'same' })
    expect(await ergo(['conclusions', '--chain', 'No such'], { dataDir })).toMatchObject({ code: 2 })
  })
})

describe('a standing', () => {
  it('has a sentence for each reason', () => {
    expect(standingOf([])).toEqual({ state: 'current', reasons: [] })
    expect(standingOf([{ kind: 'chain_gone' }, { kind: 'node_gone' }]).state).toBe('stale')
    expect(standingSentence({ kind: 'node_gone' })).toBe('The node that drew it is no longer in the chain.')
    expect(standingSentence({ kind: 'chain_changed', what: [] })).toMatch(/^What leads to it/)
    expect(standingSentence({ kind: 'chain_changed', what: ['a', 'b', 'c', 'd', 'e'] })).toBe(
      'The chain has changed since: a, b, c and 2 more.',
    )
  })
})
