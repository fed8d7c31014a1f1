import fc from 'fast-check'
import { ExecutionId } from '#shared/base/ids.ts'
import { Reason, RunEvent, Why } from '#shared/run/events.ts'

const HASH = 'ab'.repeat(32)
const NODES = ['a', 'b', 'c', 'd']

const plainJson = fc.jsonValue({ maxDepth: 3 })
const record = fc.dictionary(
  fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'),
  plainJson,
  {
    maxKeys: 4,
  },
)
const time = fc.double({ min: 0, max: 2e12, noNaN: true })
const count = fc.nat(1_000_000)
const error = fc.record(
  { code: fc.string(), message: fc.string(), data: record },
  { requiredKeys: ['code', 'message'] },
)

const value = fc.oneof(
  fc.record({ kind: fc.constant('json' as const), json: plainJson }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.constant([{ name: 'x', type: 'number' as const }]),
    rowCount: count,
    ref: fc.constantFrom(`blob:${HASH}`, 'relation_1'),
  }),
  fc.record({ kind: fc.constant('chart' as const), spec: plainJson }),
  fc.record({ kind: fc.constant('file' as const), path: fc.string(), size: count }),
  fc.record({ kind: fc.constant('bytes' as const), base64: fc.base64String(), size: count }),
  fc.record({
    kind: fc.constant('large' as const),
    of: fc.constantFrom('json' as const, 'chart' as const, 'bytes' as const),
    ref: fc.constant(`blob:${HASH}`),
    size: count,
    preview: plainJson,
  }),
)

const result = fc.record(
  {
    status: fc.constantFrom(
      'completed' as const,
      'failed' as const,
      'skipped' as const,
      'cancelled' as const,
    ),
    reason: fc.constantFrom(...Reason.options),
    value,
    outputs: fc.dictionary(fc.constantFrom('out', 'other'), value),
    decision: fc.record({ result: plainJson, path: fc.string() }),
    error,
    warnings: fc.array(fc.record({ code: fc.string(), message: fc.string() }), { maxLength: 2 }),
    attempts: fc.nat(5),
    cached: fc.constantFrom(
      false as const,
      { by: 'cacheKey' as const },
      { by: 'reuse' as const, executionId: 'earlier' },
      { by: 'pin' as const },
      { by: 'pin' as const, executionId: 'earlier' },
    ),
    startedAt: time,
    durationMs: time,
    fingerprint: fc.string(),
    why: fc.constantFrom(...Why.options),
    runner: fc.nat(9),
  },
  { requiredKeys: ['status', 'warnings', 'attempts', 'cached', 'durationMs'] },
)

const nodeRecord = fc.oneof(
  fc.record({
    kind: fc.constant('log' as const),
    level: fc.constantFrom('debug' as const, 'info' as const, 'warning' as const, 'error' as const),
    message: fc.string(),
  }),
  fc.record(
    { kind: fc.constant('conclusion' as const), subject: fc.string(), content: fc.string(), data: plainJson },
    { requiredKeys: ['kind', 'subject', 'content'] },
  ),
  fc.record(
    { kind: fc.constant('annotation' as const), subject: fc.string(), content: fc.string(), data: plainJson },
    { requiredKeys: ['kind', 'subject'] },
  ),
  fc.record({
    kind: fc.constant('script' as const),
    name: fc.string(),
    version: fc.nat(9),
    arguments: record,
  }),
  fc.record({
    kind: fc.constant('source' as const),
    path: fc.string(),
    size: count,
    modifiedAt: time,
    sha256: fc.constantFrom(HASH, 'cd'.repeat(32)),
  }),
)

/** Mostly of the run's nodes, in any order: also ends told twice, and nodes that the run has not. */
const nodeId = fc.constantFrom(...NODES, 'stranger')
const nodeEvent = fc.oneof(
  fc.record(
    { type: fc.constant('node-started' as const), nodeId, at: time, attempt: fc.nat(5), runner: fc.nat(9) },
    { requiredKeys: ['type', 'nodeId', 'at', 'attempt'] },
  ),
  fc.record({
    type: fc.constant('node-attempt' as const),
    nodeId,
    at: time,
    attempt: fc.nat(5),
    error,
    retryInMs: time,
  }),
  fc.record({ type: fc.constant('node-recorded' as const), nodeId, at: time, record: nodeRecord }),
  fc.record({ type: fc.constant('node-finished' as const), nodeId, at: time, result }),
)

const end = fc.record(
  {
    type: fc.constant('run-finished' as const),
    at: time,
    status: fc.constantFrom(
      'completed' as const,
      'failed' as const,
      'cancelled' as const,
      'timed_out' as const,
    ),
    error,
  },
  { requiredKeys: ['type', 'at', 'status'] },
)

/** The events of one run: its start, then anything its nodes may tell, then mostly its end. */
export function runEvents(): fc.Arbitrary<RunEvent[]> {
  const start = fc.record({
    type: fc.constant('run-started' as const),
    executionId: fc.constant(ExecutionId.parse('x')),
    at: time,
    order: fc.constant(NODES),
    inputs: record,
  })
  return (
    fc
      .tuple(start, fc.array(nodeEvent, { maxLength: 60 }), fc.option(end))
      .map(([first, events, last]) => [first, ...events, ...(last ? [last] : [])])
      // As they come from a runner: plain JSON (which knows no -0), parsed.
      .map((events) => events.map((event) => RunEvent.parse(JSON.parse(JSON.stringify(event)))))
  )
}
