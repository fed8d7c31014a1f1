import type { ScriptCall } from '#electron/engine/operation.ts'
import { type Body, type MakeBody, OUT_OF_MEMORY } from '#electron/engine/threads/body.ts'
import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { threadEntry } from '../thread-entry.ts'
import { FromScriptThread } from './protocol.ts'

interface Task {
  readonly log: (message: string) => void
  readonly begun: () => void
  readonly finish: (end: { readonly result: Json } | { readonly error: AppError }) => void
}

/**
 * Runs one script at a time under a limit of memory, in a thread of this process (a runner's, which is one of its own) or
 * in a process (the app's scripts: one request for much memory ends the whole process that a thread is in). What outstays
 * its time, is cancelled or uses up the memory ends with its thread: a loop without end heeds nothing else.
 */
export class ScriptHost {
  readonly memoryMb: number
  private readonly body: Body
  private task: Task | undefined
  private why: AppError | undefined
  private gone = false

  constructor(makeBody: MakeBody, memoryMb: number, onStuck = () => {}) {
    this.memoryMb = memoryMb
    this.body = makeBody(
      { entry: threadEntry('script', 'script-worker'), setUp: null, memoryMb },
      {
        said: (message) => this.hear(message),
        ended: ({ why, stuck }) => {
          this.gone = true
          if (stuck) onStuck()
          const error = why?.code === OUT_OF_MEMORY.code ? outOfMemory(memoryMb) : (why ?? CRASHED)
          this.end({ error: this.why ?? error })
        },
      },
    )
    this.body.hold(false)
  }

  get alive(): boolean {
    return !this.gone
  }

  /**
   * Errors: `expression_failed`, `not_finite`, `timeout`, `out_of_memory`, `crashed`, what the signal was aborted with.
   */
  async run({ source, values, signal, log, begun }: ScriptCall): Promise<Json> {
    const { promise, resolve, reject } = Promise.withResolvers<Json>()
    let timer: NodeJS.Timeout | undefined
    const onAbort = (): void => this.kill(abortError(signal))
    this.task = {
      log,
      // The time that it takes to start is not the script's.
      begun: () => {
        begun?.()
        timer = setTimeout(() => this.kill(timeoutError(source.timeoutMs)), source.timeoutMs)
      },
      finish: (end) =>
        'result' in end
          ? resolve(end.result)
          : reject(
              new AppFailure(end.error.code, end.error.message, end.error.data && { ...end.error.data }),
            ),
    }
    this.body.hold(true)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    else {
      const names = source.parameters.map(({ name }) => name)
      this.body.post({ type: 'script', code: source.code, names, values })
    }
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      if (!this.gone) this.body.hold(false)
    }
  }

  /** Ends it for good, with what it runs. */
  kill(why: AppError): void {
    this.why ??= why
    if (!this.gone) this.body.kill()
    this.gone = true
  }

  private hear(raw: unknown): void {
    const message = FromScriptThread.parse(raw)
    if (message.type === 'begun') this.task?.begun()
    if (message.type === 'log') this.task?.log(message.message)
    if (message.type === 'done') this.end({ result: message.result })
    if (message.type === 'failed') this.end({ error: message.error })
  }

  private end(end: Parameters<Task['finish']>[0]): void {
    const { task } = this
    this.task = undefined
    task?.finish(end)
  }
}

const CRASHED: AppError = { code: 'crashed', message: 'The script’s thread ended by itself.' }

const outOfMemory = (memoryMb: number): AppError => ({
  code: 'out_of_memory',
  message: `The script took more than its ${memoryMb} MB of memory: give it more, or less data at a time.`,
  data: { memoryMb },
})

function timeoutError(timeoutMs: number): AppError {
  const time = timeoutMs % 1000 === 0 ? `${timeoutMs / 1000} s` : `${timeoutMs} ms`
  return {
    code: 'timeout',
    message: `The script took longer than its ${time}: give it more time, or less to do.`,
    data: { timeoutMs },
  }
}

const abortError = (signal: AbortSignal): AppError =>
  signal.reason instanceof AppFailure
    ? toAppError(signal.reason)
    : { code: 'cancelled', message: 'The script was stopped.' }
