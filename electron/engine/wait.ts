import { AppFailure } from '#shared/base/errors.ts'
import type { Reason } from '#shared/run/events.ts'

/** Why a run is ended before its time. The failure's code is the reason of the nodes that it ends. */
export type EndReason = Extract<Reason, 'cancelled' | 'timed_out' | 'stopped'>

const SENTENCES: Record<EndReason, string> = {
  cancelled: 'The run was cancelled.',
  timed_out: 'The run took longer than the time allowed for the whole chain.',
  stopped: 'The run was stopped by the failure of another node.',
}

export const endFailure = (reason: EndReason): AppFailure => new AppFailure(reason, SENTENCES[reason])

export function abortReason(signal: AbortSignal): EndReason {
  const code = signal.reason instanceof AppFailure ? signal.reason.code : ''
  return code === 'timed_out' || code === 'stopped' ? code : 'cancelled'
}

/** The failure that a signal was aborted with. */
export function abortFailure(signal: AbortSignal): AppFailure {
  return signal.reason instanceof AppFailure ? signal.reason : endFailure('cancelled')
}

/** Resolves after `ms`, or rejects with {@link abortFailure} as soon as the signal is aborted. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const work = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return untilAborted(work, signal).finally(() => clearTimeout(timer))
}

/** Waits for a node's next attempt, unless the run is ended or its runner is wanted first. */
export function waitToRetry(
  ms: number,
  signal: AbortSignal,
  wanted: AbortSignal | undefined,
): Promise<'due' | 'ended' | 'wanted'> {
  return wait(ms, wanted ? AbortSignal.any([signal, wanted]) : signal).then(
    () => 'due',
    () => (signal.aborted ? 'ended' : 'wanted'),
  )
}

/** Settles as `work` does, or rejects with {@link abortFailure} as soon as the signal is aborted. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortFailure(signal))
    const done = (): void => signal.removeEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).then(done, done)
  })
}
