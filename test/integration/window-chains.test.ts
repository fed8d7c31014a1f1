import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '#shared/chain/command.ts'
import { documentOf } from '../support/documents.ts'
import { spawnErgo } from '../support/ergo.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const add = (id: string, value = 1): Command => ({
  type: 'addNodes',
  nodes: [constant(id, value)],
  edges: [],
})
/** The contract has the client send inverses; the app makes its own. */
const entry = (label: string, command: Command) => ({ label, command, inverse: command })
const idsOf = (open: { chain: { nodes: { id: string }[] } }) => open.chain.nodes.map((node) => node.id)

describe('a chain', () => {
  it('is made, found, renamed, copied, deleted and brought back', async () => {
    const { client } = window
    const made = await client.chains.create({ name: 'Strain' })
    expect(made.chain).toEqual({ name: 'Strain', parameters: [], nodes: [], edges: [] })
    const { id } = made.summary
    expect((await client.chains.rename({ id, name: 'Stress' })).name).toBe('Stress')
    const copy = await client.chains.duplicate({ id })
    expect(copy.name).toBe('Stress (copy)')
    expect((await client.chains.list({ search: 'stress' })).items).toHaveLength(2)
    await client.chains.delete({ id })
    expect((await client.chains.list({})).items.map((chain) => chain.id)).toEqual([copy.id])
    expect((await client.chains.list({ deleted: true })).items.map((chain) => chain.id)).toEqual([id])
    await client.chains.restore({ id })
    expect((await client.chains.list({})).items).toHaveLength(2)
  })

  it('is listed in pages by what was changed last', async () => {
    const { client } = window
    for (let i = 0; i < 5; i++) await client.chains.create({ name: `Chain ${i}` })
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await client.chains.list({ limit: 2, ...(cursor ? { cursor } : {}) })
      names.push(...page.items.map((chain) => chain.name))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(names).toEqual(['Chain 4', 'Chain 3', 'Chain 2', 'Chain 1', 'Chain 0'])
  })

  it('that is not there is said to be missing', async () => {
    const made = await window.client.chains.create({})
    const other = await openTestWindow()
    await expect(other.client.chains.get({ id: made.summary.id })).rejects.toMatchObject({
      data: { code: 'chain_missing' },
    })
    await other.close()
  })
})

describe('edits', () => {
  it('are kept with undo and redo, across restarts', async () => {
    const { id } = (await window.client.chains.create({})).summary
    const { client } = window
    await client.chains.edit({ id, base: 0, entries: [entry('Add a', add('a')), entry('Add b', add('b'))] })
    const state = await client.chains.edit({
      id,
      base: 2,
      entries: [entry('Set a', { type: 'configureNode', id: 'a', config: { value: 5 } })],
    })
    expect(state).toEqual({ position: 3, length: 3, undoLabel: 'Set a', redoLabel: null })
    await client.chains.move({ id, base: 3, position: 1 })

    window = await window.restart()
    const open = await window.client.chains.get({ id })
    expect(idsOf(open)).toEqual(['a'])
    expect(open.journal).toEqual({ position: 1, length: 3, undoLabel: 'Add a', redoLabel: 'Add b' })
    const redone = await window.client.chains.move({ id, base: 1, position: 3 })
    expect(redone.chain.nodes.map((node) => node.config)).toEqual([{ value: 5 }, { value: 1 }])
    expect(idsOf(await window.client.chains.move({ id, base: 3, position: 0 }))).toEqual([])
  })

  it('after an undo drop what was undone', async () => {
    const { client } = window
    const { id } = (await client.chains.create({})).summary
    await client.chains.edit({ id, base: 0, entries: [entry('a', add('a')), entry('b', add('b'))] })
    await client.chains.move({ id, base: 2, position: 1 })
    await client.chains.edit({ id, base: 1, entries: [entry('c', add('c'))] })
    expect(idsOf(await client.chains.get({ id }))).toEqual(['a', 'c'])
    const { entries, state } = await client.chains.journal({ id, from: 0 })
    expect(entries.map(({ label }) => label)).toEqual(['a', 'c'])
    expect(entries[1]?.inverse).not.toEqual(entries[1]?.command)
    expect(state.length).toBe(2)
  })

  it('from a window that has not seen the latest are refused', async () => {
    const { client } = window
    const { id } = (await client.chains.create({})).summary
    await client.chains.edit({ id, base: 0, entries: [entry('a', add('a'))] })
    const late = client.chains.edit({ id, base: 0, entries: [entry('b', add('b'))] })
    await expect(late).rejects.toMatchObject({ data: { code: 'edit_conflict', data: { position: 1 } } })
    const wrong = client.chains.edit({
      id,
      base: 1,
      entries: [entry('x', { type: 'removeNodes', ids: ['nope'] })],
    })
    await expect(wrong).rejects.toMatchObject({ data: { code: 'edit_invalid' } })
    await expect(client.chains.move({ id, base: 1, position: 9 })).rejects.toMatchObject({
      data: { code: 'journal_end' },
    })
    expect(idsOf(await client.chains.get({ id }))).toEqual(['a'])
  })

  it('of a large chain are kept although it is not written each time', async () => {
    const nodes = Array.from({ length: 150 }, (_, i) => constant(`n${i}`, i))
    const { id } = (
      await window.client.chains.create({ chain: { name: 'Large', parameters: [], nodes, edges: [] } })
    ).summary
    for (let base = 0; base < 30; base++)
      await window.client.chains.edit({ id, base, entries: [entry(`e${base}`, add(`x${base}`))] })
    await window.client.chains.move({ id, base: 30, position: 10 })
    await window.client.chains.edit({ id, base: 10, entries: [entry('last', add('last'))] })
    const before = await window.client.chains.get({ id })
    expect(before.chain.nodes).toHaveLength(161)
    window = await window.restart()
    expect(await window.client.chains.get({ id })).toMatchObject({
      chain: before.chain,
      journal: before.journal,
    })
    expect((await window.client.chains.list({})).items[0]?.nodeCount).toBe(161)
  })
})

