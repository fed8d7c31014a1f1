import type { Action } from './action.ts'
import { canRun } from './conditions.ts'
import { startRun } from './verbs/startRun.ts'

export const runChanged: Action = { available: canRun, perform: () => startRun({ kind: 'changed' }) }
