import type { JsonRecord } from '#shared/base/json.ts'
import { SINGLE_OUTPUT } from '#shared/chain/schema.ts'
import { chart } from '#shared/operation/output/chart.ts'
import { addParts } from '../../model/edits.ts'
import { besideOf, edgeTo, newNode } from '../../model/newNode.ts'
import { theCamera } from '../../stores/camera.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { toast } from '../../ui/toast.ts'

/** Adds a chart of what a node gives at a port, right of it. */
export function addChart(nodeId: string, port: string | undefined, config: JsonRecord): void {
  const { chain, edit } = useDocument.getState()
  const source = chain?.nodes.find((node) => node.id === nodeId)
  if (!chain || !source) return
  const node = { ...newNode(chain, chart, besideOf(source)), config }
  const edge = edgeTo(chain, chart, node, {
    nodeId,
    port: port ?? SINGLE_OUTPUT,
    side: 'source',
    type: 'table',
  })
  edit(`Add ${node.name ?? node.id}`, addParts(chain, { nodes: [node], edges: edge ? [edge] : [] }))
  useSelection.getState().select([node.id])
  theCamera()?.reveal(node.id)
  toast('The chart is on the canvas. Run to here to draw it.')
}
