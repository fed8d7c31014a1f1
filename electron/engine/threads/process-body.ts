import type { AppError } from '#shared/base/errors.ts'
import { now } from '../clock.ts'
import { type Body, type BodyListener, type Last, type MakeBody, OUT_OF_MEMORY } from './body.ts'
import type { Beat } from './heartbeat.ts'
import { FromHost, type HostLink, type StartHost, type WireLast } from './host-link.ts'
import type { ToRunner, ToScript } from './protocol.ts'

/**
 * A process that is to be ended is asked first for what its runner had done. Its main thread answers at once; on a
 * machine that is busy beyond measure it is given time, so that nothing finished is lost (ms).
 */
const ANSWER_MS = 2000
/** V8's last words when a single request is for more memory than there can be: no thread survives that, nor its process. */
const MEMORY =
  /heap out of memory|allocation failed|invalid size error|invalid (?:array|table) (?:length|size)/i

const NOTHING: Last = { beat: null, sent: 0, text: '' }

/**
 * Runners in processes of their own. Some work of V8 and of native code can't be interrupted, and some ends the process
 * that it is in; a process can always be killed, and takes only its own runner with it.
 */
export const inProcesses =
  (start: StartHost): MakeBody =>
  ({ entry, setUp, memoryMb }, listener) => {
    const body = new ProcessBody(start, listener)
    body.send({ type: 'start', entry: entry.href, setUp, memoryMb })
    return body
  }

class ProcessBody implements Body {
  private readonly link: HostLink
  private readonly listener: BodyListener
  private readonly left = Promise.withResolvers<void>()
  private last = NOTHING
  private killing: NodeJS.Timeout | undefined
  private gone = false
  private heard = false

  constructor(start: StartHost, listener: BodyListener) {
    this.listener = listener
    this.link = start({
      said: (message) => this.hear(message),
      ended: ({ by, stderr }) => {
        this.left.resolve()
        const why: AppError = MEMORY.test(stderr)
          ? OUT_OF_MEMORY
          : { code: 'crashed', message: `The runner's process ended by itself (${by}).` }
        this.end(why, this.killing !== undefined)
      },
    })
    this.link.hold(false)
  }

  get send(): HostLink['send'] {
    return this.link.send
  }

  post(message: ToRunner | ToScript): void {
    this.link.send({ type: 'post', message })
  }

  hold(held: boolean): void {
    this.link.hold(held)
  }

  beat(): Beat | null {
    return this.last.beat
  }

  kill(): void {
    if (this.gone) return
    this.link.send({ type: 'kill' })
    // One that has said nothing yet is still starting: it has done nothing, and would answer only when it is up.
    if (this.heard) this.awaitAnswer()
    else this.killing ??= setTimeout(() => setImmediate(() => this.endUnheard()))
  }

  private awaitAnswer(): void {
    this.killing ??= setTimeout(() => this.end(undefined, true), ANSWER_MS)
  }

  private endUnheard(): void {
    if (this.gone) return
    this.killing = undefined
    if (this.heard) this.awaitAnswer()
    else this.end(undefined, true)
  }

  async close(): Promise<void> {
    this.gone = true
    this.link.hold(true)
    this.link.kill()
    await this.left.promise
  }

  private hear(raw: unknown): void {
    if (this.gone) return
    this.heard = true
    const parsed = FromHost.safeParse(raw)
    if (!parsed.success) {
      this.end({ code: 'crashed', message: "A runner's process said what none says." }, true)
      return
    }
    const message = parsed.data
    if (message.type === 'said') this.listener.said(message.message)
    else {
      this.last = here(message.last)
      if (message.type === 'ended') this.end(message.why, true)
    }
  }

  private end(why: AppError | undefined, certain: boolean): void {
    clearTimeout(this.killing)
    this.link.kill()
    if (this.gone) return
    this.gone = true
    this.listener.ended({ why, last: this.last, certain })
  }
}

const here = ({ beat, sent, text }: WireLast): Last => ({
  beat: beat && { segment: beat.segment, planIndex: beat.planIndex, since: now() - beat.age },
  sent,
  text,
})
