import type { Action } from './action.ts'
import { canRun, selectedNode } from './conditions.ts'
import { startRun } from './verbs/startRun.ts'

/** Runs a node and what follows; what comes before is reused. */
export const runFromHere: Action = {
  available: () => canRun() && selectedNode() !== undefined,
  async perform() {
    const node = selectedNode()
    if (node) await startRun({ kind: 'fromNode', nodeId: node.id })
  },
}
