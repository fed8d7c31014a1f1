import type { Edge } from '#shared/chain/schema.ts'
import { addParts, batch, removeParts } from '../../model/edits.ts'
import { factsOf } from '../../model/facts.ts'
import { type End, fitting } from '../../model/fit.ts'
import { freeEdgeIds } from '../../model/ids.ts'
import { useDocument } from '../../stores/document.ts'
import { toast } from '../../ui/toast.ts'

/**
 * Joins two ends, whichever way round they come. A port that takes one wire lets go of the one it has; `instead` is a
 * wire that this one replaces.
 */
export function connect(a: End, b: End, instead?: string): void {
  const { chain, edit } = useDocument.getState()
  if (!chain) return
  const why = fitting(chain, a)(b)
  const [source, target] = a.side === 'source' ? [a, b] : [b, a]
  const from = chain.nodes.find((node) => node.id === source.nodeId)
  const to = chain.nodes.find((node) => node.id === target.nodeId)
  if (why !== null || !from || !to) {
    if (why) toast(`Not connected: ${why}.`, 'warning')
    return
  }
  const edge: Edge = {
    id: freeEdgeIds(chain)(),
    source: source.nodeId,
    sourcePort: source.port,
    target: target.nodeId,
    targetPort: target.port,
  }
  const port = factsOf(to).inputs.find((one) => one.name === target.port)
  const before = chain.edges.filter(
    (one) =>
      one.id === instead || (!port?.many && one.target === target.nodeId && one.targetPort === target.port),
  )
  const added = addParts(chain, { edges: [edge] })
  const label = `Connect ${factsOf(from).name} to ${factsOf(to).name}`
  const cut = removeParts(chain, new Set(), new Set(before.map((one) => one.id)))
  edit(label, before.length > 0 ? batch([cut, added]) : added)
}
