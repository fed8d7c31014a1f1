import { dirname, join } from 'node:path'
import type { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { type Plan, planChain } from '#shared/run/plan.ts'

/** A valid chain made ready to be run any number of times. */
export interface Prepared {
  readonly chain: Chain
  readonly plan: Plan
  /** The chain's file, as an absolute path. */
  readonly path: string | undefined
  /** Where relative paths are looked for, in order. */
  readonly folders: readonly string[]
}

/** In the data folder: where the examples' data lies, beside what the person has put there. */
export const EXAMPLES = 'examples'

/** Plans a chain that `validateChain` finds no errors in. Throws on another: that is a bug in the caller. */
export function prepareChain(chain: Chain, path: string | undefined, dataDir: string): Prepared {
  const folders = [...(path === undefined ? [] : [dirname(path)]), dataDir, join(dataDir, EXAMPLES)]
  return { chain, plan: planChain(chain, registry), path, folders }
}
