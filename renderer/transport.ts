import { type ClientContext, type ClientLink, DynamicLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { PORT_MESSAGE, SOCKET_PATH } from '#shared/contract/index.ts'

/** `lost`: there was a way to the app and now there is none; it is being looked for. */
export type Connection = 'connecting' | 'open' | 'lost'

type Link = ClientLink<ClientContext>

/** Pauses between tries to reach the app again, in milliseconds; the last one repeats. */
const PAUSES = [100, 250, 500, 1000, 2000]

function viaPort(changed: (connection: Connection) => void): () => Promise<Link> {
  const link = new Promise<Link>((resolve) => {
    window.addEventListener('message', (event) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return
      port.start()
      port.addEventListener('close', () => changed('lost'))
      changed('open')
      resolve(new PortLink({ port }))
    })
  })
  return () => link
}

function viaSocket(changed: (connection: Connection) => void): () => Promise<Link> {
  let next = Promise.withResolvers<Link>()
  let tries = 0

  const open = (): void => {
    const socket = new WebSocket(new URL(SOCKET_PATH, location.href.replace(/^http/, 'ws')))
    let opened = false
    socket.addEventListener('open', () => {
      opened = true
      tries = 0
      changed('open')
      next.resolve(new SocketLink({ websocket: socket }))
    })
    socket.addEventListener('close', () => {
      // From now on calls wait for the next connection.
      if (opened) next = Promise.withResolvers()
      changed('lost')
      setTimeout(open, PAUSES[Math.min(tries, PAUSES.length - 1)])
      tries += 1
    })
  }

  open()
  return () => next.promise
}

/**
 * The way to the app: a MessagePort on the desktop, a WebSocket in a browser. A call under way when the connection
 * breaks rejects; calls after that wait until there is one again. `changed` is told of every change.
 */
export function connect(changed: (connection: Connection) => void): Link {
  const current = location.protocol === 'app:' ? viaPort(changed) : viaSocket(changed)
  return new DynamicLink(() => current())
}
