import { errorIssue, type Issue, warningIssue } from '../../chain/issue.ts'
import { buildGraph, findCycle, reachable, topologicalOrder } from '../../chain/topology.ts'
import type { ValidationContext } from './context.ts'

/** Cycles beyond this many are not looked for: they come to light as the first ones are undone. */
const MAX_CYCLES = 10

/**
 * Names cycles: Kahn's order leaves out what lies on one, and walking back from there finds it. Its last edge is then
 * taken out and the search begun anew, so that cycles apart from each other are all named.
 */
export function checkCycles({ chain, edges }: ValidationContext): Issue[] {
  const ids = chain.nodes.map((node) => node.id)
  let left = edges.filter((edge) => edge.source !== edge.target)
  const issues: Issue[] = []
  while (issues.length < MAX_CYCLES) {
    const cycle = findCycle(buildGraph(ids, left))
    if (!cycle) break
    const path = cycle.length > 12 ? [...cycle.slice(0, 6), '…', ...cycle.slice(-4)] : cycle
    const [source, target] = cycle.slice(-2)
    issues.push(
      errorIssue(
        'cycle',
        `The chain goes in a circle: ${path.join(' → ')}. Remove one of these connections.`,
        {
          ...(source === undefined ? {} : { nodeId: source }),
        },
      ),
    )
    left = left.filter((edge) => edge.source !== source || edge.target !== target)
  }
  return issues
}

/** Warns of work that comes to nothing: nodes from which no output is reached, and outputs that nothing feeds. */
export function checkReach({ chain, nodes, edges }: ValidationContext): Issue[] {
  const graph = buildGraph(
    chain.nodes.map((node) => node.id),
    edges,
  )
  if (topologicalOrder(graph).length < nodes.length) return []
  const of = (type: string): number[] => nodes.flatMap(({ node }, i) => (node.type === type ? [i] : []))
  const outputs = of('OUTPUT')
  if (outputs.length === 0) return []
  const useful = reachable(graph.predecessors, outputs)
  const fed = reachable(graph.successors, of('DATA_INPUT'))
  return nodes.flatMap(({ node, title }, i): Issue[] => {
    if (!useful.has(i)) {
      const message = `Nothing comes of ${title}: no output follows it.`
      return [warningIssue('leads_nowhere', message, { nodeId: node.id })]
    }
    if (node.type === 'OUTPUT' && !fed.has(i)) {
      const message = `No data reaches ${title}: no data input comes before it.`
      return [warningIssue('unreachable_output', message, { nodeId: node.id })]
    }
    return []
  })
}
