import type { Action } from './action.ts'
import { canRun } from './conditions.ts'
import { startRun } from './verbs/startRun.ts'

export const run: Action = { available: canRun, perform: () => startRun() }
