import { once } from 'node:events'
import { createServer } from 'node:http'

/** A web service that remembers what it was asked. */
export interface Service {
  readonly url: string
  /** The names that something was sent to, in order: `NAME` for the path `/send/NAME`. */
  readonly sent: readonly string[]
  /** Called with each name that something is sent to, before that is answered. */
  onSent: (name: string) => void
  close(): Promise<void>
}

/** Takes what is sent to `/send/NAME`; answers 1 at `/second/NAME`, but not the first time. */
export async function openService(): Promise<Service> {
  const sent: string[] = []
  const asked = new Set<string>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    request.resume().on('end', () => {
      if (path.startsWith('/send/')) {
        const name = path.slice('/send/'.length)
        sent.push(name)
        service.onSent(name)
        response.end()
      } else if (asked.has(path)) response.end('1')
      else {
        asked.add(path)
        response.writeHead(503).end()
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const service: Service = {
    url: `http://127.0.0.1:${port}`,
    sent,
    onSent: () => {},
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return service
}
