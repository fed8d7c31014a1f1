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
    let fatal: string | undefined
    const stderr = tail(child.stderr)
    const kill = (): void => {
      unwanted = true
      if (child.pid === undefined || ended) return
      try {
        // Its own `kill` asks; a runner that is stuck does not listen.
        process.kill(child.pid, 'SIGKILL')
      } catch {
        // It has died by itself just now, and its exit is still to be told.
      }
    }
    child.once('spawn', () => {
      if (unwanted) kill()
    })
    child.on('message', (message: unknown) => listener.said(message))
    // V8 could not go on. The exit follows; an error that nobody listens to would end the app as well.
    child.on('error', (type, location) => {
      fatal = [type, location].filter(Boolean).join(' in ')
    })
    child.once('exit', (code) => {
      ended = true
      listener.ended({ by: fatal ?? `code ${code}`, stderr: stderr() })
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
