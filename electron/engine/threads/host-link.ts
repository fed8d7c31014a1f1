import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import type { ToRunner, ToScript } from './protocol.ts'

/** To a runner's process. */
export type ToHost =
  | { readonly type: 'start'; readonly entry: string; readonly setUp: unknown; readonly memoryMb: number }
  | { readonly type: 'post'; readonly message: ToRunner | ToScript }
  | { readonly type: 'kill' }

/** Times go between processes as ages (ms): each process reads its own clock. */
const WireLast = z.object({
  beat: z.object({ segment: z.number(), planIndex: z.number(), age: z.number() }).nullable(),
  sent: z.number(),
  text: z.string(),
})
export type WireLast = z.infer<typeof WireLast>

/** From a runner's process: what its runner says, what that is doing, and how it ended. */
export const FromHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('said'), message: z.unknown() }),
  z.object({ type: z.literal('last'), last: WireLast }),
  z.object({ type: z.literal('ended'), why: AppError.optional(), last: WireLast }),
])
export type FromHost = z.infer<typeof FromHost>

/** The main process's end of a runner's process. */
export interface HostLink {
  send(message: ToHost): void
  hold(held: boolean): void
  /** Ends the process at once, whatever it does. */
  kill(): void
}

export interface HostListener {
  said(message: unknown): void
  /** The process is gone, and everything that it said has been heard. */
  ended(how: { readonly by: string; readonly stderr: string }): void
}

/** Starts a process that calls `serveHost`. */
export type StartHost = (listener: HostListener) => HostLink

const KEPT_CHARACTERS = 4096

/** Collects the end of a stream's text. */
export function tail(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (part: unknown) => {
    text = `${text}${part}`.slice(-KEPT_CHARACTERS)
  })
  return () => text
}

/** Runner processes of a shell that runs on Node. */
export function forkHost(entry: URL): StartHost {
  return (listener) => {
    const child = fork(fileURLToPath(entry), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
      // In a group of its own: Ctrl-C in a terminal is for the app, which then ends its runs in good order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const stderr = tail(child.stderr)
    let by = 'ended'
    let open = 3
    const closed = (): void => {
      open -= 1
      if (open === 0) listener.ended({ by, stderr: stderr() })
    }
    child.on('message', (message: unknown) => listener.said(message))
    child.on('exit', (code, signal) => {
      by = signal ?? `code ${code}`
      closed()
    })
    child.on('error', (error) => {
      // Nothing was started: no other event comes. What can't be sent or killed is told of by the exit.
      if (child.pid === undefined) listener.ended({ by: error.message, stderr: stderr() })
    })
    child.on('disconnect', closed)
    child.stderr?.on('close', closed)
    return {
      send: (message) => {
        if (child.connected) child.send(message, () => {})
      },
      hold(held) {
        for (const handle of [child, child.channel]) {
          if (held) handle?.ref()
          else handle?.unref()
        }
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