describe('texts and files', () => {
  it('go out and come in again the same', async () => {
    const { client } = window
    const chain = {
      name: 'A: b/c',
      parameters: [],
      nodes: [constant('a', 2), expression('b', 'a + 1')],
      edges: [edge('a', 'b')],
    }
    const { id } = (await client.chains.create({ chain })).summary
    const { fileName, text } = await client.chains.exportText({ id })
    expect(fileName).toBe('A- b-c.ergo.json')
    const back = await client.chains.importText({ text, fileName })
    expect((await client.chains.get({ id: back.summary.id })).chain).toEqual(
      (await client.chains.get({ id })).chain,
    )
    await expect(client.chains.importText({ text: '{"x":' })).rejects.toMatchObject({
      data: { code: 'document_invalid', data: { issues: [expect.objectContaining({ severity: 'error' })] } },
    })
  })

  it('are opened as the chain that they were before, with what has changed since', async () => {
    const { client } = window
    const { id } = (await client.chains.create({ name: 'One' })).summary
    const path = join(window.dataDir, 'one.ergo.json')
    expect((await client.files.saveChain({ chainId: id, path })).path).toBe(path)
    expect((await client.files.openChain({ path })).summary.id).toBe(id)
    expect((await client.chains.get({ id })).journal.length).toBe(0)

    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('One', 'Two'))
    const later = Date.now() / 1000 + 60
    await utimes(path, later, later)
    expect((await client.files.openChain({ path })).summary).toMatchObject({ id, name: 'Two' })
    const undone = await client.chains.move({ id, base: 1, position: 0 })
    expect(undone.chain.name).toBe('One')
    expect((await client.files.recent()).map((file) => file.name)).toEqual(['one.ergo.json'])
  })

  it('that another program has changed are not written over unasked', async () => {
    const { client } = window
    const { id } = (await client.chains.create({ name: 'One' })).summary
    const path = join(window.dataDir, 'one.ergo.json')
    await client.files.saveChain({ chainId: id, path })
    await client.chains.edit({ id, base: 0, entries: [entry('Add', add('a'))] })
    await client.files.saveChain({ chainId: id, path })
    const text = await readFile(path, 'utf8')
    // Written anew with nothing changed, it is as it was.
    await writeFile(path, JSON.stringify(JSON.parse(text)))
    await client.files.saveChain({ chainId: id, path })
    const theirs = text.replace('One', 'Theirs')
    await writeFile(path, theirs)
    await client.chains.edit({ id, base: 1, entries: [entry('Add', add('b'))] })
    await expect(client.files.saveChain({ chainId: id, path })).rejects.toMatchObject({
      data: { code: 'file_changed' },
    })
    await writeFile(path, 'no chain at all')
    await expect(client.files.saveChain({ chainId: id, path })).rejects.toMatchObject({
      data: { code: 'file_changed' },
    })
    expect(await readFile(path, 'utf8')).toBe('no chain at all')
    await writeFile(path, theirs)
    await client.files.saveChain({ chainId: id, path, overwrite: true })
    expect(await readFile(path, 'utf8')).toContain('"b"')
  })

  it('that the command line runs changed are followed by the window', async () => {
    const { client, dataDir } = window
    const path = join(dataDir, 'line.ergo.json')
    await writeFile(path, JSON.stringify(documentOf([constant('a', 1)], [])))
    const { id } = (await client.files.openChain({ path })).summary
    await client.chains.get({ id })
    const told = (async () => {
      for await (const event of await client.app.events())
        if (event.type === 'chain-replaced') return event.chainId
      return null
    })()
    await writeFile(path, JSON.stringify(documentOf([constant('a', 2)], [])))
    expect(await spawnErgo(['run', path], { dataDir })).toMatchObject({ code: 0, stderr: '' })
    expect(await told).toBe(id)
    const values = async () => (await client.chains.get({ id })).chain.nodes.map(({ config }) => config.value)
    expect(await values()).toEqual([2])
    // An edit is one of what the file says now.
    await client.chains.edit({ id, base: 0, entries: [entry('Add', add('b', 3))] })
    expect(await values()).toEqual([2, 3])
    await client.files.saveChain({ chainId: id, path })
    // What was edited and saved is not undone by a run of another text.
    await writeFile(path, JSON.stringify(documentOf([constant('a', 4)], [])))
    expect(await spawnErgo(['run', path], { dataDir })).toMatchObject({ code: 0 })
    expect(await values()).toEqual([2, 3])
    await expect(client.files.saveChain({ chainId: id, path })).rejects.toMatchObject({
      data: { code: 'file_changed' },
    })
  })

  it('are not written over unasked', async () => {
    const { client } = window
    const { id } = (await client.chains.create({ name: 'One' })).summary
    const path = join(window.dataDir, 'taken.json')
    await writeFile(path, 'mine')
    await expect(client.files.saveChain({ chainId: id, path })).rejects.toMatchObject({
      data: { code: 'file_exists' },
    })
    expect(await readFile(path, 'utf8')).toBe('mine')
    await client.files.saveChain({ chainId: id, path, overwrite: true })
    await client.files.saveChain({ chainId: id, path })
    expect(await readFile(path, 'utf8')).toContain('ergo.chain')
    for (const nowhere of ['no/folder/x.json', 'taken.json/x.json'])
      await expect(
        client.files.saveChain({ chainId: id, path: join(window.dataDir, nowhere) }),
      ).rejects.toMatchObject({ data: { code: 'file_unwritable' } })
  })

  it('that can’t be opened are told with the reason', async () => {
    const { client } = window
    const path = join(window.dataDir, 'gone.json')
    await expect(client.files.openChain({ path })).rejects.toMatchObject({ data: { code: 'file_missing' } })
    await expect(client.files.openChain({ path: window.dataDir })).rejects.toMatchObject({
      data: { code: 'file_unreadable' },
    })
    await expect(client.files.chooseOpen({ title: 'Open' })).rejects.toMatchObject({
      data: { code: 'no_dialogs' },
    })
  })

  it('asked for from outside are opened in the window, also before it is there', async () => {
    const { client, app, dataDir } = window
    const path = join(dataDir, 'a.ergo.json')
    const { id } = (await client.chains.create({ name: 'A' })).summary
    await client.files.saveChain({ chainId: id, path })
    await app.openFile(path)
    await app.openFile(join(dataDir, 'gone.json'))
    const told: unknown[] = []
    for await (const event of await client.app.events()) {
      if (event.type === 'open-chain' || event.type === 'open-failed') told.push(event)
      if (told.length === 2) break
    }
    expect(told).toEqual([
      { type: 'open-chain', chainId: id },
      {
        type: 'open-failed',
        path: join(dataDir, 'gone.json'),
        error: expect.objectContaining({ code: 'file_missing' }),
      },
    ])
  })
})

