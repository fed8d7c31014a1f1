import type { Issue } from '../../chain/issue.ts'
import { type Chain, type ChainNode, type Edge, operationIdOf } from '../../chain/schema.ts'
import { type InputPort, type OperationSpec, type OutputPort, portsOf } from '../define.ts'
import type { Registry } from '../registry.ts'

/** A node with what its operation says of it. */
export interface CheckedNode {
  readonly node: ChainNode
  /** The node's name and, where that differs, its id: how sentences call it. */
  readonly title: string
  /** Absent for an unknown operation and for a placeholder. */
  readonly spec: OperationSpec | undefined
  /** The parsed config; `ok` is false where the schema refuses it. */
  readonly config:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: unknown }
  /** Absent where they depend on a config that is not valid. */
  readonly inputs: readonly InputPort[] | undefined
  readonly outputs: readonly OutputPort[] | undefined
}

/** What every check sees. */
export interface ValidationContext {
  readonly chain: Chain
  readonly nodes: readonly CheckedNode[]
  /** Of nodes that share an id, the first. */
  readonly byId: ReadonlyMap<string, CheckedNode>
  /** Edges whose two ends exist. */
  readonly edges: readonly Edge[]
}

/** A further look at a chain, e.g. at the syntax of its expressions, which needs more than shared/ has. */
export type Check = (context: ValidationContext) => readonly Issue[]

export function makeContext(chain: Chain, registry: Registry): ValidationContext {
  const nodes = chain.nodes.map((node) => checkNode(node, registry))
  const byId = new Map<string, CheckedNode>()
  for (const checked of nodes) if (!byId.has(checked.node.id)) byId.set(checked.node.id, checked)
  const edges = chain.edges.filter((edge) => byId.has(edge.source) && byId.has(edge.target))
  return { chain, nodes, byId, edges }
}

function checkNode(node: ChainNode, registry: Registry): CheckedNode {
  const title = node.name && node.name !== node.id ? `"${node.name}" (${node.id})` : `"${node.id}"`
  const spec = node.placeholder ? undefined : registry(operationIdOf(node))
  if (!spec)
    return {
      node,
      title,
      spec,
      config: { ok: true, value: node.config },
      inputs: undefined,
      outputs: undefined,
    }
  const parsed = spec.config.safeParse(node.config)
  if (parsed.success)
    return { node, title, spec, config: { ok: true, value: parsed.data }, ...portsOf(spec, parsed.data) }
  return {
    node,
    title,
    spec,
    config: { ok: false, error: parsed.error },
    inputs: typeof spec.inputs === 'function' ? undefined : spec.inputs,
    outputs: typeof spec.outputs === 'function' ? undefined : spec.outputs,
  }
}

/** Lists by a key, in order of appearance. */
export function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
