import { externalRef, type Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'

/** A result with the run and the node that it was last had in. */
export interface CachedResult {
  readonly result: NodeResult
  readonly executionId: string
  readonly nodeId: string
}

/** Results by a policy's `cacheKey`. Kept in memory for the life of the engine, the least recently used go first. */
export class ResultCache {
  private readonly results = new Map<string, CachedResult>()
  private readonly capacity: number

  constructor(capacity = 1000) {
    this.capacity = capacity
  }

  get(key: string): CachedResult | undefined {
    const cached = this.results.get(key)
    if (cached) {
      this.results.delete(key)
      this.results.set(key, cached)
    }
    return cached
  }

  /** Keeps a completed result that outlives its run; others are not worth a key and are passed over. */
  set(key: string, cached: CachedResult): void {
    if (cached.result.status !== 'completed' || !outlivesRun(cached.result)) return
    this.results.delete(key)
    this.results.set(key, cached)
    for (const oldest of this.results.keys()) {
      if (this.results.size <= this.capacity) return
      this.results.delete(oldest)
    }
  }
}

/** A table that lives in a run's DuckDB is gone when the run ends; one in a blob is not. */
export function outlivesRun(result: NodeResult): boolean {
  const values = [result.value, ...Object.values(result.outputs ?? {})]
  return values.every((value) => !value || isPortable(value))
}

export const isPortable = (value: Value): boolean => externalRef(value)?.startsWith('blob:') ?? true
