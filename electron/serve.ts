import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AppFailure } from '#shared/base/errors.ts'
import { shellOptions } from './app/shell-options.ts'
import { openWindowApp } from './app/window.ts'
import { openInBrowser } from './browser/open.ts'
import { serveBrowser } from './browser/server.ts'
import { serveSocket } from './rpc/transport.ts'
import { openAssets } from './window/assets.ts'

/** The browser shell: the app behind an address on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const options = shellOptions(process.argv.slice(2))
  const assets = await openAssets(join(import.meta.dirname, '../renderer'))
  const app = await openWindowApp({
    dataDir: options.dataDir,
    shell: { kind: 'browser', dialogs: null, versions: { node: process.versions.node } },
    report: (error, where) => console.error(`In ${where}:`, error),
  })
  const server = await serveBrowser({
    port: options.port,
    assets,
    downloads: app.downloads,
    connect: (socket) => serveSocket(app.router, socket),
  }).catch(async (thrown) => {
    await app.close()
    throw thrown
  })
  for (const file of options.files) void app.openFile(file)

  // Without a terminal nobody presses Enter, and a read of standard input would stop a job in the background.
  const keys = process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined
  keys?.on('line', () => console.log(`Ergo is at ${server.newAddress()}`))

  const stop = async (): Promise<void> => {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop)
    keys?.close()
    await server.close()
    await app.close()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  keys?.on('SIGINT', stop)

  const address = server.newAddress()
  console.log(`Ergo is at ${address}`)
  console.log('It works once, in this machine’s browser. Press Ctrl-C to stop.')
  if (options.open) openInBrowser(address)
}

try {
  await main()
} catch (thrown) {
  if (!(thrown instanceof AppFailure)) throw thrown
  console.error(`ergo: ${thrown.message}`)
  process.exitCode = thrown.code === 'usage' ? 2 : 1
}
