import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { RunStatus } from '../run/events.ts'
import { ActionId } from './actions.ts'
import { procedure } from './base.ts'

export const AppInfo = z.object({
  name: z.string(),
  version: z.string(),
  shell: z.enum(['desktop', 'browser']),
  platform: z.string(),
  /** By component, e.g. `{node: '24.1.0', electron: '45.0.0'}`. */
  versions: z.record(z.string(), z.string()),
  dataFolder: z.string(),
  /** Whether `files.chooseOpen` and `files.chooseSave` work here. */
  dialogs: z.boolean(),
  cores: z.number().int(),
})
export type AppInfo = z.infer<typeof AppInfo>

/** What the app tells the window unasked. */
export const AppEvent = z.discriminatedUnion('type', [
  /** A native menu item was chosen. */
  z.object({ type: z.literal('action'), id: ActionId }),
  /** A file was opened from outside (another start of the app, the system's file manager). */
  z.object({ type: z.literal('open-chain'), chainId: ChainId }),
  z.object({ type: z.literal('open-run'), executionId: ExecutionId }),
  z.object({ type: z.literal('open-failed'), path: z.string(), error: AppError }),
  /** Something that nobody has asked for went wrong, e.g. a result that can't be written down for now. */
  z.object({ type: z.literal('problem'), error: AppError }),
  /** Lists that show chains should be read again. */
  z.object({ type: z.literal('chains-changed') }),
  /** A chain's journal stands elsewhere: it was edited, or steps of it were undone. */
  z.object({ type: z.literal('chain-edited'), chainId: ChainId, position: z.number().int() }),
  /** Another process has run a chain's file that says something else now. */
  z.object({ type: z.literal('chain-replaced'), chainId: ChainId }),
  /** Runs were deleted, starred or brought in, or another process has written to the data folder. */
  z.object({ type: z.literal('history-changed') }),
  z.object({ type: z.literal('run-changed'), executionId: ExecutionId, status: RunStatus }),
])
export type AppEvent = z.infer<typeof AppEvent>

export const app = {
  info: procedure.output(AppInfo),
  /** Never ends by itself. */
  events: procedure.output(eventIterator(AppEvent)),
}
