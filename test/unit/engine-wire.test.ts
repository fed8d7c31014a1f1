import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvents, writeEvent } from '#electron/engine/threads/wire.ts'
import { Json } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'
import {
  type CacheMark,
  type NodeEvent,
  type NodeFinished,
  type NodeResult,
  Why,
} from '#shared/run/events.ts'

const value = fc.jsonValue({ maxDepth: 3 }).map((made) => json(Json.parse(JSON.parse(JSON.stringify(made)))))
const time = fc.double({ min: 0, noNaN: true, max: 4e12 }).map((at) => at + 0)
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
    attempts: fc.nat(2),
    cached: fc.constantFrom<CacheMark[]>(false, { by: 'cacheKey' }, { by: 'pin' }),
    startedAt: sometimes(time),
    durationMs: time,
    fingerprint: sometimes(fc.string()),
    why: sometimes(fc.constantFrom(...Why.options)),
  })
  .map((made): NodeResult => JSON.parse(JSON.stringify(made)))
const finished = fc
  .record({ nodeId: fc.string(), at: time, result })
  .map((made): NodeFinished => ({ type: 'node-finished', ...made }))

describe('events as text', () => {
  it('come back as they were, several at a time', () => {
    fc.assert(
      fc.property(fc.array(finished), (events) => {
        expect(readEvents(events.map(writeEvent).join(''))).toEqual(events)
      }),
    )
  })

  it('of other types come back too', () => {
    const events: NodeEvent[] = [
      { type: 'node-started', nodeId: 'a', at: 1, attempt: 2 },
      { type: 'node-recorded', nodeId: 'a', at: 1, record: { kind: 'log', level: 'info', message: 'x' } },
    ]
    expect(readEvents(events.map(writeEvent).join(''))).toEqual(events)
    expect(readEvents('')).toEqual([])
  })

  it.each([
    ['no event', '{"type":"node-vanished"},'],
    ['a list too short', '["a",1,2,3],'],
    ['a list too long', '["a",1,2,3,4,null,null,0],'],
    ['a node that is no text', '[1,1,2,3,4,null,null],'],
    ['a time that is no number', '["a","1",2,3,4,null,null],'],
    ['a start that is no number', '["a",1,null,3,4,null,null],'],
    ['a duration that is no number', '["a",1,2,{},4,null,null],'],
    ['a fingerprint that is no text', '["a",1,2,3,4,5,null],'],
    ['a reason that there is not', '["a",1,2,3,4,null,"whim"],'],
    ['no JSON', 'undefined,'],
  ])('refuses %s', (_what, text) => {
    expect(() => readEvents(text)).toThrow()
  })
})
