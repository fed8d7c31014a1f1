import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away, with the HTTP status that says so. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/** What of a request decides whether it is let in. */
export interface Call {
  readonly method?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/**
 * Refuses what does not come from our own page at our own address, before anything else looks at it.
 *
 * - Host: a name that an attacker has pointed at 127.0.0.1 (DNS rebinding) makes their page "same origin" with us; the
 *   Host header still carries their name.
 * - Origin: browsers say which page a request comes from; another page's is refused.
 *
 * @param address `127.0.0.1:<port>`
 */
export function refuse(call: Call, address: string): Refusal | null {
  if (call.method !== 'GET' && call.method !== 'HEAD')
    return { status: 405, message: 'Only GET is allowed here.' }
  if (call.headers.host !== address)
    return { status: 421, message: `This server answers for ${address} only, whatever name leads to it.` }
  const origin = call.headers.origin
  if (origin !== undefined && origin !== `http://${address}`)
    return { status: 403, message: 'Requests from other pages are refused.' }
  return null
}

/** As {@link refuse}, for a WebSocket: browsers always send its Origin, so a missing one is refused as well. */
export function refuseUpgrade(call: Call, address: string): Refusal | null {
  if (call.headers.origin === undefined) return { status: 403, message: 'A WebSocket needs an Origin.' }
  return refuse(call, address)
}
