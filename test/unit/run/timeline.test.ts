import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NodeResult } from '#shared/run/events.ts'
import type { NodeState } from '#shared/run/state.ts'
import { type TimelineRun, timelineOf } from '#shared/run/timeline.ts'

const node = (from: number, durationMs: number, over: Partial<NodeResult> = {}): NodeState => ({
  status: over.status ?? 'completed',
  attempt: 1,
  startedAt: 1000 + from,
  failures: [],
  result: {
    status: 'completed',
    warnings: [],
    attempts: 1,
    cached: false,
    startedAt: 1000 + from,
    durationMs,
    ...over,
  },
})
const run = (nodes: Record<string, NodeState>, over: Partial<TimelineRun> = {}): TimelineRun => ({
  startedAt: 1000,
  finishedAt: 1100,
  nodes: Object.entries(nodes),
  edges: [],
  attempts: [],
  now: 1100,
  ...over,
})

describe('a timeline', () => {
  it('puts what was at work at the same time in lanes, and marks the heaviest path', () => {
    const timeline = timelineOf(
      run(
        { a: node(0, 10), b: node(10, 30), c: node(10, 50), d: node(60, 20), e: node(40, 20) },
        {
          edges: [
            { source: 'a', target: 'b' },
            { source: 'a', target: 'c' },
            { source: 'c', target: 'd' },
            { source: 'b', target: 'd' },
            { source: 'gone', target: 'd' },
          ],
        },
      ),
    )
    expect(timeline).toMatchObject({ lanes: 2, runners: 0, length: 100, criticalMs: 80 })
    expect(timeline.bars.map((bar) => [bar.nodeId, bar.lane, bar.critical])).toEqual([
      ['a', 0, true],
      ['b', 0, false],
      ['e', 0, false],
      ['d', 0, true],
      ['c', 1, true],
    ])
  })

  it('tells attempts, waits and reuse apart', () => {
    const { bars, length } = timelineOf(
      run(
        {
          tried: node(0, 70, { attempts: 3 }),
          taken: node(70, 0, { cached: { by: 'pin' } }),
          left: { ...node(0, 0), status: 'skipped' },
          going: { status: 'running', attempt: 1, startedAt: 1080, failures: [], result: undefined },
          waiting: { status: 'pending', attempt: 0, startedAt: undefined, failures: [], result: undefined },
          lost: { status: 'running', attempt: 1, startedAt: undefined, failures: [], result: undefined },
        },
        {
          finishedAt: undefined,
          now: 1120,
          attempts: [
            { nodeId: 'tried', attempt: 1, startedAt: 1000, failedAt: 1010, retryInMs: 20 },
            { nodeId: 'tried', attempt: 2, startedAt: 1030, failedAt: 1040, retryInMs: 0 },
            { nodeId: 'lost', attempt: 1, startedAt: null, failedAt: 1090, retryInMs: 5 },
          ],
        },
      ),
    )
    expect(length).toBe(120)
    expect(Object.fromEntries(bars.map((bar) => [bar.nodeId, bar.stretches]))).toEqual({
      tried: [
        { kind: 'attempt', from: 0, to: 10 },
        { kind: 'wait', from: 10, to: 30 },
        { kind: 'attempt', from: 30, to: 40 },
        { kind: 'run', from: 40, to: 70 },
      ],
      taken: [{ kind: 'reused', from: 70, to: 70 }],
      going: [{ kind: 'run', from: 80, to: 120 }],
      lost: [
        { kind: 'attempt', from: 90, to: 90 },
        { kind: 'wait', from: 90, to: 95 },
      ],
    })
  })

  it('puts what ran in the lanes of their runners, and what did not in one after them', () => {
    const on = (state: NodeState, runner: number): NodeState => ({ ...state, runner })
    const lanesOf = (nodes: Record<string, NodeState>) => {
      const { bars, lanes, runners } = timelineOf(run(nodes))
      return { lanes, runners, of: Object.fromEntries(bars.map((bar) => [bar.nodeId, bar.lane])) }
    }
    const taken = node(5, 0, { cached: { by: 'pin' } })
    const going: NodeState = {
      status: 'running',
      attempt: 1,
      startedAt: 1080,
      failures: [],
      result: undefined,
    }
    expect(
      lanesOf({
        a: on(node(0, 10), 1),
        b: on(node(20, 10), 1),
        c: on(node(40, 10), 0),
        taken,
        again: taken,
        going: on(going, 2),
      }),
    ).toEqual({ lanes: 4, runners: 3, of: { a: 1, b: 1, c: 0, taken: 3, again: 3, going: 2 } })
    expect(lanesOf({ a: on(node(0, 10), 0), taken, b: on(node(20, 10), 0) })).toEqual({
      lanes: 1,
      runners: 1,
      of: { a: 0, taken: 0, b: 0 },
    })
    expect(lanesOf({ a: node(0, 10), b: node(5, 10), taken })).toMatchObject({
      lanes: 3,
      runners: 0,
      of: { a: 0, b: 1, taken: 2 },
    })
  })

  it('draws a wait as far as it has gone, or went before the run was cancelled', () => {
    const waiting: NodeState = {
      status: 'running',
      attempt: 1,
      startedAt: 1000,
      failures: [],
      result: undefined,
    }
    const attempt = { attempt: 1, startedAt: 1000, failedAt: 1010, retryInMs: 60_000 }
    const stretchesOf = (over: Partial<TimelineRun>) => {
      const { bars, length } = timelineOf(
        run(
          { waiting, left: node(0, 30, { status: 'cancelled' }) },
          {
            attempts: ['waiting', 'left'].map((nodeId) => ({ nodeId, ...attempt })),
            ...over,
          },
        ),
      )
      return [length, Object.fromEntries(bars.map((bar) => [bar.nodeId, bar.stretches]))]
    }
    const failed = { kind: 'attempt', from: 0, to: 10 }
    const left = [failed, { kind: 'wait', from: 10, to: 30 }]
    expect(stretchesOf({ finishedAt: undefined, now: 1050 })).toEqual([
      50,
      { waiting: [failed, { kind: 'wait', from: 10, to: 50 }], left },
    ])
    // Of a run that was interrupted nothing is known after its last sign of life.
    expect(stretchesOf({ finishedAt: 1040, now: 9000 })).toEqual([
      40,
      { waiting: [failed, { kind: 'wait', from: 10, to: 40 }], left },
    ])
    expect(stretchesOf({ finishedAt: undefined, now: 62_000 })).toEqual([
      61_000,
      {
        waiting: [failed, { kind: 'wait', from: 10, to: 60_010 }, { kind: 'run', from: 60_010, to: 61_000 }],
        left,
      },
    ])
  })

  it('finds the heaviest path whatever the order of nodes, and where ways part and meet', () => {
    const { bars, criticalMs } = timelineOf(
      run(
        { d: node(40, 10), c: node(10, 30), b: node(10, 5), a: node(0, 10) },
        {
          edges: [
            { source: 'b', target: 'd' },
            { source: 'c', target: 'd' },
            { source: 'a', target: 'b' },
            { source: 'a', target: 'c' },
          ],
        },
      ),
    )
    expect(criticalMs).toBe(50)
    expect(bars.filter((bar) => bar.critical).map((bar) => bar.nodeId)).toEqual(['a', 'c', 'd'])
  })

  it('puts a reused result where it was taken, or at the beginning where that is not known', () => {
    const result = NodeResult.parse({
      status: 'completed',
      warnings: [],
      attempts: 1,
      cached: { by: 'pin' },
      durationMs: 0,
    })
    const { bars } = timelineOf(
      run({
        told: { ...node(30, 0), result },
        untold: { ...node(30, 0), startedAt: undefined, result },
      }),
    )
    expect(Object.fromEntries(bars.map(({ nodeId, from, to }) => [nodeId, [from, to]]))).toEqual({
      told: [30, 30],
      untold: [0, 0],
    })
  })

  it('of nothing is empty', () => {
    expect(timelineOf(run({}, { finishedAt: 1000 }))).toEqual({
      bars: [],
      lanes: 0,
      runners: 0,
      length: 0,
      criticalMs: 0,
    })
  })

  it('never has two bars at once in a lane, nor more lanes than were at work at once', () => {
    const span = fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 40 }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const nodes = Object.fromEntries(spans.map(([from, took], i) => [`n${i}`, node(from, took)]))
        const { bars, lanes } = timelineOf(run(nodes))
        for (let lane = 0; lane < lanes; lane++) {
          const own = bars.filter((bar) => bar.lane === lane)
          own.forEach((bar, i) => {
            const next = own[i + 1]
            if (next) expect(bar.to).toBeLessThanOrEqual(next.from)
          })
        }
        const most = Math.max(
          0,
          ...spans.map(([at]) => spans.filter(([from, took]) => from <= at && at < from + took).length),
        )
        expect(lanes).toBe(most)
      }),
    )
  })
})
