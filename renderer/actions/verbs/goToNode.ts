import { theCamera } from '../../stores/camera.ts'
import { useSelection } from '../../stores/selection.ts'
import { type InspectorTab, useView } from '../../stores/view.ts'

/** Selects a node and brings it into view, with a part of its inspector. */
export function goToNode(id: string, tab?: InspectorTab): void {
  useView.getState().go('workbench')
  useSelection.getState().select([id])
  if (tab) useView.getState().showInspector(tab)
  theCamera()?.reveal(id)
}
