import type { EarlierResult } from '#electron/engine/executor.ts'
import type { Store } from '#electron/store/store.ts'
import type { ChainId } from '#shared/base/ids.ts'

type Results = ReadonlyMap<string, EarlierResult>

/**
 * The newest results of a chain's nodes. What was read is kept until the chain runs again: live values ask for them with
 * every key that is pressed.
 */
export class LatestResults {
  private readonly runs: Pick<Store['runs'], 'latest' | 'latestResults'>
  private kept: { readonly key: string; readonly results: Results } | undefined

  constructor(runs: Pick<Store['runs'], 'latest' | 'latestResults'>) {
    this.runs = runs
  }

  of(chainId: ChainId): Results {
    const latest = this.runs.latest(chainId)
    if (!latest) return new Map()
    const key = `${chainId} ${latest.id}`
    if (this.kept?.key === key && latest.status !== 'running') return this.kept.results
    const results = this.runs.latestResults(chainId)
    this.kept = latest.status === 'running' ? undefined : { key, results }
    return results
  }
}
