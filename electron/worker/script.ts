import { parentPort } from 'node:worker_threads'
import type { FromScriptThread } from '#electron/app/scripts/protocol.ts'
import type { ToScript } from '#electron/engine/threads/protocol.ts'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { toAppError } from '#shared/base/errors.ts'

/** The entry of a script thread: runs scripts one at a time, in the same confinement as expressions. */
const { compileScript } = makeExpressions()
const tell = (message: FromScriptThread): void => parentPort?.postMessage(message)

parentPort?.on('message', ({ code, names, values }: ToScript) => {
  tell({ type: 'begun' })
  try {
    const result = compileScript(code, names)(values, (message) => tell({ type: 'log', message }))
    tell({ type: 'done', result })
  } catch (thrown) {
    tell({ type: 'failed', error: toAppError(thrown) })
  }
})
tell({ type: 'ready' })
