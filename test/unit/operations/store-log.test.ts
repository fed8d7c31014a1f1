import { describe, expect, it } from 'vitest'
import { runLog } from '#electron/operations/output/log.ts'
import { rehearseStore, runStore } from '#electron/operations/output/store.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { log } from '#shared/operation/output/log.ts'
import { store } from '#shared/operation/output/store.ts'
import { failureOf, type Given, runOperation, tableOf } from '../../operations/harness.ts'

const inputs = { sample: { batch: 'A-1', mass: 2.5, note: 'ok', empty: ' ', none: null }, total: 4 }
const given: Given = { inputs, nodeName: 'Verdict' }
const stored = async (config: JsonRecord, what = given) => {
  const { records, warnings, outcome } = await runOperation(store, runStore, config, what)
  return { records, warnings, value: outcome.value.kind === 'json' ? outcome.value.json : outcome.value.kind }
}

describe('store', () => {
  it('keeps a conclusion under the name of its node', async () => {
    const { records, value, warnings } = await stored({ content: 'Mass {{sample.mass}} of {{total}}' })
    expect(records).toEqual([{ kind: 'conclusion', subject: 'Verdict', content: 'Mass 2.5 of 4' }])
    expect(value).toEqual({
      stored: true,
      target: 'conclusion',
      subject: 'Verdict',
      content: 'Mass 2.5 of 4',
    })
    expect(warnings).toEqual([])
  })

  it.each([
    ['sample.batch', 'A-1'],
    ['total', '4'],
    ['Batch 7', 'Batch 7'],
    ['Batch {{sample.batch}}', 'Batch A-1'],
    ['sample', 'sample'],
    ['{{sample.none}}', 'Verdict'],
    ['sample.nope', 'sample.nope'],
    ['other.batch', 'other.batch'],
  ])('about %j is about %j', async (subject, expected) => {
    const { records } = await stored({ subject, content: 'x' })
    expect(records).toMatchObject([{ subject: expected }])
  })

  it.each<[JsonRecord, JsonRecord]>([
    [{ contentKey: 'note' }, { content: 'ok' }],
    [{ contentKey: 'sample.mass' }, { content: '2.5' }],
    [{ contentKey: 'total' }, { content: '4' }],
    [{ contentKey: 'nope', content: 'instead' }, { content: 'instead' }],
    [{ contentKey: 'note', content: 'unused' }, { content: 'ok' }],
    [
      { data: { m: '{{sample.mass}}', all: ['{{total}} g'] }, content: 'x' },
      { content: 'x', data: { m: 2.5, all: ['4 g'] } },
    ],
    [{ dataKey: 'sample.mass' }, { data: 2.5 }],
    [{ dataKey: 'nope', data: [1] }, { data: [1] }],
  ])('takes what %j says, for an annotation', async (config, expected) => {
    const { records } = await stored({ target: 'annotation', ...config })
    expect(records).toEqual([{ kind: 'annotation', subject: 'Verdict', ...expected }])
  })

  it('refuses what is too large to be read whole wherever it is listed', async () => {
    const config = { content: 'x', dataKey: 'big' }
    const fits = { inputs: { big: 'x'.repeat(900_000) } }
    expect((await stored(config, fits)).records).toHaveLength(1)
    const list = Array.from({ length: 300_000 }, (_, i) => i)
    const told = await failureOf(store, runStore, config, { inputs: { big: list }, nodeName: 'Verdict' })
    expect(told).toMatch(/^statement_too_large: Verdict /)
  })

  it('states its data where a conclusion has no content', async () => {
    const { records } = await stored({ data: { a: 1 } })
    expect(records).toEqual([{ kind: 'conclusion', subject: 'Verdict', content: '{"a":1}', data: { a: 1 } }])
    expect((await stored({ dataKey: 'note' })).records).toMatchObject([{ content: 'ok', data: 'ok' }])
  })

  it('takes tables', async () => {
    const what = { values: { t: tableOf([{ a: 1 }]) } }
    const { records } = await stored({ content: '{{t.length}} rows', dataKey: 't', subject: 't.0.a' }, what)
    expect(records).toEqual([{ kind: 'conclusion', subject: '1', content: '1 rows', data: [{ a: 1 }] }])
  })

  it.each<[JsonRecord, RegExp]>([
    [{}, /^content_missing: .*write a content/],
    [{ content: '  ' }, /^content_missing/],
    [{ contentKey: 'sample.empty', target: 'annotation' }, /^content_missing/],
    [{ content: '{{sample.none}}' }, /^content_missing/],
    [{ contentKey: 'nope', dataKey: 'no.pe' }, /^content_missing: .*"nope" or "no.pe"/],
    [{ content: '{{nope}}' }, /^expression_failed/],
    [{ content: '{{' }, /^template_unclosed/],
  ])('refuses %j', async (config, expected) => {
    expect(await failureOf(store, runStore, config, given)).toMatch(expected)
  })

  it('stores nothing, and says so, without a target', async () => {
    const { records, value, warnings } = await stored({ target: 'none' })
    expect([records, value]).toEqual([[], { stored: false }])
    expect(warnings).toMatchObject([{ code: 'nothing_stored' }])
  })

  it.each<[JsonRecord, JsonRecord]>([
    [{ target: 'none' }, { kind: 'nothing' }],
    [
      { content: 'Mass {{sample.mass}}' },
      { kind: 'statement', target: 'conclusion', subject: 'Verdict', content: 'Mass 2.5' },
    ],
    [
      { target: 'annotation', dataKey: 'sample.mass' },
      { kind: 'statement', target: 'annotation', subject: 'Verdict', content: '2.5', data: 2.5 },
    ],
    [
      { data: null },
      { kind: 'statement', target: 'conclusion', subject: 'Verdict', content: 'null', data: null },
    ],
  ])('with %j would do %j, and stores nothing', async (config, effect) => {
    const { outcome, records } = await runOperation(store, rehearseStore, config, given)
    expect(outcome.value).toEqual({ kind: 'json', json: effect })
    expect(records).toEqual([])
  })

  it('describes itself by what it stores', () => {
    const words = (config: JsonRecord) => store.describe?.(store.config.parse(config))
    expect([{}, { content: 'x' }, { target: 'none' }].map(words)).toEqual(['conclusion', 'x', 'nothing'])
  })
})

describe('log', () => {
  it.each<[JsonRecord, string, string]>([
    [{}, 'info', '{"batch":"A-1","mass":2.5,"note":"ok","empty":" ","none":null}'],
    [{ level: 'warning', message: 'Total {{total}}' }, 'warning', 'Total 4'],
    [{ level: 'debug', message: '' }, 'debug', ''],
  ])('%j', async (config, level, message) => {
    const { records, outcome } = await runOperation(log, runLog, config, given)
    expect(records).toEqual([{ kind: 'log', level, message }])
    expect(outcome.value).toEqual({ kind: 'json', json: message })
  })

  it('needs no input', async () => {
    const { records } = await runOperation(log, runLog, { message: 'here' })
    expect(records).toMatchObject([{ message: 'here' }])
  })

  it('fails where its template does', async () => {
    expect(await failureOf(log, runLog, { message: '{{nope}}' }, given)).toMatch(/^expression_failed/)
  })
})
