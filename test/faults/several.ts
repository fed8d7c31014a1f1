import { openSync, readFileSync, writeSync } from 'node:fs'
import { nodeHost } from '#electron/app/runners.ts'
import { openApp } from '#electron/app.ts'
import { Chain } from '#shared/chain/schema.ts'
import { withHeap } from './heap.ts'

/**
 * An app in a process of its own: `several.ts FOLDER HEAP LOG EFFECTS CHAIN...` runs the files of chains at once, on two
 * runners with so much memory (MB). The log gets a line for each end of a node that the app has told, with its chain's
 * name. It is killed as soon as it has told of so many effects; 0 for never.
 */
const [dataDir = '', heap = '', log = '', effects = '', ...files] = process.argv.slice(2)
const app = await openApp({
  dataDir,
  save: true,
  role: 'app',
  runners: 2,
  host: withHeap(nodeHost(), Number(heap)),
})
await app.ready
const out = openSync(log, 'a')
let left = Number(effects)
const runs = files.map((path) => {
  const chain = Chain.parse(JSON.parse(readFileSync(path, 'utf8')))
  const chainId = app.chainAt(path, chain)
  const prepared = app.prepare(chain, path)
  const isEffect = new Set(prepared.plan.nodes.flatMap(({ id, traits }) => (traits.effect ? [id] : [])))
  const start = { inputs: {}, trigger: 'window', chainId, options: { maxWorkers: 2 } } as const
  return app.startRun(prepared, start, (event) => {
    if (event.type !== 'node-finished') return
    writeSync(out, `${JSON.stringify({ chain: chain.name, event })}\n`)
    const { nodeId, result } = event
    if (isEffect.has(nodeId) && result.attempts > 0 && --left === 0) process.kill(process.pid, 'SIGKILL')
  })
})
await Promise.all(runs.map(({ done }) => done))
await app.close()
