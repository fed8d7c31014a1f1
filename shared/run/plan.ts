import { itemAt } from '../base/item.ts'
import type { JsonRecord } from '../base/json.ts'
import type { Chain, ResolvedPolicy } from '../chain/schema.ts'
import { operationIdOf, resolvePolicy } from '../chain/schema.ts'
import { buildGraph, topologicalOrder } from '../chain/topology.ts'
import { type FileRead, type FolderRead, type InputPort, portsOf, type Traits } from '../operation/define.ts'
import type { Registry } from '../operation/registry.ts'

/** An edge as its target sees it. `source` is an index into the plan's nodes. */
export interface PlanInput {
  readonly source: number
  readonly sourceId: string
  readonly sourcePort: string
  readonly port: string
}

/** A node made ready to run: config parsed, policy and traits resolved, inputs in the document's edge order. */
export interface PlanNode {
  readonly id: string
  readonly name: string
  readonly operationId: string
  readonly operationVersion: number
  /** Output of the spec's schema: plain data, so that it can cross threads. */
  readonly config: unknown
  readonly policy: ResolvedPolicy
  readonly traits: Traits
  readonly inputs: readonly PlanInput[]
  /** Connected ports that must each have a live edge; empty where any live edge will do (a single port). */
  readonly requiredPorts: readonly string[]
  /** Plan indices of the nodes fed by this one. */
  readonly targets: readonly number[]
  /** Local files that the node reads; {@link pathsRead} gives their paths in a run. */
  readonly reads: readonly FileRead[]
}

/** A valid chain in the order in which it runs (Kahn, ties by place in the document). */
export interface Plan {
  readonly nodes: readonly PlanNode[]
  readonly parameters: JsonRecord
}

/**
 * Turns a chain that `validateChain` found no errors in into a plan. Throws on one that it would have refused: that
 * is a bug in the caller.
 */
export function planChain(chain: Chain, registry: Registry): Plan {
  const graph = buildGraph(
    chain.nodes.map((node) => node.id),
    chain.edges,
  )
  const order = topologicalOrder(graph)
  if (order.length !== chain.nodes.length)
    throw new Error('The chain has a cycle: validate it before planning.')

  const place = new Map<string, number>()
  order.forEach((at, i) => {
    place.set(itemAt(chain.nodes, at).id, i)
  })
  const inputs: PlanInput[][] = order.map(() => [])
  const targets: Set<number>[] = order.map(() => new Set())
  for (const edge of chain.edges) {
    const source = place.get(edge.source)
    const target = place.get(edge.target)
    if (source === undefined || target === undefined)
      throw new Error(`The edge "${edge.id}" has a loose end.`)
    itemAt(inputs, target).push({
      source,
      sourceId: edge.source,
      sourcePort: edge.sourcePort,
      port: edge.targetPort,
    })
    itemAt(targets, source).add(target)
  }

  const nodes = order.map((at, i): PlanNode => {
    const node = itemAt(chain.nodes, at)
    const spec = registry(operationIdOf(node))
    if (!spec) throw new Error(`The node "${node.id}" has no operation: validate the chain before planning.`)
    const config = spec.config.parse(node.config)
    return {
      id: node.id,
      name: node.name ?? node.id,
      operationId: spec.id,
      operationVersion: spec.version,
      config,
      policy: resolvePolicy(node.policy),
      traits: spec.traits,
      inputs: itemAt(inputs, i),
      requiredPorts: requiredPorts(portsOf(spec, config).inputs, itemAt(inputs, i)),
      targets: [...itemAt(targets, i)],
      reads: spec.reads?.(config) ?? [],
    }
  })
  const parameters = Object.fromEntries(
    chain.parameters.flatMap((p) => (p.default === undefined ? [] : [[p.name, p.default]])),
  )
  return { nodes, parameters }
}

/** A join needs both its sides: one that lost a side with a branch is skipped rather than run on half its inputs. */
function requiredPorts(ports: readonly InputPort[], inputs: readonly PlanInput[]): string[] {
  if (ports.length < 2) return []
  return ports
    .filter((port) => !port.optional && inputs.some((input) => input.port === port.name))
    .map((port) => port.name)
}

/** What a node reads in a run with these inputs. A parameter that gives no path is left out. */
export function pathsRead(node: Pick<PlanNode, 'reads'>, params: JsonRecord): (string | FolderRead)[] {
  return node.reads.flatMap((read): (string | FolderRead)[] => {
    if (typeof read === 'object' && 'folder' in read) return read.folder === '' ? [] : [read]
    const path = typeof read === 'string' ? read : params[read.parameter]
    return typeof path === 'string' && path !== '' ? [path] : []
  })
}
