import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ExecutionId } from '#shared/base/ids.ts'
import { json } from '#shared/operation/value.ts'
import type { NodeResult, RunEvent } from '#shared/run/events.ts'
import { replay } from '#shared/run/replay.ts'
import { emptyRun, foldRun } from '#shared/run/state.ts'

const error = { code: 'x', message: 'It went wrong.' }
const result = (status: NodeResult['status'], attempts: number, startedAt: number): NodeResult => ({
  status,
  attempts,
  warnings: [],
  cached: false,
  durationMs: 5,
  ...(attempts > 0 ? { startedAt, runner: 1 } : {}),
  ...(status === 'completed' ? { value: json(1) } : {}),
  ...(status === 'failed' ? { error } : {}),
})

/** The events of one node, from nothing heard of it to its end. */
const nodeEvents = (nodeId: string) =>
  fc
    .record({
      attempts: fc.integer({ min: 0, max: 3 }),
      ended: fc.boolean(),
      logs: fc.integer({ min: 0, max: 2 }),
      status: fc.constantFrom('completed' as const, 'failed' as const, 'skipped' as const),
      at: fc.integer({ min: 10, max: 99 }),
    })
    .map(({ attempts, ended, logs, status, at }): RunEvent[] => [
      ...Array.from({ length: attempts }, (_, i): RunEvent[] => [
        { type: 'node-started', nodeId, at: at + i, attempt: i + 1, runner: 1 },
        ...(i + 1 < attempts
          ? [{ type: 'node-attempt' as const, nodeId, at: at + i, attempt: i + 1, error, retryInMs: 0 }]
          : []),
      ]).flat(),
      ...Array.from(
        { length: logs },
        (): RunEvent => ({
          type: 'node-recorded',
          nodeId,
          at,
          record: { kind: 'log', level: 'info', message: 'm' },
        }),
      ),
      ...(ended
        ? [{ type: 'node-finished' as const, nodeId, at: at + 9, result: result(status, attempts, at) }]
        : []),
    ])

it('folds to the state that it tells', () => {
  fc.assert(
    fc.property(
      fc.tuple(nodeEvents('a'), nodeEvents('b'), nodeEvents('c')),
      fc.constantFrom(null, 'completed' as const, 'cancelled' as const),
      fc.boolean(),
      (nodes, end, failed) => {
        const events: RunEvent[] = [
          {
            type: 'run-started',
            executionId: ExecutionId.parse('r'),
            at: 1,
            order: ['a', 'b', 'c'],
            inputs: { x: 1 },
          },
          ...nodes.flat(),
          ...(end
            ? [{ type: 'run-finished' as const, at: 200, status: end, ...(failed ? { error } : {}) }]
            : []),
        ]
        const state = foldRun(events)
        expect(foldRun(replay(state))).toEqual(state)
      },
    ),
  )
})

it('has nothing to tell of a run that has not started', () => {
  expect([...replay(emptyRun())]).toEqual([])
})
