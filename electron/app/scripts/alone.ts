import { keepLarge } from '#electron/data/blobs/large.ts'
import type { ScriptCall, ScriptSource } from '#electron/engine/operation.ts'
import { isLarge } from '#electron/engine/size.ts'
import type { ScriptEnd, ScriptRunner } from '#electron/rpc/scripts/runner.ts'
import type { Store } from '#electron/store/store.ts'
import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import { json } from '#shared/operation/value.ts'

export type RunScript = (call: ScriptCall) => Promise<Json>

/** Runs scripts alone, and keeps in the store what came of those that it has. */
export function openScriptRuns(
  run: RunScript,
  store: Pick<Store, 'scripts' | 'scriptExecutions' | 'blobs'>,
): ScriptRunner {
  return {
    tryOut: (source, given, signal) => runScriptAlone(run, source, given, signal),

    async run(name, version, given, signal) {
      const source = store.scripts.source(name, version)
      const resolved = resolveInputs(source.parameters, given)
      const id = store.scriptExecutions.start(name, source.version, resolved.ok ? resolved.value : given)
      const { result, ...end } = await runScriptAlone(run, source, given, signal)
      const value = result === undefined ? undefined : json(result)
      const kept = value?.kind === 'json' && isLarge(value) ? await keepLarge(value, store.blobs) : value
      store.scriptExecutions.finish(id, { ...end, result: kept })
      return store.scriptExecutions.get(id)
    },
  }
}

/** Runs a text with the defaults of its parameters for what is not given. A failure is in the answer. */
export async function runScriptAlone(
  run: RunScript,
  source: ScriptSource,
  given: JsonRecord,
  signal: AbortSignal,
): Promise<ScriptEnd> {
  const resolved = resolveInputs(source.parameters, given)
  const args = resolved.ok ? resolved.value : given
  let began = performance.now()
  const log: ScriptEnd['log'] = []
  const ended = () => ({ durationMs: performance.now() - began, arguments: args, log })
  try {
    if (!resolved.ok) throw firstOf(resolved.error)
    const unknown = Object.keys(args).find((name) => !source.parameters.some((one) => one.name === name))
    if (unknown !== undefined)
      throw new AppFailure('argument_unknown', `The script has no parameter "${unknown}".`)
    const values = source.parameters.map(({ name }) => args[name] ?? null)
    const write = (message: string): void => void log.push({ at: Date.now(), level: 'info', message })
    const begun = (): void => {
      began = performance.now()
    }
    const result = await run({ source, values, signal, log: write, begun })
    return { status: 'completed', result, ...ended() }
  } catch (thrown) {
    const error = toAppError(thrown)
    return { status: signal.aborted ? 'cancelled' : 'failed', error, ...ended() }
  }
}

const firstOf = ([error]: readonly AppError[]): AppFailure =>
  new AppFailure(
    error?.code ?? 'input_invalid',
    (error?.message ?? 'The arguments are not valid.').replace(/^The chain needs/, 'The script needs'),
    error?.data && { ...error.data },
  )
