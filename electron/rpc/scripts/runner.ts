import type { ScriptSource } from '#electron/engine/operation.ts'
import type { StoredScriptExecution } from '#electron/store/scripts/executions.ts'
import type { AppError } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'

/** How a script ended that ran by itself. `result` is there where it completed. */
export interface ScriptEnd {
  readonly status: 'completed' | 'failed' | 'cancelled'
  readonly durationMs: number
  readonly arguments: JsonRecord
  readonly result?: Json
  readonly error?: AppError
  readonly log: { at: number; level: 'info'; message: string }[]
}

/** What runs scripts alone, outside any chain: with the defaults of their parameters for what is not given. */
export interface ScriptRunner {
  /** Runs a text; nothing of it is kept. A failure is in the answer. */
  tryOut(source: ScriptSource, given: JsonRecord, signal: AbortSignal): Promise<ScriptEnd>
  /** Runs a script of the library and keeps what came of it. Error: `script_missing`. */
  run(
    name: string,
    version: number | undefined,
    given: JsonRecord,
    signal: AbortSignal,
  ): Promise<StoredScriptExecution>
}
