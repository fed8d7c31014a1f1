import type { Clip } from './pages/workbench.ts'

/** Chains that tests start from, pasted into a new one. */

type Type = 'DATA_INPUT' | 'CALCULATE' | 'CONDITION' | 'TRANSFORM' | 'OUTPUT'

const node = (id: string, type: Type, operation: string, x: number, y: number, config: object = {}) => ({
  id,
  type,
  operation,
  name: id,
  config,
  position: { x, y },
})
const edge = (source: string, target: string, sourcePort = 'out') => ({
  id: `${source}-${sourcePort}-${target}`,
  source,
  sourcePort,
  target,
  targetPort: 'in',
})
const clip = (nodes: object[], edges: object[]): Clip => ({ name: 'clip', nodes, edges })

/** 4 → over 3? → one of two ends. */
export const BRANCHES = clip(
  [
    node('mass', 'DATA_INPUT', 'constant', 0, 80, { value: 4 }),
    node('over', 'CONDITION', 'if', 304, 80, { expression: 'value > 3' }),
    node('yes', 'CALCULATE', 'expression', 608, 0, { expression: 'value * 10' }),
    node('no', 'CALCULATE', 'expression', 608, 200, { expression: 'value * 100' }),
  ],
  [edge('mass', 'over'), edge('over', 'yes', 'true'), edge('over', 'no', 'false')],
)

/** A node that fails, and one that is skipped for it. */
export const FAILING = clip(
  [
    node('weight', 'DATA_INPUT', 'constant', 0, 400, { value: 4 }),
    node('bad', 'CALCULATE', 'expression', 304, 400, { expression: 'weight.volume.cube' }),
    node('after', 'CALCULATE', 'expression', 608, 400, { expression: 'bad + 1' }),
  ],
  [edge('weight', 'bad'), edge('bad', 'after')],
)

/** Both, one above the other. */
export const BRANCHES_AND_FAILURE = clip(
  [...BRANCHES.nodes, ...FAILING.nodes],
  [...BRANCHES.edges, ...FAILING.edges],
)

export const ENDLESS = clip(
  [
    node('mass', 'DATA_INPUT', 'constant', 0, 0, { value: 4 }),
    node('spin', 'CALCULATE', 'expression', 304, 0, { expression: '(() => { while (true) {} })()' }),
  ],
  [edge('mass', 'spin')],
)

/** a → double → plus one. */
export const LINE = clip(
  [
    node('a', 'DATA_INPUT', 'constant', 0, 0, { value: 20 }),
    node('double', 'CALCULATE', 'expression', 304, 0, { expression: 'a * 2' }),
    node('plus', 'CALCULATE', 'expression', 608, 0, { expression: 'double + 1' }),
  ],
  [edge('a', 'double'), edge('double', 'plus')],
)
