import type { SupportedMessagePort } from '@orpc/client/message-port'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { WebSocket } from 'ws'

/** Serves a router to a window over a message port, until the port closes. */
export function servePort(router: AnyRouter, port: SupportedMessagePort): void {
  new PortHandler(router).upgrade(port)
}

/**
 * Serves a router to a window over a WebSocket, until it closes. An answer counts as sent once the socket has handed it
 * to the system, and an event iterator is asked for its next event only then: a window that reads slowly holds its own
 * events back, and nobody's memory fills up with them.
 */
export function serveSocket(router: AnyRouter, socket: WebSocket): void {
  // A frame that is malformed or too large is told as an error of the socket, and an error that nobody listens to would
  // end the process with every run under way. Only this window's calls end with the socket; the window opens another.
  socket.on('error', () => socket.terminate())
  const send = (data: Parameters<WebSocket['send']>[0]): Promise<void> =>
    new Promise((resolve) => {
      socket.send(data, () => resolve())
    })
  const ended = new SocketHandler(router).upgrade({
    addEventListener: socket.addEventListener.bind(socket),
    send,
  })
  ended.catch(() => socket.terminate())
}
