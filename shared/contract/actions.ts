import { z } from 'zod'

/** The native menu's heads, in their order; the command palette groups by them. */
export const MENUS = ['file', 'edit', 'view', 'run', 'help'] as const
export type Menu = (typeof MENUS)[number]
export const MENU_LABELS: Record<Menu, string> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  run: 'Run',
  help: 'Help',
}

/** `shortcut` in the form `Mod+Shift+Z`; Mod is Command on a Mac and Control elsewhere. */
export interface ActionDescription {
  readonly label: string
  readonly menu: Menu
  /** Items with the same number stand together; a line parts them from the next. */
  readonly group: number
  readonly shortcut?: string
}

/** Every verb that has a place in the menu. What it does is in `renderer/actions`; a spec there for each id. */
export const ACTIONS = {
  newChain: { label: 'New chain', menu: 'file', group: 1, shortcut: 'Mod+N' },
  openFile: { label: 'Open file…', menu: 'file', group: 1, shortcut: 'Mod+O' },
  showChains: { label: 'Chains', menu: 'file', group: 1 },
  showTemplates: { label: 'Templates', menu: 'file', group: 1 },
  saveFile: { label: 'Save to file', menu: 'file', group: 2, shortcut: 'Mod+S' },
  saveFileAs: { label: 'Save to file as…', menu: 'file', group: 2, shortcut: 'Mod+Shift+S' },
  saveTemplate: { label: 'Save as template…', menu: 'file', group: 2 },
  duplicateChain: { label: 'Duplicate chain', menu: 'file', group: 3 },
  deleteChain: { label: 'Delete chain', menu: 'file', group: 3 },
  showSettings: { label: 'Settings', menu: 'file', group: 4, shortcut: 'Mod+,' },

  undo: { label: 'Undo', menu: 'edit', group: 1, shortcut: 'Mod+Z' },
  redo: { label: 'Redo', menu: 'edit', group: 1, shortcut: 'Mod+Shift+Z' },
  cut: { label: 'Cut', menu: 'edit', group: 2, shortcut: 'Mod+X' },
  copy: { label: 'Copy', menu: 'edit', group: 2, shortcut: 'Mod+C' },
  paste: { label: 'Paste', menu: 'edit', group: 2, shortcut: 'Mod+V' },
  duplicateNodes: { label: 'Duplicate selection', menu: 'edit', group: 2, shortcut: 'Mod+D' },
  deleteSelection: { label: 'Delete selection', menu: 'edit', group: 2, shortcut: 'Delete' },
  selectAll: { label: 'Select all', menu: 'edit', group: 3, shortcut: 'Mod+A' },
  addNode: { label: 'Add node…', menu: 'edit', group: 4, shortcut: '/' },
  addFrame: { label: 'Add frame', menu: 'edit', group: 4 },
  addNote: { label: 'Add note', menu: 'edit', group: 4 },
  connectNode: { label: 'Connect to…', menu: 'edit', group: 4, shortcut: 'C' },
  arrange: { label: 'Arrange', menu: 'edit', group: 5, shortcut: 'Mod+Shift+L' },
  alignLeft: { label: 'Align left edges', menu: 'edit', group: 5 },
  alignTop: { label: 'Align top edges', menu: 'edit', group: 5 },
  spreadAcross: { label: 'Space evenly across', menu: 'edit', group: 5 },
  spreadDown: { label: 'Space evenly down', menu: 'edit', group: 5 },

  commandPalette: { label: 'Find anything…', menu: 'view', group: 1, shortcut: 'Mod+K' },
  zoomIn: { label: 'Zoom in', menu: 'view', group: 2, shortcut: 'Mod+=' },
  zoomOut: { label: 'Zoom out', menu: 'view', group: 2, shortcut: 'Mod+-' },
  fitView: { label: 'Zoom to fit', menu: 'view', group: 2, shortcut: 'Mod+0' },
  togglePalette: { label: 'Show or hide palette', menu: 'view', group: 3, shortcut: 'Mod+B' },
  toggleInspector: { label: 'Show or hide inspector', menu: 'view', group: 3, shortcut: 'Mod+I' },
  toggleDock: { label: 'Show or hide dock', menu: 'view', group: 3, shortcut: 'Mod+J' },
  toggleMinimap: { label: 'Show or hide overview', menu: 'view', group: 3 },
  showProblems: { label: 'Problems', menu: 'view', group: 3, shortcut: 'Mod+Shift+M' },
  toggleTheme: { label: 'Switch light and dark', menu: 'view', group: 4 },

  editInputs: { label: 'Inputs…', menu: 'run', group: 1 },
  run: { label: 'Run', menu: 'run', group: 1, shortcut: 'Mod+Enter' },
  runToHere: { label: 'Run to here', menu: 'run', group: 2 },
  runFromHere: { label: 'Run from here', menu: 'run', group: 2 },
  runChanged: { label: 'Run what changed', menu: 'run', group: 2, shortcut: 'Mod+Shift+Enter' },
  stop: { label: 'Stop', menu: 'run', group: 3, shortcut: 'Mod+.' },
  pinResult: { label: 'Pin or unpin result', menu: 'run', group: 4 },
  showRuns: { label: 'Past runs', menu: 'run', group: 5 },
  showConclusions: { label: 'Conclusions', menu: 'run', group: 5 },

  showShortcuts: { label: 'Keyboard shortcuts', menu: 'help', group: 1, shortcut: '?' },
} as const satisfies Record<string, ActionDescription>

export type ActionId = keyof typeof ACTIONS
const isActionId = (id: unknown): id is ActionId => typeof id === 'string' && Object.hasOwn(ACTIONS, id)
export const ActionId = z.custom<ActionId>(isActionId)

/** The actions in the order of their menus' items. */
export const ACTION_LIST: readonly (ActionDescription & { readonly id: ActionId })[] = Object.keys(ACTIONS)
  .filter(isActionId)
  .map((id) => ({ id, ...ACTIONS[id] }))
