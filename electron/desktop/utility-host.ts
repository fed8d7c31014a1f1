import { utilityProcess } from 'electron'
import type { StartHost } from '#electron/engine/threads/host-link.ts'
import { tail } from '#electron/engine/threads/host-link.ts'

/** Runner processes of the desktop shell. A packaged app can't be started as plain Node; this is Electron's own way. */
export function utilityHost(modulePath: string): StartHost {
  return (listener) => {
    const child = utilityProcess.fork(modulePath, [], {
      stdio: ['ignore', 'ignore', 'pipe'],
      serviceName: 'Ergo runner',
    })
    let ended = false
    let unwanted = false
    const stderr = tail(child.stderr)
    const kill = (): void => {
      unwanted = true
      // Its own `kill` asks; a runner that is stuck does not listen.
      if (child.pid !== undefined && !ended) process.kill(child.pid, 'SIGKILL')
    }
    child.once('spawn', () => {
      if (unwanted) kill()
    })
    child.on('message', (message: unknown) => listener.said(message))
    child.once('exit', (code) => {
      ended = true
      listener.ended({ by: `code ${code}`, stderr: stderr() })
    })
    return {
      send: (message) => {
        if (!ended) child.postMessage(message)
      },
      // The desktop shell stays up by itself.
      hold: () => {},
      kill,
    }
  }
}
