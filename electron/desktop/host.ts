import type { MessageEvent } from 'electron'
import { serveHost } from '#electron/engine/threads/host.ts'

/** The entry of a runner's process under Electron, which ends it with the app. */
const port = process.parentPort
const hear = serveHost((message) => port.postMessage(message))
port.on('message', ({ data }: MessageEvent) => hear(data))
