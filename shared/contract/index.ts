import type {
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract'
import { app } from './application.ts'
import { chains } from './chains.ts'
import { comparison } from './comparison.ts'
import { conclusions } from './conclusions.ts'
import { expressions } from './expressions.ts'
import { files } from './files.ts'
import { history } from './history.ts'
import { inputSets, pins } from './inputs.ts'
import { portable } from './portable.ts'
import { retention } from './retention.ts'
import { runs } from './runs.ts'
import { scripts } from './scripts.ts'
import { settings } from './settings.ts'
import { statistics } from './statistics.ts'
import { templates } from './templates.ts'
import { values } from './values.ts'

/**
 * What a window may ask of the app, whatever lies between them. Every input and output is parsed on the app's side.
 *
 * The way there depends on the shell:
 * - Desktop: after the page has loaded, the preload posts the message {@link PORT_MESSAGE} to the window
 *   (`event.source === window`), with one MessagePort in `event.ports`. The window listens for it from its first
 *   script on, starts the port and speaks through `RPCLink` of `@orpc/client/message-port`. A reload gives a new port.
 * - Browser: a WebSocket on {@link SOCKET_PATH} of the page's own origin, through `RPCLink` of `@orpc/client/websocket`.
 *   The session's cookie goes with it by itself. When it closes, the window opens another and asks again.
 *
 * The page knows the desktop by its address (`app:`).
 */
export const contract = {
  app,
  chains,
  comparison,
  conclusions,
  expressions,
  files,
  history,
  inputSets,
  pins,
  portable,
  retention,
  runs,
  scripts,
  settings,
  statistics,
  templates,
  values,
}

export { PORT_MESSAGE, SOCKET_PATH } from './wire.ts'

export type Contract = typeof contract
export type Client = ContractRouterClient<Contract>
export type Inputs = InferContractRouterInputs<Contract>
export type Outputs = InferContractRouterOutputs<Contract>
