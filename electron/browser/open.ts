import { spawn } from 'node:child_process'

/** How each system opens an address in the person's browser. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // An empty title: "start" would take the address for one.
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Opens an address in the browser, where there is a display. What comes of it nobody is told: the address is printed too. */
export function openInBrowser(
  address: string,
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const opener = OPENERS[platform]
  if (!opener || (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)) return
  const [command, ...options] = opener
  const child = spawn(command, [...options, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
