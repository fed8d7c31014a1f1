import { ACTIONS, type ActionId } from '#shared/contract/actions.ts'
import { useView } from '../stores/view.ts'
import type { Action } from './action.ts'
import { addFrame } from './addFrame.ts'
import { addNode } from './addNode.ts'
import { addNote } from './addNote.ts'
import { alignLeft, alignTop, spreadAcross, spreadDown } from './align.ts'
import { arrange } from './arrange.ts'
import { connectNode } from './connectNode.ts'
import { copy } from './copy.ts'
import { cut } from './cut.ts'
import { deleteChain } from './deleteChain.ts'
import { deleteSelection } from './deleteSelection.ts'
import { duplicateChain } from './duplicateChain.ts'
import { duplicateNodes } from './duplicateNodes.ts'
import { newChain } from './newChain.ts'
import { openFile } from './openFile.ts'
import { paste } from './paste.ts'
import { pinResult } from './pinResult.ts'
import { redo } from './redo.ts'
import { run } from './run.ts'
import { runChanged } from './runChanged.ts'
import { runFromHere } from './runFromHere.ts'
import { runToHere } from './runToHere.ts'
import { saveFile, saveFileAs } from './saveFile.ts'
import { saveTemplate } from './saveTemplate.tsx'
import { selectAll } from './selectAll.ts'
import { stop } from './stop.ts'
import { toggleTheme } from './toggleTheme.ts'
import { undo } from './undo.ts'
import * as view from './view.ts'

/** What every verb does: menus, the command palette and keys all come here. */
export const PERFORM: Readonly<Record<ActionId, Action>> = {
  newChain,
  openFile,
  saveFile,
  saveFileAs,
  saveTemplate,
  duplicateChain,
  deleteChain,
  undo,
  redo,
  cut,
  copy,
  paste,
  duplicateNodes,
  deleteSelection,
  selectAll,
  addNode,
  addFrame,
  addNote,
  connectNode,
  arrange,
  alignLeft,
  alignTop,
  spreadAcross,
  spreadDown,
  toggleTheme,
  run,
  runToHere,
  runFromHere,
  runChanged,
  stop,
  pinResult,
  ...view,
}

/** Whether the section that is shown has what the action is for: nobody edits a canvas that is out of sight. */
export const isInSight = (id: ActionId): boolean =>
  ACTIONS[id].menu !== 'edit' || useView.getState().section === 'workbench'

export const isAvailable = (id: ActionId): boolean => isInSight(id) && (PERFORM[id].available?.() ?? true)

/** Does it, if it can be done now. */
export async function perform(id: ActionId): Promise<void> {
  if (isAvailable(id)) await PERFORM[id].perform()
}
