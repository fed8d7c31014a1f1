import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { contentSecurityPolicy, NONCE_PLACEHOLDER, SECURITY_HEADERS } from './policy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** An answer to a request for one of the page's files. */
export interface Asset {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** The built page's files. */
export interface Assets {
  /**
   * The file at a URL path, or null. Only paths listed when the folder was read are known, so no path can lead out of it.
   * @param nonce for the page itself, fresh for each answer.
   * @param sockets see {@link contentSecurityPolicy}.
   */
  get(path: string, nonce: string, sockets?: readonly string[]): Promise<Asset | null>
}

/** Lists a folder of built files. Error: `window_not_built`. */
export async function openAssets(folder: string): Promise<Assets> {
  const files = await listFiles(folder)
  const page = files.get('/index.html')
  if (!page)
    fail(
      'window_not_built',
      `The window has not been built: ${folder} has no index.html. Run "npm run build".`,
    )
  files.set('/', page)
  return {
    async get(path, nonce, sockets) {
      const file = files.get(path)
      if (file === undefined) return null
      const headers: Record<string, string> = {
        ...SECURITY_HEADERS,
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        // The build names everything in assets/ by its content.
        'Cache-Control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
      }
      const body = await readFile(file)
      if (extname(file) !== '.html') return { headers, body }
      headers['Content-Security-Policy'] = contentSecurityPolicy(nonce, sockets)
      return { headers, body: body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) }
    },
  }
}

/** Files by the URL path that names them. */
async function listFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  )
}
