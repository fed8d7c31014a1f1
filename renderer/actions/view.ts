import { spotlight } from '@mantine/spotlight'
import { theCamera } from '../stores/camera.ts'
import { askInputs, usePassing } from '../stores/passing.ts'
import { type Section, useView } from '../stores/view.ts'
import type { Action } from './action.ts'
import { canEdit, isOpen } from './conditions.ts'

const go = (section: Section): Action => ({ perform: () => useView.getState().go(section) })
const toggle = (panel: 'palette' | 'inspector' | 'dock'): Action => ({
  perform: () => useView.getState().toggle(panel),
})

export const showChains = go('chains')
export const showTemplates = go('templates')
export const showRuns = go('runs')
export const showConclusions = go('conclusions')
export const showSettings = go('settings')
export const togglePalette = toggle('palette')
export const toggleInspector = toggle('inspector')
export const toggleDock = toggle('dock')
export const toggleMinimap: Action = { perform: () => useView.getState().toggleMinimap() }
export const showProblems: Action = {
  available: isOpen,
  perform: () => useView.getState().showDock('problems'),
}
export const commandPalette: Action = { perform: () => spotlight.open() }
export const showShortcuts: Action = { perform: () => usePassing.setState({ shortcutsOpen: true }) }
/** Not while a past run is shown: what would run is the open chain, which may be quite another. */
export const editInputs: Action = { available: canEdit, perform: () => askInputs({ kind: 'all' }) }
export const zoomIn: Action = { available: isOpen, perform: () => theCamera()?.zoomIn() }
export const zoomOut: Action = { available: isOpen, perform: () => theCamera()?.zoomOut() }
export const fitView: Action = { available: isOpen, perform: () => theCamera()?.fit() }
