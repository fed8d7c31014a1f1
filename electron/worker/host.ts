import { writeFile } from 'node:fs/promises'
import { serveHost } from '#electron/engine/threads/host.ts'
import type { FromHost, ToHost } from '#electron/engine/threads/host-link.ts'

/** The entry of a runner's process. It has no life of its own: when whoever started it is gone, so is it. */
const die = (): void => void process.kill(process.pid, 'SIGKILL')
// Where memory runs out, Linux is to end this process rather than the app.
if (process.platform === 'linux') writeFile('/proc/self/oom_score_adj', '500').catch(() => {})
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', die)

const hear = serveHost((message: FromHost) => process.send?.(message))
process.on('message', (message: ToHost) => hear(message))
