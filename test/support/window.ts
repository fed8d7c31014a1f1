import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { openWindowApp, type WindowApp } from '#electron/app/window.ts'
import { servePort } from '#electron/rpc/transport.ts'
import type { ChainNode, Edge } from '#shared/chain/schema.ts'
import type { Client, Outputs } from '#shared/contract/index.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { applyEvent, emptyRun, type RunState } from '#shared/run/state.ts'

/** A window's way to an app on a data folder of its own. */
export interface TestWindow {
  readonly client: Client
  readonly app: WindowApp
  readonly dataDir: string
  readonly bugs: unknown[]
  /** Ends the app and starts it again on the same folder. */
  restart(): Promise<TestWindow>
  /** Ends the app and leaves its folder. */
  stop(): Promise<void>
  /** Ends the app and removes its folder. */
  close(): Promise<void>
}

export async function openTestWindow(folder?: string, idleMs?: number): Promise<TestWindow> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'ergo-window-')))
  const bugs: unknown[] = []
  const app = await openWindowApp({
    dataDir,
    shell: { kind: 'browser', dialogs: null, versions: { node: process.versions.node } },
    report: (error) => bugs.push(error),
    ...(idleMs === undefined ? {} : { idleMs }),
  })
  const { port1, port2 } = new MessageChannel()
  servePort(app.router, port1)
  port1.start()
  port2.start()
  const stop = async (): Promise<void> => {
    port2.close()
    await app.close()
  }
  return {
    client: createORPCClient(new RPCLink({ port: port2 })),
    app,
    dataDir,
    bugs,
    async restart() {
      await stop()
      return openTestWindow(dataDir, idleMs)
    },
    stop,
    async close() {
      await stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** What a window makes of a run's events. */
export interface Followed {
  readonly state: RunState
  readonly previews: Record<string, ValuePreview>
}

export async function follow(
  client: Client,
  executionId: Outputs['runs']['start']['id'],
  seen: (state: RunState) => void = () => {},
): Promise<Followed> {
  let state = emptyRun()
  const previews: Record<string, ValuePreview> = {}
  for await (const batch of await client.runs.events({ executionId })) {
    if (batch.reset) state = emptyRun()
    for (const event of batch.events) applyEvent(state, event)
    Object.assign(previews, batch.previews)
    seen(state)
  }
  return { state, previews }
}

export const constant = (id: string, value: ChainNode['config'][string]): ChainNode => ({
  id,
  type: 'DATA_INPUT',
  operation: 'constant',
  config: { value },
})

export const expression = (id: string, text: string): ChainNode => ({
  id,
  type: 'CALCULATE',
  operation: 'expression',
  config: { expression: text },
})

export const edge = (source: string, target: string): Edge => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
})
