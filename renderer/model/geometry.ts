import type { NodeFacts } from './facts.ts'

/** Measures of a node, in pixels of the chain; canvas/OperationNode.module.css draws to the same. */
export const NODE_WIDTH = 232
export const HEADER_HEIGHT = 56
export const PORT_HEIGHT = 24
const FOOTER_HEIGHT = 32
/** A chart's thumbnail, above the footer. */
const CHART_HEIGHT = 72

type Ports = Pick<NodeFacts, 'inputs' | 'outputs'>

/** A side with one port has it beside the header, without a label; one with several has a row for each. */
export const inRows = (count: number): boolean => count > 1

export function portRows({ inputs, outputs }: Ports): number {
  return Math.max(...[inputs.length, outputs.length].map((count) => (inRows(count) ? count : 0)))
}

/** The middle of a port, from the node's top. */
export function portTop(place: number, count: number): number {
  return inRows(count) ? HEADER_HEIGHT + (place + 0.5) * PORT_HEIGHT : HEADER_HEIGHT / 2
}

export const nodeHeight = (ports: Ports): number => {
  const rows = portRows(ports)
  return HEADER_HEIGHT + rows * PORT_HEIGHT + (rows > 0 ? 8 : 0)
}

/** A node's height once it has a result: what layouts leave room for. */
export const fullHeight = (ports: Ports): number =>
  nodeHeight(ports) + FOOTER_HEIGHT + (ports.outputs.some((port) => port.type === 'chart') ? CHART_HEIGHT : 0)
