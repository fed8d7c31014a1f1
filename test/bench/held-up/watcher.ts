import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { z } from 'zod'
import { ChainId } from '#shared/base/ids.ts'
import type { Client } from '#shared/contract/index.ts'
import { follow } from '../../support/window.ts'

/** A window without a screen: runs a chain so many times when told to, follows each run to its end, and says so. */

const Ask = z.object({ chainId: ChainId, times: z.number() })

const port: MessagePort = workerData
port.start()
const client: Client = createORPCClient(new RPCLink({ port }))

parentPort?.on('message', async (message) => {
  const { chainId, times } = Ask.parse(message)
  for (let at = 0; at < times; at++) {
    const { id } = await client.runs.start({ chainId })
    const { state } = await follow(client, id)
    if (state.status !== 'completed') throw new Error(`A run ended as ${state.status}.`)
  }
  parentPort?.postMessage('done')
})
