import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf } from '#electron/engine/places.ts'
import { EventWriter, readEvents } from '#electron/engine/threads/wire.ts'
import { Json } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'
import {
  type CacheMark,
  type NodeEvent,
  type NodeFinished,
  type NodeResult,
  Why,
} from '#shared/run/events.ts'
import { testPlan } from '../engine/plans.ts'

const value = fc.jsonValue({ maxDepth: 3 }).map((made) => json(Json.parse(JSON.parse(JSON.stringify(made)))))
/** As clocks give it, and any other. */
const time = fc.oneof(
  fc.double({ min: 1.7e12, max: 1.8e12, noNaN: true }),
  fc.double({ min: 0, noNaN: true, max: 4e12 }).map((at) => at + 0),
)
/** Ports are named by operations; a record's schema knows no `__proto__`. */
const port = fc.string().filter((name) => name !== '__proto__')
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** A node's end with any of its keys there or not. */
const result = fc
  .record({
    status: fc.constantFrom('completed' as const, 'failed' as const, 'skipped' as const),
    value: sometimes(value),
    outputs: sometimes(fc.dictionary(port, value)),
    decision: sometimes(fc.record({ result: fc.boolean(), path: fc.string() })),
    warnings: fc.array(fc.record({ code: fc.string(), message: fc.string() }), { maxLength: 1 }),
    attempts: fc.oneof(fc.constant(1), fc.nat(2)),
    cached: fc.constantFrom<CacheMark[]>(
      false,
      { by: 'cacheKey' },
      { by: 'cacheKey', executionId: 'e', nodeId: 'n' },
      { by: 'pin' },
      { by: 'pin', executionId: 'e' },
    ),
    startedAt: sometimes(time),
    durationMs: fc.oneof(
      fc.nat().map((ticks) => ticks / 4096),
      time,
    ),
    fingerprint: sometimes(fc.string()),
    why: sometimes(fc.constantFrom(...Why.options)),
  })
  .map((made): NodeResult => JSON.parse(JSON.stringify(made)))
const NODES = testPlan(['a', 'b', 'c'].map((id) => ({ id, op: 'add' }))).nodes
const PLACES = placesOf(NODES)
const finished = fc
  .record({ nodeId: fc.constantFrom('a', 'b', 'c', 'elsewhere'), at: time, result })
  .map((made): NodeFinished => ({ type: 'node-finished', ...made }))

const written = (events: readonly NodeEvent[]): string => {
  const writer = new EventWriter(PLACES)
  return events.map((event) => writer.write(event)).join('')
}
const plain = (at: number): NodeFinished => ({
  type: 'node-finished',
  nodeId: 'b',
  at,
  result: {
    status: 'completed',
    value: json(7),
    warnings: [],
    attempts: 1,
    cached: false,
    startedAt: at - 1,
    durationMs: 0.5,
  },
})

describe('events as text', () => {
  it('are short where a node ran once and gave a value', () => {
    expect(written([plain(1000), plain(1002.25)])).toBe('1000,[1,-4096,0,2048,7],[1,5120,9216,2048,7],')
  })

  it('are read by themselves from where the writer has begun anew', () => {
    const writer = new EventWriter(PLACES)
    writer.write(plain(1000))
    writer.begin()
    expect(readEvents(writer.write(plain(2000)), NODES)).toEqual([plain(2000)])
  })

  it('come back as they were, several at a time', () => {
    fc.assert(
      fc.property(fc.array(finished), (events) => {
        expect(readEvents(written(events), NODES)).toEqual(events)
      }),
    )
  })

  it('of other types come back too', () => {
    const events: NodeEvent[] = [
      { type: 'node-started', nodeId: 'a', at: 1, attempt: 2 },
      { type: 'node-recorded', nodeId: 'a', at: 1, record: { kind: 'log', level: 'info', message: 'x' } },
    ]
    expect(readEvents(written(events), NODES)).toEqual(events)
    expect(readEvents('', NODES)).toEqual([])
  })

  it.each([
    ['no event', '{"type":"node-vanished"},'],
    ['a list too short', '9,[0,1,2,3],'],
    ['a list of no full length', '9,[0,1,2,3,4,null],'],
    ['a list too long', '9,[0,1,2,3,4,null,null,0],'],
    ['a node that there is not', '9,[3,1,2,3,4],'],
    ['a node that is no place', '9,["a",1,2,3,4],'],
    ['a start that is no number', '9,[0,"1",2,3,4],'],
    ['an end that is no number', '9,[0,1,null,3,4],'],
    ['a duration that is no number', '9,[0,1,2,{},4],'],
    ['a time before any origin', '[0,1,2,3,4],'],
    ['a fingerprint that is no text', '9,[0,1,2,3,4,5,null],'],
    ['a reason that there is not', '9,[0,1,2,3,4,null,"whim"],'],
    ['no JSON', 'undefined,'],
  ])('refuses %s', (_what, text) => {
    expect(() => readEvents(text, NODES)).toThrow()
  })
})