describe('what a person has chosen', () => {
  it('stays', async () => {
    const { client } = window
    expect(await client.settings.get()).toMatchObject({ theme: 'system', parallel: false })
    await client.settings.set({ theme: 'dark' })
    await client.settings.set({ view: { palette: 240 } })
    window = await window.restart()
    expect(await window.client.settings.get()).toMatchObject({ theme: 'dark', view: { palette: 240 } })
  })

  it('is told with what the app is', async () => {
    expect(await window.client.app.info()).toMatchObject({
      name: 'Ergo',
      shell: 'browser',
      dialogs: false,
      dataFolder: window.dataDir,
    })
  })
})

describe('templates', () => {
  it('make chains that run, each with its data in place', async () => {
    const { client } = window
    const templates = await client.templates.list()
    expect(templates.length).toBeGreaterThan(15)
    for (const { id, name, nodeCount, picture } of templates) {
      expect(picture.nodes).toHaveLength(nodeCount)
      const made = await client.templates.use({ id })
      expect(made).toMatchObject({ name, nodeCount })
      const run = await client.runs.start({ chainId: made.id })
      const { state } = await follow(client, run.id)
      const codes = [...state.nodes.values()].flatMap(({ result }) => result?.error?.code ?? [])
      expect(codes, id).toEqual(id === 'fails-halfway' ? ['division_by_zero'] : [])
    }
    await expect(client.templates.use({ id: 'nope' })).rejects.toMatchObject({
      data: { code: 'template_missing' },
    })
  })

  it('are made of any chain, and deleted', async () => {
    const { client } = window
    const chain = await client.templates.use({ id: 'first-steps' })
    const words = { name: 'Mine', description: 'What I do on Mondays.', category: 'Weekly' }
    const saved = await client.templates.save({ chainId: chain.id, ...words })
    expect(saved).toMatchObject({ ...words, origin: 'own', nodeCount: chain.nodeCount })
    expect((await client.templates.list())[0]).toEqual(saved)
    expect(await client.templates.use({ id: saved.id })).toMatchObject({ name: 'Mine' })
    await client.templates.delete({ id: saved.id })
    expect((await client.templates.list()).map(({ id }) => id)).not.toContain(saved.id)
    for (const id of [saved.id, 'first-steps', '../settings']) {
      await expect(client.templates.delete({ id })).rejects.toMatchObject({
        data: { code: 'template_missing' },
      })
    }
  })
})
