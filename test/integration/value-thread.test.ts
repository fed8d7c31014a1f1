import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ValueThread } from '#electron/app/value-thread.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { keepLarge } from '#electron/data/blobs/large.ts'
import { openPages, type Pages, type TableSource } from '#electron/data/pages.ts'
import type { Whole } from '#electron/rpc/values/kept.ts'
import { QUESTIONS, type Question } from '#electron/rpc/values/questions.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableQuery } from '#shared/contract/values.ts'
import {
  type BytesValue,
  type ChartValue,
  type JsonValue,
  json,
  LARGE_BYTES,
  type Value,
} from '#shared/operation/value.ts'
import { constant, edge, expression, follow, openTestWindow } from '../support/window.ts'

let folder: string
let blobs: BlobStore
let thread: ValueThread
let pages: Pages
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-values-'))
  blobs = new BlobStore(folder)
  thread = new ValueThread(folder)
  pages = openPages({ blobs: blobs.folder, scratch: folder })
})
afterAll(async () => {
  await Promise.all([thread.close(), pages.close()])
  await rm(folder, { recursive: true })
})
afterEach(() => vi.restoreAllMocks())

const RECORDS: JsonRecord[] = Array.from({ length: 3000 }, (_, i) => ({
  id: i,
  name: `sample ${i} "ä\u{1F600}"`,
  mass: i / 7,
  flat: i % 2 === 0,
  mixed: i % 3 === 0 ? i : `n${i}`,
  ...(i % 5 === 0 ? { nested: { x: [i, null], y: -1 } } : {}),
  nothing: null,
}))
const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 251))

const VALUES: Record<string, JsonValue | ChartValue | BytesValue> = {
  'a list of records': json(RECORDS),
  'a record': json({ samples: RECORDS, 'a.b': { '0': 'x' }, empty: {}, none: [] }),
  'a list of several kinds': json([1, 'two', null, [RECORDS], { three: 3 }]),
  'a text': json(`${'word \u{1F600} '.repeat(20_000)}needle`),
  bytes: { kind: 'bytes', base64: bytes.toString('base64'), size: bytes.length },
  'a chart': { kind: 'chart', spec: { title: 'all', labels: RECORDS.map(({ name }) => name ?? '') } },
}

const { text, json: tree, search, place, find, bytes: dump, list } = QUESTIONS
const ASKED: (readonly [string, (ask: Ask) => Promise<unknown>])[] = [
  ['its text', (ask) => ask(text, { path: [], offset: 3, limit: 50_000 })],
  ['the end of its text', (ask) => ask(text, { path: [], offset: 139_990, limit: 1000 })],
  ['a part of it as text', (ask) => ask(text, { path: [3], offset: 0, limit: 100 })],
  ['its children', (ask) => ask(tree, { path: [], offset: 0, limit: 1000 })],
  ['children further down', (ask) => ask(tree, { path: ['samples', 5, 'nested'], offset: 0, limit: 10 })],
  ['children of what is not there', (ask) => ask(tree, { path: ['gone'], offset: 0, limit: 10 })],
  ['where a text is', (ask) => ask(search, { text: 'SAMPLE 29' })],
  ['the place of a key', (ask) => ask(place, { path: [], key: 'a.b' })],
  ['the next place of a text', (ask) => ask(find, { text: 'NEEDLE', from: 5 })],
  ['bytes', (ask) => ask(dump, { offset: 99_990, limit: 4096 })],
  ['whether it is a list of records', (ask) => ask(list, null)],
]
type Ask = <Input, Answer>(question: Question<Input, Answer>, input: Input) => Promise<Answer>

const outcome = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((thrown: { code?: unknown; message?: unknown }) => [thrown.code, thrown.message])

