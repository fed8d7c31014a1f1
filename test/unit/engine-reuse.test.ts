import { expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { Fingerprints } from '#electron/engine/fingerprint.ts'
import { Reuse } from '#electron/engine/reuse.ts'
import type { RunServices } from '#electron/engine/run-services.ts'
import { json, type Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { testPlan } from '../engine/plans.ts'

const result = (value: Value, outputs?: Record<string, Value>): NodeResult => ({
  status: 'completed',
  value,
  ...(outputs ? { outputs } : {}),
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 1,
})

const table = (ref: string): Value => ({ kind: 'table', columns: [], rowCount: 0, ref })

const plan = testPlan([
  { id: 'a', op: 'x' },
  { id: 'b', op: 'y', from: ['a.left'], traits: { pure: true } },
])
const node = plan.nodes[1] as PlanNode
const print = (
  told: NodeResult | undefined,
  of: PlanNode = node,
  stamp?: string | null,
): string | undefined =>
  new Fingerprints({}, stamp === undefined ? undefined : () => stamp).of(of, () => told)

it('a fingerprint follows the content of the port that is taken', () => {
  expect(print(result(json(1)))).toBe(print(result(json(1))))
  expect(print(result(json(1)))).not.toBe(print(result(json(2))))
  expect(print(result(json(1), { left: json(5) }))).toBe(print(result(json(2), { left: json(5) })))
  expect(print({ ...result(json(1)), status: 'skipped' })).not.toBe(print(result(json(1))))
})

it('a table counts by its blob, and has no fingerprint without one', () => {
  expect(print(result(table('blob:a')))).not.toBe(print(result(table('blob:b'))))
  expect(print(result(table('t1')))).toBeUndefined()
  const { value: _value, ...empty } = result(json(1))
  expect(print(empty)).toBeUndefined()
})

it('a file counts by its version, and has no fingerprint where that is not known', () => {
  const reader = { ...node, reads: ['a.csv'] }
  expect(print(result(json(1)), reader, 'v1')).not.toBe(print(result(json(1)), reader, 'v2'))
  expect(print(result(json(1)), reader, null)).toBeUndefined()
  expect(print(result(json(1)), reader)).toBeUndefined()
})

it('parameters named by an escape are parameters named', () => {
  const escaped = { ...node, config: { expression: 'par\\u0061ms.x' } }
  const of = (x: number): string | undefined => new Fingerprints({ x }).of(escaped, () => result(json(1)))
  expect(of(1)).not.toBe(of(2))
})

it('a text counts by its content, however long, and once for all that take it', () => {
  const long = (end: string): NodeResult => result(json('x'.repeat(1000) + end))
  expect(print(long('a'))).toBe(print(long('a')))
  expect(print(long('a'))).not.toBe(print(long('b')))
  const prints = new Fingerprints({})
  const one = long('a')
  expect(prints.of(node, () => one)).toBe(prints.of(node, () => one))
})

it('the name counts where the value holds it', () => {
  const named = { ...node, traits: { ...node.traits, named: true } }
  const under = (of: PlanNode, name: string) =>
    new Fingerprints({}).of({ ...of, name }, () => result(json(1)))
  expect(under(node, 'one')).toBe(under(node, 'other'))
  expect(under(named, 'one')).not.toBe(under(named, 'other'))
})

it('a result under a key whose blob is gone is made anew', async () => {
  const cache = new ResultCache()
  const keyed = { ...node, policy: { ...node.policy, cacheKey: 'k' } }
  cache.set('k', { result: result(table('blob:gone')), executionId: 'x', nodeId: 'n' })
  const run = { executionId: 'r', plan, params: {}, folders: [], fingerprints: false }
  const segment = { run, nodes: [1], known: new Map(), attempts: new Map() }
  const there = await new Reuse(segment, { cache, restore: async (value) => value }).standingOf(
    keyed,
    () => undefined,
  )
  expect(there.reused?.told.cached).toMatchObject({ by: 'cacheKey' })
  const restore = async (): Promise<never> => {
    throw new Error('gone')
  }
  expect(await new Reuse(segment, { cache, restore }).standingOf(keyed, () => undefined)).toEqual({})
})

it('a result whose blob is gone is made anew', async () => {
  const fingerprint = print(result(json(1)))
  const before = { ...result(table('blob:gone')), ...(fingerprint ? { fingerprint } : {}) }
  const restore: NonNullable<RunServices['restore']> = async () => {
    throw new Error('gone')
  }
  const reuse = new Map([['b', { executionId: 'before', result: before }]])
  const run = { executionId: 'r', plan, params: {}, folders: [], fingerprints: true, reuse }
  const standing = await new Reuse(
    { run, nodes: [1], known: new Map(), attempts: new Map() },
    { restore, cache: new ResultCache() },
  ).standingOf(node, () => result(json(1)))
  expect(standing).toEqual({ fingerprint, why: 'earlier_result_lost' })
})
