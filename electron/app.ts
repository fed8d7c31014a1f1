import { randomUUIDv7 } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '#electron/engine/engine.ts'
import type { RunHandle, RunListener, RunOptions } from '#electron/engine/types.ts'
import { fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'
import { defaultDataFolder } from './app/data-folder.ts'
import { inlineRuns } from './app/inline.ts'
import { type Prepared, prepareChain } from './app/prepare.ts'

export interface AppOptions {
  /** Default: the platform's folder for application data. */
  readonly dataDir?: string | undefined
  /** Whether runs are kept. */
  readonly save: boolean
}

export interface StartRun {
  readonly inputs: JsonRecord
  readonly options?: RunOptions
}

/** A run under way, whose tables stay readable until it is let go. */
export interface AppRun extends RunHandle {
  readonly chainId: string | null
  rows(table: TableValue, limit: number): Promise<JsonRecord[]>
  whole(value: Extract<Value, { kind: 'large' }>): Promise<Value>
  letGo(): Promise<void>
}

/** The composition root: what every shell runs chains and looks at results with. */
export interface App {
  readonly dataDir: string
  /** `path`: the chain's file, absolute, against whose folder relative paths are tried first. */
  prepare(chain: Chain, path?: string): Prepared
  startRun(prepared: Prepared, start: StartRun, listener?: RunListener): AppRun
  close(): Promise<void>
}

export async function openApp(options: AppOptions): Promise<App> {
  const dataDir = options.dataDir ?? defaultDataFolder()
  const runs = inlineRuns({
    scratch: join(tmpdir(), 'ergo'),
    environment: process.env,
    script: (name) => fail('script_missing', `There is no script "${name}".`),
  })
  const engine = new Engine(runs.executor)
  return {
    dataDir,
    prepare: (chain, path) => prepareChain(chain, path, dataDir),
    startRun(prepared, { inputs, options: runOptions }, listener = () => {}) {
      const executionId = ExecutionId.parse(randomUUIDv7())
      const { plan, folders } = prepared
      const request = { executionId, plan, inputs, folders, ...(runOptions ? { options: runOptions } : {}) }
      const handle = engine.start(request, listener)
      return {
        executionId,
        state: handle.state,
        done: handle.done,
        cancel: () => handle.cancel(),
        chainId: null,
        rows: (table, limit) => runs.rows(executionId, table, limit),
        whole: () => fail('value_missing', 'The value is no longer there.'),
        letGo: () => runs.letGo(executionId),
      }
    },
    close: () => engine.close(),
  }
}
