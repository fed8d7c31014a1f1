import { useCallback, useRef, useState } from 'react'
import type { AppError } from '#shared/base/errors.ts'
import type { ScriptOutcome } from '#shared/contract/scripts.ts'
import { api, errorOf, queries, queryClient } from '../api.ts'
import { isNewVersion, useScripts } from '../stores/scripts.ts'

export interface TryOut {
  readonly running: boolean
  /** How the last one ended; `kept` where it is in the history. */
  readonly last: { readonly outcome: ScriptOutcome; readonly kept: boolean } | undefined
  /** What kept it from running at all. */
  readonly error: AppError | undefined
  run(): Promise<void>
  stop(): void
}

/** Only what the script declares: an argument of a parameter that is gone is no longer asked for. */
function argumentsOf({ parameters, testInput }: ReturnType<typeof useScripts.getState>['draft']) {
  return Object.fromEntries(
    parameters.flatMap(({ name }) => {
      const value = testInput[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Runs the script as it stands: what is saved is kept in its history, what is being written is only tried. */
export function useTryOut(): TryOut {
  const [running, setRunning] = useState(false)
  const [last, setLast] = useState<TryOut['last']>()
  const [error, setError] = useState<AppError>()
  const controller = useRef<AbortController>(undefined)
  const run = useCallback(async () => {
    if (controller.current) return
    const { saved, draft } = useScripts.getState()
    const kept = saved !== null && !isNewVersion(saved, draft)
    controller.current = new AbortController()
    const { signal } = controller.current
    setRunning(true)
    setError(undefined)
    const { code, parameters, timeoutMs, memoryMb } = draft
    try {
      const given = argumentsOf(draft)
      const outcome = kept
        ? await api.scripts.run({ name: saved.name, version: saved.version, arguments: given }, { signal })
        : await api.scripts.tryOut({ code, parameters, timeoutMs, memoryMb, arguments: given }, { signal })
      setLast({ outcome, kept })
    } catch (thrown) {
      setLast(undefined)
      if (!signal.aborted) setError(errorOf(thrown))
      else setError({ code: 'cancelled', message: 'Stopped.' })
    }
    controller.current = undefined
    setRunning(false)
    if (kept) void queryClient.invalidateQueries({ queryKey: queries.scripts.executions.key() })
  }, [])
  return { running, last, error, run, stop: () => controller.current?.abort() }
}
