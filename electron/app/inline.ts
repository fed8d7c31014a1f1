import { ResultCache } from '#electron/engine/cache.ts'
import type { RunContext } from '#electron/engine/executor.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import type { RunServices } from '#electron/engine/run-services.ts'
import { implementations } from '#electron/operations/index.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { makeServices, type ServicesOptions } from './services.ts'

/** Runs in this thread, with each run's tables held until it is let go. */
export interface InlineRuns {
  readonly executor: InlineExecutor
  rows(executionId: string, table: TableValue, limit: number): Promise<JsonRecord[]>
  letGo(executionId: string): Promise<void>
}

export function inlineRuns(options: ServicesOptions): InlineRuns {
  const make = makeServices(options)
  const held = new Map<string, RunServices>()
  const servicesFor = (run: RunContext): RunServices => {
    const services = make(run)
    held.set(run.executionId, services)
    // The engine lets go of a run before anybody has looked at its tables.
    return { ...services, close: async () => {} }
  }
  return {
    executor: new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor }),
    async rows(executionId, table, limit) {
      return held.get(executionId)?.services.tables.rows(table, { limit }) ?? []
    },
    async letGo(executionId) {
      const services = held.get(executionId)
      held.delete(executionId)
      await services?.close()
    },
  }
}
