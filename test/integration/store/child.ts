import { openStore } from '#electron/store/store.ts'
import { toAppError } from '#shared/base/errors.ts'
import { chainOf, completed, started } from './events.ts'

/**
 * A process of its own on a data folder: `child.ts FOLDER WORK`. `open-app` opens it and waits to be killed; `record`
 * writes a run of 500 nodes for ever; `unprivileged` opens it as a user who may not write. Tells what happened in lines.
 */
const [dataDir = '', work] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  if (work === 'unprivileged' && process.getuid?.() === 0) process.setuid?.(65534)
  const store = openStore({ dataDir, role: work === 'open-app' ? 'app' : 'command' })
  say('open')
  setInterval(() => {}, 1000)
  if (work === 'record') {
    const order = Array.from({ length: 500 }, (_, i) => `n${i}`)
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c', ...order), trigger: 'command' })
    recorder.listen(started('killed', order))
    for (const [i, id] of order.entries()) {
      recorder.listen({ type: 'node-started', nodeId: id, at: 10 + i, attempt: 1 })
      if (i === 400) break
      recorder.listen(completed(id, { value: i }, 10 + i))
      if (i % 7 === 0) {
        recorder.flush()
        say(`kept ${i + 1}`)
      }
      if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    recorder.flush()
    say('waiting')
  }
} catch (thrown) {
  say(toAppError(thrown).code)
  process.exit(1)
}
