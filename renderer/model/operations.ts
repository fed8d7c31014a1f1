import { NODE_TYPES, type NodeType } from '#shared/chain/schema.ts'
import { type OperationSpec, portsOf } from '#shared/operation/define.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { type PortType, whyIncompatible } from '#shared/operation/value.ts'

/** What is asked of an operation when a wire was dropped on the empty canvas. */
export interface Wanted {
  readonly side: 'source' | 'target'
  readonly type: PortType
}

/** The port of a new node of this operation that a wire from there can go to; `undefined` where none can. */
export function portFor(spec: OperationSpec, wanted: Wanted): string | undefined {
  const config = spec.config.safeParse({})
  if (!config.success) return undefined
  const { inputs, outputs } = portsOf(spec, config.data)
  return wanted.side === 'source'
    ? inputs.find((port) => whyIncompatible(wanted.type, port.type) === null)?.name
    : outputs.find((port) => whyIncompatible(port.type, wanted.type) === null)?.name
}

/** How well a query fits: the title's beginning before a word's, a keyword, the type, the summary; 0 is not at all. */
function score(spec: OperationSpec, query: string): number {
  const title = spec.title.toLowerCase()
  if (title.startsWith(query)) return 5
  if (title.split(/\s+/).some((word) => word.startsWith(query))) return 4
  if (spec.keywords.some((word) => word.toLowerCase().startsWith(query))) return 3
  if (title.includes(query) || spec.type.toLowerCase().startsWith(query)) return 2
  return spec.summary.toLowerCase().includes(query) ? 1 : 0
}

/** Operations by name, keyword and use, best first; every word of the query must fit. */
export function searchOperations(query: string, wanted?: Wanted): OperationSpec[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = ALL_SPECS.flatMap((spec, place) => {
    if (wanted && portFor(spec, wanted) === undefined) return []
    const scores = words.map((word) => score(spec, word))
    if (scores.includes(0)) return []
    return [{ spec, place, total: scores.reduce((sum, part) => sum + part, 0) }]
  })
  return found.sort((a, b) => b.total - a.total || a.place - b.place).map(({ spec }) => spec)
}

export function byType(specs: readonly OperationSpec[]): { type: NodeType; specs: OperationSpec[] }[] {
  return NODE_TYPES.map((type) => ({ type, specs: specs.filter((spec) => spec.type === type) })).filter(
    (group) => group.specs.length > 0,
  )
}
