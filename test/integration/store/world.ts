import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store, type StoreOptions } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { NodeResult, RunEvent } from '#shared/run/events.ts'

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store that is closed after the test, on a clock that ticks by one millisecond. */
export function freshStore(options: Partial<StoreOptions> = {}): Store {
  let at = 1_700_000_000_000
  let id = 0
  const store = openStore({
    dataDir: options.dataDir ?? freshFolder(),
    now: () => at++,
    newId: () => `id-${id++}`,
    ...options,
  })
  onTestFinished(() => store.close())
  return store
}

export const chainOf = (name: string, ...ids: string[]): Chain =>
  Chain.parse({
    name,
    nodes: ids.map((id) => ({ id, type: 'CALCULATE', operation: 'expression', config: { expression: '1' } })),
  })

export const result = (over: Partial<NodeResult> = {}): NodeResult => ({
  status: 'completed',
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 1,
  ...over,
})

export const completed = (nodeId: string, json: NonNullable<unknown> | null, at = 2): RunEvent => ({
  type: 'node-finished',
  nodeId,
  at,
  result: result({ value: { kind: 'json', json: json as never }, startedAt: at - 1 }),
})

export const started = (id: string, order: string[], inputs = {}, at = 1): RunEvent => ({
  type: 'run-started',
  executionId: ExecutionId.parse(id),
  at,
  order,
  inputs,
})

export const finished = (status: 'completed' | 'failed' | 'cancelled' = 'completed', at = 9): RunEvent => ({
  type: 'run-finished',
  at,
  status,
})
