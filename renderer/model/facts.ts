import { type ChainNode, operationIdOf, SINGLE_INPUT, SINGLE_OUTPUT } from '#shared/chain/schema.ts'
import { type InputPort, type OperationSpec, type OutputPort, portsOf } from '#shared/operation/define.ts'
import { registry } from '#shared/operation/registry.ts'

/** What the window shows of a node without asking anybody: drawn from its spec and its config. */
export interface NodeFacts {
  /** Absent for an operation that this version does not have. */
  readonly spec: OperationSpec | undefined
  readonly name: string
  /** What the operation is called, e.g. `Filter`. */
  readonly title: string
  /** What the node does, in words drawn from its config. */
  readonly words: string
  readonly inputs: readonly InputPort[]
  readonly outputs: readonly OutputPort[]
}

/**
 * The config parsed; keys that do not parse take their defaults, so that a half-filled form still shows its ports.
 * `undefined` where not even that parses.
 */
export function parseLeniently(spec: OperationSpec, config: ChainNode['config']): unknown {
  const parsed = spec.config.safeParse(config)
  if (parsed.success) return parsed.data
  const bad = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  const rest = Object.fromEntries(Object.entries(config).filter(([key]) => !bad.has(key)))
  return spec.config.safeParse(rest).data
}

function workOut(node: ChainNode): NodeFacts {
  const name = node.name || node.id
  const spec = registry(operationIdOf(node))
  const config = spec && parseLeniently(spec, node.config)
  if (!spec || config === undefined) {
    return {
      spec,
      name,
      title: spec?.title ?? node.operation,
      words: node.placeholder?.reason ?? '',
      inputs:
        node.type === 'DATA_INPUT' ? [] : [{ name: SINGLE_INPUT, type: 'any', many: true, optional: true }],
      outputs: [{ name: SINGLE_OUTPUT, type: 'any' }],
    }
  }
  return { spec, name, title: spec.title, words: spec.describe?.(config) ?? '', ...portsOf(spec, config) }
}

const known = new WeakMap<ChainNode, NodeFacts>()

/** Worked out once per version of a node: edits replace nodes, they never change them in place. */
export function factsOf(node: ChainNode): NodeFacts {
  const before = known.get(node)
  if (before) return before
  const facts = workOut(node)
  known.set(node, facts)
  return facts
}
