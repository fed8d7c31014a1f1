import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Download } from '../rpc/files/downloads.ts'
import { SECURITY_HEADERS } from '../window/policy.ts'

/** Streams a file to the browser as a download; the file is gone afterwards, however it went. */
export async function sendFile(response: ServerResponse, { path, name }: Download): Promise<void> {
  try {
    const { size } = await stat(path)
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': 'application/octet-stream',
      'Content-Length': size,
      // RFC 6266: a name of any letters.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    })
    await pipeline(createReadStream(path), response)
  } finally {
    await rm(path, { force: true })
  }
}
