import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareChain } from '#electron/app/prepare.ts'
import { openApp } from '#electron/app.ts'
import { Engine } from '#electron/engine/engine.ts'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { layers, line } from './chains.ts'
import { inline } from './engine.ts'
import { type Figure, figure, SETTLED, timesOf } from './measure.ts'

/** The whole cost per light node with every result kept: inline, and in threads as the shells run it. */
export async function storeFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const chain of [line(1000), layers(20, 50)]) {
    const perNode = 1000 / chain.nodes.length
    figures.push(
      figure(
        `${chain.name}: inline, kept`,
        await inFolder((folder) => inlineTimes(folder, chain)),
        'µs',
        perNode,
        {
          target: 15,
        },
      ),
      figure(
        `${chain.name}: threads, kept`,
        await inFolder((folder) => appTimes(folder, chain)),
        'µs',
        perNode,
        {
          target: 15,
        },
      ),
    )
  }
  return figures
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inlineTimes(dataDir: string, chain: Chain): Promise<number[]> {
  const store = openStore({ dataDir })
  const engine = new Engine(inline())
  const { plan } = prepareChain(chain, undefined, dataDir)
  let runs = 0
  try {
    return await timesOf(async () => {
      runs += 1
      const recorder = store.runs.record({ chainId: null, chain, trigger: 'command' })
      const executionId = ExecutionId.parse(`bench-${runs}`)
      await engine.start({ executionId, plan, inputs: {}, folders: [] }, recorder.listen).done
      await recorder.done
    }, SETTLED)
  } finally {
    await engine.close()
    store.close()
  }
}

async function appTimes(dataDir: string, chain: Chain): Promise<number[]> {
  const app = await openApp({ dataDir, save: true })
  const prepared = app.prepare(chain)
  try {
    return await timesOf(async () => {
      const state = await app.startRun(prepared, { inputs: {}, trigger: 'command' }).done
      if (state.status !== 'completed') throw new Error(state.status)
    }, SETTLED)
  } finally {
    await app.close()
  }
}
