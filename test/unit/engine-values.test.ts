import { describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import type { Segment } from '#electron/engine/executor.ts'
import type { NodeDeps } from '#electron/engine/node.ts'
import { runSegment } from '#electron/engine/segment.ts'
import { SegmentValues } from '#electron/engine/values.ts'
import { itemAt } from '#shared/base/item.ts'
import { json, type Value } from '#shared/operation/value.ts'
import type { NodeEvent, NodeResult } from '#shared/run/events.ts'
import { implementations } from '../engine/operations.ts'
import { testPlan } from '../engine/plans.ts'
import { noServices } from '../engine/services.ts'

const done = (value: Value): NodeResult => ({
  status: 'completed',
  value,
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 0,
})
const away: Value = { kind: 'large', of: 'json', ref: 'blob:x', size: 100_000, preview: null }
const plan = testPlan([
  { id: 'a', op: 'add' },
  { id: 'b', op: 'add', from: ['a'] },
  { id: 'c', op: 'add', from: ['a', 'b'] },
])
const segmentOf = (nodes: number[], known: [number, NodeResult][] = []): Segment => ({
  run: { executionId: 'r', plan, params: {}, folders: [], fingerprints: false },
  nodes,
  known: new Map(known),
  attempts: new Map(),
})
const node = (index: number) => itemAt(plan.nodes, index)

describe('the values of a segment', () => {
  it('that were put away are at hand until the last node that takes them, then read back', async () => {
    let read = 0
    const values = new SegmentValues(segmentOf([0, 1, 2]), async () => json(++read))
    values.add(0, { live: done(json('at hand')), told: done(away) })
    expect(values.told(0)?.value).toEqual(away)
    expect(values.inputsOf(node(1))).toEqual([{ nodeId: 'a', port: 'in', value: json('at hand') }])
    values.passed(1, node(1))
    values.add(1, { live: done(json(2)), told: done(json(2)) })
    expect(await values.inputsOf(node(2))).toMatchObject([{ value: json('at hand') }, { value: json(2) }])
    expect(read).toBe(0)
    values.passed(2, node(2))
    expect(await values.inputsOf(node(2))).toMatchObject([{ value: json(1) }, { value: json(2) }])
  })

  it('of before it are read back when they are first taken, once', async () => {
    let read = 0
    const values = new SegmentValues(segmentOf([1, 2], [[0, done(away)]]), async () => json(++read))
    expect(read).toBe(0)
    expect(await values.inputsOf(node(1))).toMatchObject([{ value: json(1) }])
    values.passed(1, node(1))
    values.add(1, { live: done(json(2)), told: done(json(2)) })
    expect(values.inputsOf(node(2))).toMatchObject([{ value: json(1) }, { value: json(2) }])
  })
})

describe('the time of a node', () => {
  /** What the heartbeat and the world are told, in order. */
  async function follow(segment: Segment, parts: Pick<NodeDeps, 'keep' | 'restore'>): Promise<string[]> {
    const said: string[] = []
    const noting =
      (word: string, change: ((value: Value) => Promise<Value>) | undefined) =>
      async (value: Value): Promise<Value> => {
        said.push(word)
        await new Promise((resolve) => setImmediate(resolve))
        said.push(`${word} done`)
        return change ? change(value) : value
      }
    const deps: NodeDeps = {
      implementations,
      cache: new ResultCache(),
      services: noServices().services,
      pulse: { beat: (index) => said.push(`at ${index}`), rest: () => said.push('rest') },
      ...(parts.keep ? { keep: noting('keep', parts.keep) } : {}),
      ...(parts.restore ? { restore: noting('restore', parts.restore) } : {}),
    }
    const hear = (event: NodeEvent): void => {
      if (event.type === 'node-finished') said.push(`${event.nodeId} ${event.result.status}`)
    }
    await runSegment(segment, deps, hear, new AbortController().signal)
    return said
  }

  it('goes on while its result is put away', async () => {
    const large = testPlan([{ id: 'a', op: 'value', config: { value: 'x'.repeat(100_000) } }])
    const segment = { ...segmentOf([0]), run: { ...segmentOf([0]).run, plan: large } }
    expect(await follow(segment, { keep: async () => away })).toEqual([
      'at 0',
      'keep',
      'keep done',
      'rest',
      'a completed',
    ])
  })

  it('begins when its inputs are read back, and it fails where they can not be', async () => {
    const segment = segmentOf([1], [[0, done(away)]])
    expect(await follow(segment, { restore: async () => json(1) })).toEqual([
      'restore',
      'at 1',
      'restore done',
      'at 1',
      'rest',
      'b completed',
    ])
    const gone = async (): Promise<never> => {
      throw new Error('gone')
    }
    expect((await follow(segment, { restore: gone })).slice(-2)).toEqual(['rest', 'b failed'])
  })
})
