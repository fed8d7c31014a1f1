import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScriptDraft } from '#shared/contract/scripts.ts'
import { openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const failed = (code: string) => ({ data: expect.objectContaining({ code }) })
const parameters = [{ name: 'x', type: 'number' as const }]
const doubled = { name: 'doubled', code: 'log("got", x)\nreturn x * 2', parameters }

describe('what is being written', () => {
  it('is tried without being kept, held to its limits', async () => {
    const { scripts } = window.client
    const text = { parameters, timeoutMs: 300, memoryMb: 64, arguments: { x: 4 } }
    expect(await scripts.tryOut({ ...text, code: doubled.code })).toMatchObject({
      status: 'completed',
      result: { json: 8 },
      log: [{ message: 'got 4' }],
    })
    expect(await scripts.tryOut({ ...text, code: 'const a = null\nreturn a.b' })).toMatchObject({
      status: 'failed',
      error: { code: 'expression_failed', data: { line: 2 } },
    })
    expect(await scripts.tryOut({ ...text, code: 'while (true) {}' })).toMatchObject({
      error: { code: 'timeout' },
    })
    expect(await scripts.tryOut({ ...text, code: 'return 1', arguments: {} })).toMatchObject({
      error: { code: 'input_missing', message: expect.stringContaining('The script needs a value') },
    })
    expect(await scripts.tryOut({ ...text, code: 'return 1', arguments: { x: 1, y: 2 } })).toMatchObject({
      error: { code: 'argument_unknown' },
    })
    expect((await scripts.executions({})).items).toEqual([])
  })

  it('gives its result to read: records as a table, the rest as text', async () => {
    const { scripts } = window.client
    const gives = async (code: string) =>
      (await scripts.tryOut({ code, parameters: [], timeoutMs: 10_000, memoryMb: 64 })).result
    expect(await gives('return [{ a: 1, b: "x" }, { a: 2, c: true }]')).toMatchObject({
      kind: 'table',
      columns: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'text' },
        { name: 'c', type: 'boolean' },
      ],
      rowCount: 2,
      rows: [
        [1, 'x', null],
        [2, null, true],
      ],
    })
    expect(await gives('return range(0, 5000).map(i => ({ i }))')).toMatchObject({
      rowCount: 5000,
      rows: { length: 200 },
    })
    expect(await gives('return range(0, 5000)')).toMatchObject({
      kind: 'json',
      partial: true,
      text: expect.stringMatching(/^\[\s+0,[\s\S]*4999\s\]$/),
    })
    expect(await gives('return [{ a: [] }, 1]')).toMatchObject({ kind: 'json', json: [{ a: [] }, 1] })
    await scripts.save({ name: 'long', code: 'return "x".repeat(200000)' })
    const { id } = await scripts.run({ name: 'long' })
    const parsed = vi.spyOn(JSON, 'parse')
    expect(await scripts.execution({ id })).toMatchObject({
      result: { kind: 'json', text: expect.stringMatching(/^"x{99999}$/) },
    })
    // All of it is read in a thread: this one is not to be held up.
    expect(parsed.mock.calls.filter(([text]) => text.length > 150_000)).toEqual([])
    parsed.mockRestore()
  })

  it('is checked, every name of it', async () => {
    const { scripts } = window.client
    expect(await scripts.check({ code: 'log(meen(x))\nreturn xs + y', names: ['x'] })).toMatchObject([
      { line: 1, column: 5, length: 4, message: expect.stringContaining('"mean"') },
      { line: 2, column: 8, length: 2 },
      { line: 2, column: 13, length: 1 },
    ])
    expect(await scripts.check({ code: 'return (', names: [] })).toMatchObject([{ line: 1, column: 9 }])
    expect(await scripts.check({ code: 'return x', names: ['x'] })).toEqual([])
  })

  it('is kept as it is typed, over a restart', async () => {
    const draft: ScriptDraft = {
      name: '',
      description: '',
      category: '',
      tags: [],
      parameters: [{ name: 'not a name', type: 'any' }],
      timeoutMs: 1,
      memoryMb: 1,
      testInput: { x: 1 },
      code: 'return (',
    }
    await window.client.scripts.keepDraft({ key: 'new 1', draft })
    await window.client.scripts.keepDraft({ key: 'script a', draft: { ...draft, name: 'a' } })
    window = await window.restart()
    const { scripts } = window.client
    expect(await scripts.draft({ key: 'new 1' })).toEqual({ draft })
    expect((await scripts.drafts()).map(({ key, name }) => [key, name]).sort()).toEqual([
      ['new 1', ''],
      ['script a', 'a'],
    ])
    await scripts.keepDraft({ key: 'new 1', draft: null })
    expect(await scripts.draft({ key: 'new 1' })).toEqual({ draft: null })
  })
})

describe('the library', () => {
  it('refuses what could not run', async () => {
    const { scripts } = window.client
    await expect(scripts.save({ ...doubled, code: 'return (' })).rejects.toMatchObject(
      failed('script_invalid'),
    )
    await expect(scripts.save({ ...doubled, parameters: [{ name: 'log', type: 'any' }] })).rejects.toThrow()
  })

  it('says what of it a chain finds', async () => {
    const { scripts } = window.client
    await scripts.save(doubled)
    await scripts.save({ ...doubled, code: 'return x * 3', parameters: [] })
    const uses = [
      { name: 'doubled' },
      { name: 'doubled', version: 1 },
      { name: 'doubled', version: 9 },
      { name: 'none' },
    ]
    expect(await scripts.lookUp({ uses })).toEqual([
      { name: 'doubled', newest: 2, parameters: [] },
      { name: 'doubled', version: 1, newest: 2, parameters },
      { name: 'doubled', version: 9, newest: 2, parameters: null },
      { name: 'none', newest: null, parameters: null },
    ])
  })

  it('goes to files and comes back under a name that is free', async () => {
    const { scripts } = window.client
    await scripts.save({ ...doubled, name: 'a/b: c', category: 'Maths', timeoutMs: 500 })
    const { fileName, text } = await scripts.exportText({ name: 'a/b: c' })
    expect(fileName).toBe('a-b- c.ergo-script.js')
    const { script, issues } = await scripts.importText({ text, fileName })
    expect([script.name, script.category, issues]).toEqual(['a/b: c 2', 'Maths', []])
    expect(await scripts.get({ name: 'a/b: c 2' })).toMatchObject({ code: doubled.code, timeoutMs: 500 })
    await expect(scripts.importText({ text: 'return 1', fileName: 'x.js' })).rejects.toMatchObject(
      failed('script_invalid'),
    )
    expect(await scripts.labels()).toEqual({ categories: ['Maths'], tags: [] })
  })

  it('takes what comes with Ergo once, and leaves a person’s changes to it alone', async () => {
    const { scripts } = window.client
    expect((await scripts.ready()).find(({ name }) => name === 'Half-life')?.added).toBe(false)
    expect(await scripts.addReady({ name: 'Half-life' })).toMatchObject({ version: 1, category: 'Kinetics' })
    await scripts.save({ name: 'Half-life', code: 'return 1' })
    expect(await scripts.addReady({ name: 'Half-life' })).toMatchObject({ version: 2 })
    expect((await scripts.ready()).find(({ name }) => name === 'Half-life')?.added).toBe(true)
    await expect(scripts.addReady({ name: 'None' })).rejects.toMatchObject(failed('script_missing'))
  })

  it('keeps runs readable after the script is gone, and takes a deletion back', async () => {
    const { scripts } = window.client
    await scripts.save(doubled)
    const run = await scripts.run({ name: 'doubled', arguments: { x: 2 } })
    await scripts.delete({ name: 'doubled' })
    expect(await scripts.execution({ id: run.id })).toMatchObject({
      name: 'doubled',
      result: { json: 4 },
      log: [{ message: 'got 2' }],
    })
    expect(await scripts.restore({ name: 'doubled' })).toMatchObject({ version: 1 })
  })

  it('ends a run when nobody waits for it any more', async () => {
    const { scripts } = window.client
    await scripts.save({ name: 'loop', code: 'while (true) {}' })
    const controller = new AbortController()
    const run = scripts.run({ name: 'loop' }, { signal: controller.signal })
    await expect.poll(async () => (await scripts.executions({})).items.length).toBe(1)
    controller.abort()
    await expect(run).rejects.toThrow()
    await expect.poll(async () => (await scripts.executions({})).items[0]?.status).toBe('cancelled')
  })
})
