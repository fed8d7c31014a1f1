import type { RunHandle, RunListener, RunOptions } from '#electron/engine/types.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Plan } from '#shared/run/plan.ts'

/** A chain made ready to run, as `electron/app/prepare.ts` makes it. */
export interface PreparedChain {
  readonly chain: Chain
  readonly plan: Plan
  readonly path: string | undefined
  readonly folders: readonly string[]
}

/** What the window's features need of the app to run chains. */
export interface Starter {
  prepare(chain: Chain, path?: string): PreparedChain
  startRun(
    prepared: PreparedChain,
    start: {
      readonly inputs: JsonRecord
      readonly options?: RunOptions
      readonly trigger: 'window' | 'again' | 'resume'
      readonly chainId?: ChainId | null
      readonly asked?: JsonRecord
      readonly keep?: false
    },
    listener?: RunListener,
  ): RunHandle
}
