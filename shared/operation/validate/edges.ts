import { errorIssue, type Issue } from '../../chain/issue.ts'
import type { Edge } from '../../chain/schema.ts'
import { whyIncompatible } from '../value.ts'
import { groupBy, type ValidationContext } from './context.ts'

/** Both ends of every edge are there, and no edge is a loop or a copy of another. */
export function checkEnds({ chain, byId }: ValidationContext): Issue[] {
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const edge of chain.edges) {
    const at = { edgeId: edge.id }
    for (const [side, id] of [
      ['from', edge.source],
      ['to', edge.target],
    ] as const) {
      if (!byId.has(id)) {
        issues.push(
          errorIssue(
            'missing_end',
            `A connection goes ${side} "${id}", and no node has that id: remove it.`,
            at,
          ),
        )
      }
    }
    if (edge.source === edge.target && byId.has(edge.source)) {
      issues.push(
        errorIssue('self_edge', `"${edge.source}" is connected to itself: remove the connection.`, at),
      )
    }
    const ends = JSON.stringify([edge.source, edge.sourcePort, edge.target, edge.targetPort])
    if (seen.has(ends)) {
      const message = `"${edge.source}" is connected to "${edge.target}" twice at the same ports: remove one connection.`
      issues.push(errorIssue('duplicate_edge', message, at))
    }
    seen.add(ends)
  }
  return issues
}

/** Ports exist at both ends and the types of what flows fit. Nodes whose ports are not known are passed over. */
export function checkPorts({ edges, byId }: ValidationContext): Issue[] {
  return edges.flatMap((edge) => {
    const source = byId.get(edge.source)
    const target = byId.get(edge.target)
    const output = source?.outputs?.find((port) => port.name === edge.sourcePort)
    const input = target?.inputs?.find((port) => port.name === edge.targetPort)
    const issues: Issue[] = []
    if (source?.outputs && !output) {
      issues.push(noPort(edge, source.title, 'output', edge.sourcePort, source.outputs))
    }
    if (target?.inputs && !input) {
      issues.push(noPort(edge, target.title, 'input', edge.targetPort, target.inputs))
    }
    const why = output && input ? whyIncompatible(output.type, input.type) : null
    if (why) {
      const message = `${target?.title} ${why} from ${source?.title}.`
      issues.push(errorIssue('wrong_type', message, { edgeId: edge.id, nodeId: edge.target }))
    }
    return issues
  })
}

function noPort(
  edge: Edge,
  title: string,
  kind: 'input' | 'output',
  port: string,
  ports: readonly { name: string }[],
): Issue {
  const there = ports.map(({ name }) => `"${name}"`).join(', ')
  const has = there ? `it has ${there}` : `it has no ${kind}s`
  return errorIssue('unknown_port', `${title} has no ${kind} "${port}": ${has}.`, {
    edgeId: edge.id,
    nodeId: kind === 'input' ? edge.target : edge.source,
  })
}

/** Every input that is needed is connected, and only once where one value is taken. */
export function checkInputs({ nodes, edges }: ValidationContext): Issue[] {
  const byTarget = groupBy(edges, (edge) => edge.target)
  return nodes.flatMap(({ node, title, inputs }) => {
    if (!inputs) return []
    const byPort = groupBy(byTarget.get(node.id) ?? [], (edge) => edge.targetPort)
    return inputs.flatMap((port): Issue[] => {
      const incoming = byPort.get(port.name) ?? []
      const name = port.label ?? port.name
      const which = inputs.length > 1 ? `its input "${name}"` : 'its input'
      if (incoming.length === 0 && !port.optional) {
        return [
          errorIssue('input_missing', `${title} needs something at ${which}: connect a node to it.`, {
            nodeId: node.id,
          }),
        ]
      }
      if (incoming.length <= 1 || port.many) return []
      const [, ...rest] = incoming
      const message = `${title} takes one value at ${which}, but ${incoming.length} nodes are connected to it.`
      return rest.map((edge) => errorIssue('too_many_edges', message, { nodeId: node.id, edgeId: edge.id }))
    })
  })
}
