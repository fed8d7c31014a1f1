import { lastPointer } from '../stores/pointer.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { openPickerAt } from './verbs/openPicker.ts'

export const addNode: Action = { available: canEdit, perform: () => openPickerAt(lastPointer()) }
