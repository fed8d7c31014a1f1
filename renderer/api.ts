import { createORPCClient, ORPCError } from '@orpc/client'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { AppError } from '#shared/base/errors.ts'
import type { Client } from '#shared/contract/index.ts'
import { type Connection, connect } from './transport.ts'

export const useConnection = create<{ readonly connection: Connection }>()(() => ({
  connection: 'connecting',
}))

const link = connect((connection) => useConnection.setState({ connection }))

/** The app, as the contract tells it. */
export const api: Client = createORPCClient(link)

/** The same, as queries: for what the server owns and the window only shows. */
export const queries = createTanstackQueryUtils(api)

export const queryClient = new QueryClient({
  defaultOptions: {
    // The app is on this machine: what fails once fails again, and nothing changes behind a window's back unless an
    // event says so.
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** What a call failed of, as a sentence with a code. A broken connection is `connection_lost`; a bug is `internal`. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof ORPCError && thrown.defined) {
    const parsed = AppError.safeParse(thrown.data)
    if (parsed.success) return parsed.data
  }
  if (useConnection.getState().connection !== 'open') {
    return { code: 'connection_lost', message: 'The app does not answer. The window will find it again.' }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}
