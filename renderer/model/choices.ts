import type { Chain } from '#shared/chain/schema.ts'
import { factsOf } from './facts.ts'
import { type End, fitting } from './fit.ts'

/** A wire that could be drawn from a node, to or from another. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly from: End
  readonly to: End
  /** Null where it fits. */
  readonly why: string | null
}

const labelOf = (
  name: string,
  port: { readonly name: string; readonly label?: string },
  count: number,
): string => (count > 1 ? `${name}, ${port.label ?? port.name}` : name)

/** Every port that a node's outputs, then its inputs, could be joined to; those that fit first. */
export function choicesFor(chain: Chain, nodeId: string): Choice[] {
  const own = chain.nodes.find((node) => node.id === nodeId)
  if (!own) return []
  const facts = factsOf(own)
  const choices = (['source', 'target'] as const).flatMap((side) => {
    const ports = side === 'source' ? facts.outputs : facts.inputs
    return ports.flatMap((port) => {
      const from: End = { nodeId, port: port.name, side }
      const judge = fitting(chain, from)
      return chain.nodes
        .filter((node) => node.id !== nodeId)
        .flatMap((node): Choice[] => {
          const other = factsOf(node)
          const ends = side === 'source' ? other.inputs : other.outputs
          return ends.map((end) => {
            const to: End = { nodeId: node.id, port: end.name, side: side === 'source' ? 'target' : 'source' }
            const mine = ports.length > 1 ? `${port.label ?? port.name} ` : ''
            const arrow = side === 'source' ? '→' : '←'
            return {
              id: JSON.stringify([from, to]),
              label: `${mine}${arrow} ${labelOf(other.name, end, ends.length)}`,
              from,
              to,
              why: judge(to),
            }
          })
        })
    })
  })
  return [...choices.filter(({ why }) => why === null), ...choices.filter(({ why }) => why !== null)]
}
