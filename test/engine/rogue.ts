import { parentPort } from 'node:worker_threads'
import type { ToRunner } from '#electron/engine/threads/protocol.ts'

/** A runner gone astray: says what no runner says, or of events what is none. */
const port = parentPort
port?.postMessage({ type: 'ready' })
port?.on('message', (message: ToRunner) => {
  if (message.type !== 'execute') return
  if (message.executionId.endsWith('events')) {
    port.postMessage({ type: 'events', segment: message.segment, batch: 1, events: '{"type":"nonsense"},' })
  } else port.postMessage({ type: 'give me everything' })
})
