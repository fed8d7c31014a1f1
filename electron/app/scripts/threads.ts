import type { ScriptCall } from '#electron/engine/operation.ts'
import type { MakeBody } from '#electron/engine/threads/body.ts'
import type { Json } from '#shared/base/json.ts'
import { ScriptHost } from './host.ts'

/** A host with nothing to do is kept for so long (ms): it costs some memory, and a new one some tenths of a second. */
const IDLE_MS = 60_000

/**
 * Runs scripts, each in a host that has no other at the same time. One is kept for the next script with the same
 * limit of memory, so that many nodes with a script do not wait for one each.
 */
export class ScriptThreads {
  private readonly makeBody: MakeBody
  private readonly onStuck: () => void
  private readonly busy = new Set<ScriptHost>()
  private idle: ScriptHost | undefined
  private timer: NodeJS.Timeout | undefined

  /** @param onStuck told of a script that goes on in a thread which heeds no end. */
  constructor(makeBody: MakeBody, onStuck = () => {}) {
    this.makeBody = makeBody
    this.onStuck = onStuck
  }

  /** Errors: those of {@link ScriptHost.run}. */
  async run(call: ScriptCall): Promise<Json> {
    const thread = this.take(call.source.memoryMb)
    this.busy.add(thread)
    try {
      return await thread.run(call)
    } finally {
      this.busy.delete(thread)
      if (thread.alive) this.put(thread)
    }
  }

  /** Ends every host, and what runs in one. */
  close(): void {
    this.put(undefined)
    for (const thread of this.busy) thread.kill({ code: 'cancelled', message: 'Ergo is closing.' })
  }

  private take(memoryMb: number): ScriptHost {
    const { idle } = this
    if (idle?.alive && idle.memoryMb === memoryMb) {
      this.idle = undefined
      clearTimeout(this.timer)
      return idle
    }
    return new ScriptHost(this.makeBody, memoryMb, this.onStuck)
  }

  private put(thread: ScriptHost | undefined): void {
    clearTimeout(this.timer)
    this.idle?.kill({ code: 'cancelled', message: 'There is nothing to do.' })
    this.idle = thread
    this.timer = thread && setTimeout(() => this.put(undefined), IDLE_MS).unref()
  }
}
