import type { ChainNode } from '#shared/chain/schema.ts'
import { shownChain, useDocument } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'
import { useSelection } from '../stores/selection.ts'

/** What actions ask of the stores before they can be done. */

export const isOpen = (): boolean => useDocument.getState().chain !== undefined

export const canEdit = (): boolean => isOpen() && useDocument.getState().past === undefined

export const hasSelection = (): boolean => useSelection.getState().nodes.size > 0

export const canEditSelection = (): boolean => canEdit() && hasSelection()

/** The one selected node of the shown chain. */
export function selectedNode(): ChainNode | undefined {
  const { nodes } = useSelection.getState()
  if (nodes.size !== 1) return undefined
  return shownChain(useDocument.getState())?.nodes.find((node) => nodes.has(node.id))
}

export const isRunning = (): boolean => {
  const { shown } = useRun.getState()
  return shown?.executionId !== undefined && shown.status === 'running'
}

export const canRun = (): boolean => canEdit() && !isRunning()
