import { randomBytes } from 'node:crypto'
import { protocol, type Session } from 'electron'
import type { Assets } from '../window/assets.ts'
import { isOwn, SCHEME, SCHEME_PRIVILEGES } from './security.ts'

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: SCHEME_PRIVILEGES }])
}

/** Answers requests for the page's files; there is nothing else at this scheme. */
export function serveAssets(session: Session, assets: Assets): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' || !isOwn(request.url)) return new Response(null, { status: 403 })
    const asset = await assets.get(new URL(request.url).pathname, randomBytes(16).toString('base64'))
    if (!asset) return new Response(null, { status: 404 })
    const body = typeof asset.body === 'string' ? asset.body : new Uint8Array(asset.body)
    return new Response(body, { headers: asset.headers })
  })
}
