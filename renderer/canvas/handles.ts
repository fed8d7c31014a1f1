import { type NodeHandle, Position } from '@xyflow/react'
import type { NodeFacts } from '../model/facts.ts'
import { NODE_WIDTH, portTop } from '../model/geometry.ts'

const HANDLE_SIZE = 12

/** Where a node's handles are before the browser has measured them, so that wires need not wait. */
export function handlesOf({ inputs, outputs }: Pick<NodeFacts, 'inputs' | 'outputs'>): NodeHandle[] {
  const half = HANDLE_SIZE / 2
  const handle = (type: 'source' | 'target', id: string, place: number, count: number): NodeHandle => ({
    id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? NODE_WIDTH : 0) - half,
    y: portTop(place, count) - half,
    width: HANDLE_SIZE,
    height: HANDLE_SIZE,
  })
  return [
    ...inputs.map((port, i) => handle('target', port.name, i, inputs.length)),
    ...outputs.map((port, i) => handle('source', port.name, i, outputs.length)),
  ]
}
