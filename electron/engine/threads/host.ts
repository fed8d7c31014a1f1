import { now, setClock } from '../clock.ts'
import { type Last, ThreadBody } from './body.ts'
import type { FromHost, ToHost, WireLast } from './host-link.ts'

/** How often the main process is told what the runner does (ms). */
const LOOK_MS = 10

/**
 * The body of a runner's process: its main thread, which does no work and so always answers, watches the one runner
 * thread for the process that started it. A process can share no memory: what stands in the thread's heartbeat and
 * journal is passed on as it changes.
 */
export function serveHost(send: (message: FromHost) => void): (message: ToHost) => void {
  let thread: ThreadBody | undefined
  let looking: NodeJS.Timeout | undefined
  let told = ''

  const look = (): void => {
    if (!thread) return
    const last = thread.last()
    const key = `${last.beat?.segment} ${last.beat?.planIndex} ${last.beat?.since} ${last.sent} ${last.text.length}`
    if (key === told) return
    told = key
    send({ type: 'last', last: toWire(last) })
  }
  const rest = (): void => {
    clearInterval(looking)
    looking = undefined
  }

  return (message) => {
    if (message.type === 'start') {
      const { setUp, memoryMb } = message
      thread = new ThreadBody(
        { entry: new URL(message.entry), setUp, memoryMb },
        {
          said(said) {
            if (isDone(said)) rest()
            send({ type: 'said', message: said })
          },
          ended({ why, last }) {
            rest()
            send({ type: 'ended', why, last: toWire(last) })
          },
        },
      )
    } else if (message.type === 'post') {
      if (message.message.type === 'execute') {
        setClock(message.message.clock)
        looking ??= setInterval(look, LOOK_MS)
      }
      thread?.post(message.message)
    } else {
      // Ending a thread can end the process, where native code is at work in it: what is known is told before.
      look()
      thread?.kill()
    }
  }
}

const isDone = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'type' in said && said.type === 'done'

const toWire = ({ beat, sent, text }: Last): WireLast => ({
  beat: beat && { segment: beat.segment, planIndex: beat.planIndex, age: now() - beat.since },
  sent,
  text,
})
