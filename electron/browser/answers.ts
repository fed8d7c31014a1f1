import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { SECURITY_HEADERS } from '../window/policy.ts'
import type { Refusal } from './admission.ts'

const NOTHING = "default-src 'none'; frame-ancestors 'none'"

export const NOT_FOUND: Refusal = { status: 404, message: 'There is nothing here.' }
export const NO_SESSION: Refusal = {
  status: 403,
  message: 'Open the address that Ergo has printed in its terminal.',
}
export const TOKEN_USED: Refusal = {
  status: 403,
  message:
    'This address has been used already, or is not the newest. Press Enter in the terminal where Ergo runs for a new one.',
}

/** Says in plain text why a request is turned away. */
export function answer(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': NOTHING,
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : `${refusal.message}\n`)
}

/** As {@link answer}, for a request that wanted a WebSocket. */
export function answerUpgrade(socket: Duplex, refusal: Refusal): void {
  socket.end(
    `HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${refusal.message}\n`,
  )
}

/** A page that leads to `/`, from our own origin this time. */
export function comeAgain(response: ServerResponse): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': NOTHING,
    'Cache-Control': 'no-store',
  })
  response.end('<!doctype html><title>Ergo</title><meta http-equiv="refresh" content="0; url=/">')
}
