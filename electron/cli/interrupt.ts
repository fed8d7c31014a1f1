import { EXIT } from './exit.ts'

export interface Interrupt {
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal
  end(): void
}

/** Until `end`: the first Ctrl-C (or a request to terminate) asks the work to end, the second ends the process at once. */
export function interruptible(): Interrupt {
  const controller = new AbortController()
  const hear = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.cancelled)
    controller.abort()
  }
  process.on('SIGINT', hear)
  process.on('SIGTERM', hear)
  return {
    signal: controller.signal,
    end() {
      process.off('SIGINT', hear)
      process.off('SIGTERM', hear)
    },
  }
}
