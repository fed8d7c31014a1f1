import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { AppFailure } from '#shared/base/errors.ts'
import { SOCKET_PATH } from '#shared/contract/wire.ts'
import type { Downloads } from '../rpc/files/downloads.ts'
import type { Assets } from '../window/assets.ts'
import { SECURITY_HEADERS } from '../window/policy.ts'
import { refuse, refuseUpgrade } from './admission.ts'
import { answer, answerUpgrade, comeAgain, NO_SESSION, NOT_FOUND, TOKEN_USED } from './answers.ts'
import { sendFile } from './send-file.ts'
import { Sessions } from './session.ts'

const HOST = '127.0.0.1'
/** The largest request: the text of a chain's file, with room for its quoting. */
const MAX_MESSAGE_BYTES = 128 * 1024 * 1024

export interface BrowserServer {
  readonly port: number
  /** An address that opens one session; the one before it stops working if it has not been used. */
  newAddress(): string
  close(): Promise<void>
}

/**
 * Serves the window to browsers on this machine. Everything but the exchange of the token needs the session's cookie.
 * Error: `port_in_use`.
 *
 * @param options.port 0 takes a free one.
 * @param options.connect given each window's socket.
 */
export async function serveBrowser(options: {
  readonly port: number
  readonly assets: Assets
  readonly downloads: Pick<Downloads, 'take'>
  readonly connect: (socket: WebSocket) => void
}): Promise<BrowserServer> {
  const http = createServer()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const port = await listen(http, options.port)
  const address = `${HOST}:${port}`
  const sessions = new Sessions(port)

  http.on('request', (request, response) => {
    const refusal = refuse(request, address)
    if (refusal) answer(request, response, refusal)
    else respond(request, response).catch(() => response.destroy())
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '/', `http://${address}`)
    if (url?.host !== address) return answer(request, response, NOT_FOUND)
    const token = url.pathname === '/' ? url.searchParams.get('token') : null
    const known = sessions.admits(request.headers.cookie)
    if (token !== null) {
      const cookie = sessions.redeem(token)
      if (cookie === null && !known) return answer(request, response, TOKEN_USED)
      const headers = { ...SECURITY_HEADERS, Location: '/', 'Cache-Control': 'no-store' }
      response.writeHead(303, cookie === null ? headers : { ...headers, 'Set-Cookie': cookie })
      response.end()
      return
    }
    if (!known) {
      // A page of another site led here, so a strict cookie was held back: coming again from our own page brings it.
      const led = request.headers['sec-fetch-site'] === 'cross-site' && url.pathname === '/'
      return led ? comeAgain(response) : answer(request, response, NO_SESSION)
    }
    const wanted = /^\/download\/([\w-]+)$/.exec(url.pathname)?.[1]
    if (wanted !== undefined && request.method === 'GET') {
      const file = options.downloads.take(wanted)
      return file ? sendFile(response, file) : answer(request, response, NOT_FOUND)
    }
    const nonce = randomBytes(16).toString('base64')
    const asset = await options.assets.get(url.pathname, nonce, [`ws://${address}`])
    if (!asset) return answer(request, response, NOT_FOUND)
    response.writeHead(200, { ...asset.headers, 'Content-Length': Buffer.byteLength(asset.body) })
    response.end(request.method === 'HEAD' ? undefined : asset.body)
  }

  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal =
      refuseUpgrade(request, address) ??
      (request.url === SOCKET_PATH ? null : NOT_FOUND) ??
      (sessions.admits(request.headers.cookie) ? null : NO_SESSION)
    if (refusal) answerUpgrade(socket, refusal)
    else sockets.handleUpgrade(request, socket, head, options.connect)
  })

  return {
    port,
    newAddress: () => `http://${address}/?token=${sessions.issue()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

async function listen(http: Server, wanted: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') reject(error)
      else
        reject(
          new AppFailure(
            'port_in_use',
            `Port ${wanted} is taken by another program. Choose another with --port.`,
          ),
        )
    })
    http.listen(wanted, HOST, resolve)
  })
  const bound = http.address()
  return typeof bound === 'object' && bound !== null ? bound.port : wanted
}
