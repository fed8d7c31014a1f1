import { Chain, type ChainNode, type Edge } from '#shared/chain/schema.ts'

/** So that all of a thousand nodes fit into a window of 1280 × 800 at once. */
const COLUMNS = 28
const STEP = { x: 272, y: 120 }

/** A number after `turns` turns: work that takes time, without which a run is over before anybody has typed. */
const counted = (turns: number): string =>
  `(() => { let x = value; for (let i = 0; i < ${turns}; i++) x = (x * 31 + 7) % 1009; return x })()`

/**
 * A chain as large as a window must bear: rows of 28 nodes, each fed by the one before it and some by the row above,
 * with all five types and branches.
 */
export function wideChain(count: number, turns: number): Chain {
  const nodes: ChainNode[] = []
  const edges: Edge[] = []
  for (let i = 0; i < count; i++) {
    const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS]
    const position = { x: column * STEP.x, y: row * STEP.y }
    nodes.push({ id: `n${i}`, name: `Step ${row + 1}.${column + 1}`, ...kindOf(column, turns), position })
    if (column === 0) continue
    edges.push(wire(nodes, i - 1, i))
    if (row > 0 && column % 3 === 1) edges.push(wire(nodes, i - COLUMNS, i))
  }
  return Chain.parse({ name: 'A thousand steps', nodes, edges })
}

function kindOf(column: number, turns: number): Pick<ChainNode, 'type' | 'operation' | 'config'> {
  if (column === 0) return { type: 'DATA_INPUT', operation: 'constant', config: { value: 12 } }
  if (column === COLUMNS - 1) return { type: 'OUTPUT', operation: 'return', config: {} }
  if (column % 10 === 5) return { type: 'CONDITION', operation: 'if', config: { expression: 'value >= 0' } }
  if (column % 10 === 3)
    return { type: 'TRANSFORM', operation: 'expression', config: { expression: 'value' } }
  return { type: 'CALCULATE', operation: 'expression', config: { expression: counted(turns) } }
}

function wire(nodes: readonly ChainNode[], from: number, to: number): Edge {
  const sourcePort = nodes[from]?.type === 'CONDITION' ? 'true' : 'out'
  return { id: `e${from}-${to}`, source: `n${from}`, sourcePort, target: `n${to}`, targetPort: 'in' }
}