describe('a large value', () => {
  it.each(Object.entries(VALUES))('answers in its thread as it would at hand: %s', async (_, value) => {
    const large = await keepLarge(value, blobs)
    const whole: Whole = value
    for (const [what, asked] of ASKED) {
      const there = await outcome(asked((question, input) => thread.ask(large, question, input)))
      const here = await outcome(asked(async (question, input) => question.answer(whole, input)))
      expect([what, there]).toEqual([what, here])
    }
  })

  it('that is a list of records is the same table as one at hand', async () => {
    const large = await keepLarge(json(RECORDS), blobs)
    const elsewhere: TableSource = {
      kind: 'list',
      key: large.ref,
      write: (path) => thread.ask(large, QUESTIONS.writeList, { path, scratch: folder }),
    }
    const here: TableSource = { kind: 'records', key: 'here', records: RECORDS }
    const all: TableQuery = { offset: 0, limit: 1000, sort: [], filter: [] }
    const queries: Partial<TableQuery>[] = [
      {},
      { offset: 2990 },
      { sort: [{ column: 'mixed', descending: true }], offset: 1500, limit: 20 },
      { filter: [{ column: 'mass', operator: 'gt', value: 400 }] },
      { search: 'SAMPLE 29' },
    ]
    for (const query of queries)
      expect(await pages.page(elsewhere, { ...all, ...query })).toEqual(
        await pages.page(here, { ...all, ...query }),
      )
    for (const { name } of await pages.columns(here))
      expect(await pages.profile(elsewhere, name)).toEqual(await pages.profile(here, name))
  })

  it('that makes no table fails as one at hand does', async () => {
    const bad = Array.from({ length: 20_000 }, () => ({}))
    const large = await keepLarge(json(bad), blobs)
    const write = (path: string) => thread.ask(large, QUESTIONS.writeList, { path, scratch: folder })
    await expect(pages.columns({ kind: 'list', key: large.ref, write })).rejects.toMatchObject({
      code: 'empty_input',
    })
  })

  it('is compared with another, large or small, field by field and in small', async () => {
    const [a, b] = [
      { n: 1, same: RECORDS },
      { n: 2, same: RECORDS, long: 'x'.repeat(100_000) },
    ]
    const [before, after] = [await keepLarge(json(a), blobs), await keepLarge(json(b), blobs)]
    const compared = (one: Value, other: Value) => thread.ask(one, QUESTIONS.changes, null, undefined, other)
    const long = `${'x'.repeat(400)} …`
    expect(await compared(before, after)).toEqual({
      kind: 'value',
      fields: [
        { field: 'n', before: 1, after: 2 },
        { field: 'long', after: long },
      ],
      more: false,
    })
    expect(await compared(json({ n: 1 }), after)).toMatchObject({
      fields: [
        { field: 'n' },
        { field: 'same', after: expect.stringMatching(/^\[\{"id": 0,.* …$/s) },
        { field: 'long' },
      ],
    })
    expect(await compared(before, before)).toMatchObject({ fields: [], more: false })
  })

  it('whose file is gone says so', async () => {
    const large = {
      kind: 'large' as const,
      of: 'json' as const,
      ref: `blob:${'0'.repeat(64)}`,
      size: 9,
      preview: null,
    }
    await expect(thread.ask(large, list, null)).rejects.toMatchObject({ code: 'blob_missing' })
  })
})

describe('the thread of large values', () => {
  const ENORMOUS = json(Array.from({ length: 400_000 }, (_, i) => ({ i, name: `n${i}` })))
  const SMALL = json(RECORDS)
  const row = { path: [2999], offset: 0, limit: 1 }

  it('that dies is replaced: only what it died of fails, with a sentence', async () => {
    const small = new ValueThread(folder, { memoryMb: 24 })
    const [enormous, fine] = [await keepLarge(ENORMOUS, blobs), await keepLarge(SMALL, blobs)]
    const asked = [fine, enormous, fine].map((value) => outcome(small.ask(value, tree, row)))
    const [before, died, after] = await Promise.all(asked)
    expect(died).toEqual(['out_of_memory', expect.stringContaining('24 MB')])
    expect(before).toMatchObject({ size: 6 })
    expect(after).toEqual(before)
    expect(await small.ask(fine, tree, row)).toEqual(before)
    await small.close()
  })

  it('tries a value once more by itself where those before it left no room', async () => {
    const small = new ValueThread(folder, { memoryMb: 64 })
    const all = [1, 2, 3].map((k) =>
      keepLarge(json(Array.from({ length: 500_000 }, (_, i) => ({ i: i + k, name: `n${i}` }))), blobs),
    )
    for (const value of all) expect(await small.ask(await value, list, null)).toMatchObject({ records: true })
    await small.close()
  })

  it('is not handed what nobody waits for any more', async () => {
    const small = new ValueThread(folder, { memoryMb: 24 })
    const [enormous, fine] = [await keepLarge(ENORMOUS, blobs), await keepLarge(SMALL, blobs)]
    const stop = new AbortController()
    const first = small.ask(fine, tree, row)
    const dropped = small.ask(enormous, tree, row, stop.signal)
    const last = small.ask(fine, tree, row)
    stop.abort(new Error('gone'))
    await expect(dropped).rejects.toThrow('gone')
    expect(await last).toEqual(await first)
    await expect(small.ask(fine, tree, row, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    const under = new AbortController()
    const left = small.ask(fine, tree, row, under.signal)
    under.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    expect(await small.ask(fine, tree, row)).toEqual(await first)
    await small.close()
  })

  it('ends when nobody has asked for a while, and is there again for the next', async () => {
    const one = new ValueThread(folder, { idleMs: 50 })
    expect(one.running).toBe(false)
    const fine = await keepLarge(SMALL, blobs)
    const first = await one.ask(fine, tree, row)
    expect(one.running).toBe(true)
    await vi.waitFor(() => expect(one.running).toBe(false), 10_000)
    expect(await one.ask(fine, tree, row)).toEqual(first)
    expect(await one.ask(fine, tree, row)).toEqual(first)
    await one.close()
  })

  it('is closed with what it is at', async () => {
    const one = new ValueThread(folder)
    const fine = await keepLarge(SMALL, blobs)
    const asked = [one.ask(fine, tree, row), one.ask(fine, tree, row)].map(outcome)
    await one.close()
    expect(await Promise.all([...asked, outcome(one.ask(fine, tree, row))])).toEqual(
      Array(3).fill(['closed', expect.any(String)]),
    )
  })
})

describe('the main thread', () => {
  it('never parses a large value that a window looks at', { timeout: 120_000 }, async () => {
    const window = await openTestWindow()
    const { client } = window
    const { summary } = await client.chains.create({
      chain: {
        name: 'Large',
        parameters: [],
        nodes: [
          expression('list', 'Array.from({ length: 20000 }, (_, i) => ({ i, name: "sample " + i }))'),
          expression('long', '"word ".repeat(50000) + "needle"'),
          constant('none', null),
          { id: 'fit', type: 'CALCULATE', operation: 'regression', config: { x: 'i', y: 'i' } },
        ],
        edges: [edge('list', 'fit')],
      },
    })
    const run = async () => {
      const { id } = await client.runs.start({ chainId: summary.id })
      const { state } = await follow(client, id)
      expect(state.status).toBe('completed')
      return id
    }
    const [executionId, b] = [await run(), await run()]
    const at = (nodeId: string) => ({ executionId, nodeId })
    const parsed = vi.spyOn(JSON, 'parse')
    const { values } = client
    expect(await values.json({ ...at('list'), path: [19_999] })).toMatchObject({ size: 2 })
    expect(await values.search({ ...at('list'), text: 'sample 19999' })).toEqual({
      paths: [[19_999, 'name']],
    })
    expect(await values.place({ ...at('list'), path: [7], key: 'name' })).toEqual({ index: 1, size: 0 })
    expect(await values.find({ ...at('long'), text: 'needle', from: 9 })).toEqual({ offset: 250_000 })
    expect(await values.text({ ...at('long'), offset: 249_995, limit: 100 })).toMatchObject({
      text: 'word needle',
    })
    expect(await values.table({ ...at('list'), search: '19999' })).toMatchObject({
      matching: 1,
      total: 20_000,
    })
    const chart = { by: 'config' as const, config: { kind: 'scatter' as const, x: 'i', y: ['i'] } }
    expect((await values.draw({ ...at('list'), chart })).series).toHaveLength(1)
    await values.draw({ ...at('fit'), chart: { by: 'result' } })
    const compared = await client.comparison.values({ a: executionId, b, nodeId: 'list', states: ['same'] })
    expect(compared).toMatchObject({ kind: 'table', keys: ['i'], matching: 20_000, rows: { length: 100 } })
    const alike = await client.comparison.values({ a: executionId, b, nodeId: 'long' })
    expect(alike).toEqual({ kind: 'value', fields: [], more: false })
    await expect(values.table(at('long'))).rejects.toMatchObject({ data: { code: 'value_kind' } })
    await expect(values.draw({ ...at('list'), chart: { by: 'value' } })).rejects.toMatchObject({
      data: { code: 'value_kind' },
    })
    expect(Math.max(0, ...parsed.mock.calls.map(([given]) => given.length))).toBeLessThan(LARGE_BYTES)
    expect(window.bugs).toEqual([])
    await window.close()
  })
})
