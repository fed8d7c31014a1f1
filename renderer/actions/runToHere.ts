import type { Action } from './action.ts'
import { canRun, selectedNode } from './conditions.ts'
import { startRun } from './verbs/startRun.ts'

export const runToHere: Action = {
  available: () => canRun() && selectedNode() !== undefined,
  async perform() {
    const node = selectedNode()
    if (node) await startRun({ kind: 'toNode', nodeId: node.id })
  },
}
