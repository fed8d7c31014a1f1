import { useConnector } from '../../stores/connector.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'

/** Opens the list of where a node can be connected to; the selected one, where none is named. */
export function openConnector(nodeId?: string): boolean {
  const { chain, past } = useDocument.getState()
  const { nodes } = useSelection.getState()
  const id = nodeId ?? (nodes.size === 1 ? [...nodes][0] : undefined)
  if (past || !chain?.nodes.some((node) => node.id === id)) return false
  useConnector.setState({ nodeId: id })
  return true
}
