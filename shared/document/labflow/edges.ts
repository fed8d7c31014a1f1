import { isJsonRecord } from '../../base/json.ts'
import { type Issue, warningIssue } from '../../chain/issue.ts'
import { type ChainNode, type Edge, SINGLE_INPUT, SINGLE_OUTPUT } from '../../chain/schema.ts'
import { portsToward } from './condition.ts'
import type { ConvertedNode } from './node.ts'
import type { LabInput, LabNode } from './source.ts'

type Ends = Omit<Edge, 'id'>

/** What edges are drawn from: nodes as they were and as they are, and where one key of an output is taken out. */
export interface Graph {
  readonly labs: ReadonlyMap<string, LabNode>
  readonly converted: ReadonlyMap<string, ConvertedNode>
  /** The node that takes one key out of another's output. */
  readonly taker: (input: LabInput) => string | undefined
}

/**
 * The edges into a node. Those from a condition hang on the branches that lead to the node; where that would be several
 * and the node takes one value, it hangs on what the condition hands on. `passed` are such conditions;
 * `refused` is why the node can't be carried over.
 */
export function edgesInto(
  lab: LabNode,
  takes: ConvertedNode['takes'],
  graph: Graph,
): { edges: readonly Ends[]; passed: ReadonlySet<string>; refused: string | null } {
  const used = takes === 'none' ? [] : takes === 'first' ? lab.inputs.slice(0, 1) : lab.inputs
  const edges: Ends[] = []
  const passed = new Set<string>()
  for (const input of used) {
    const starts = sourcesOf(input, lab.id, takes === 'first', graph, passed)
    if (!starts) {
      const refused = `It takes "${input.key}" of the condition "${input.id}", which has no such way out.`
      return { edges: lab.inputs.map(({ id }) => plainEdge(id, lab.id)), passed, refused }
    }
    for (const start of starts) edges.push({ ...start, target: lab.id, targetPort: SINGLE_INPUT })
  }
  return { edges, passed, refused: null }
}

export const plainEdge = (source: string, target: string): Ends => ({
  source,
  sourcePort: SINGLE_OUTPUT,
  target,
  targetPort: SINGLE_INPUT,
})

type Start = Pick<Edge, 'source' | 'sourcePort'>

/** Null where the input names an output that the condition does not have. */
function sourcesOf(
  wanted: LabInput,
  target: string,
  takesOne: boolean,
  graph: Graph,
  passed: Set<string>,
): readonly Start[] | null {
  // Back through conditions in a row, of which there may be many; a circle of them ends where it began.
  const seen = new Set<string>()
  for (let input = wanted; ; ) {
    const taker = graph.taker(input)
    if (taker !== undefined) return [{ source: taker, sourcePort: SINGLE_OUTPUT }]
    const { id, key } = input
    const condition = conditionOf(graph.converted.get(id)?.node)
    const lab = graph.labs.get(id)
    if (!condition || !lab) return [{ source: id, sourcePort: SINGLE_OUTPUT }]
    const raw = isJsonRecord(lab.raw.config) ? lab.raw.config : {}
    const ports = portsToward({ ...condition, raw }, target, key)
    const [before] = lab.inputs
    if (!ports || ports.length === 1 || !takesOne || !before || seen.has(id)) {
      return ports?.map((sourcePort) => ({ source: id, sourcePort })) ?? null
    }
    seen.add(id)
    passed.add(id)
    input = before
  }
}

function conditionOf(node: ChainNode | undefined): Pick<ChainNode, 'operation' | 'config'> | undefined {
  return node?.type === 'CONDITION' && !node.placeholder ? node : undefined
}

/** Says once for each condition that what follows it gets another value than it did there. */
export function handedOn(ids: Iterable<string>, converted: ReadonlyMap<string, ConvertedNode>): Issue[] {
  return [...new Set(ids)].flatMap((id) => {
    if (!conditionOf(converted.get(id)?.node)) return []
    const message = `"${id}": LabFlow gave the verdict to the nodes that follow; here they get what the condition got.`
    return [warningIssue('hands_on', message, { nodeId: id })]
  })
}
