import { type BrowserWindow, dialog, type FileFilter } from 'electron'
import type { DialogRequest, Dialogs } from '../rpc/shell.ts'

/** The system's dialogs, standing before a window. */
export function systemDialogs(window: () => BrowserWindow | null): Dialogs {
  return {
    async open(request) {
      const options = { ...common(request), properties: ['openFile' as const] }
      const parent = window()
      const answer = parent
        ? await dialog.showOpenDialog(parent, options)
        : await dialog.showOpenDialog(options)
      return answer.filePaths[0] ?? null
    },
    async save(request) {
      const parent = window()
      const options = common(request)
      const answer = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options)
      return answer.canceled || !answer.filePath ? null : answer.filePath
    },
  }
}

function common({ title, types, path }: DialogRequest): {
  title: string
  filters: FileFilter[]
  defaultPath?: string
} {
  const filters = types.map(({ name, extensions }) => ({ name, extensions: [...extensions] }))
  return { title, filters, ...(path === undefined ? {} : { defaultPath: path }) }
}
