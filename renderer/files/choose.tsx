import { modals } from '@mantine/modals'
import { api } from '../api.ts'
import { FolderBrowser } from './FolderBrowser.tsx'
import { hasDialogs } from './save.ts'

interface FileType {
  readonly name: string
  readonly extensions: readonly string[]
}

/** Asks for a file in a dialog of our own, where the shell has none of the system's. */
function browse(
  title: string,
  start: string,
  mode: 'open' | 'save',
  types: readonly FileType[],
): Promise<string | null> {
  return new Promise((resolve) => {
    const id = modals.open({
      title,
      size: 'lg',
      onClose: () => resolve(null),
      children: (
        <FolderBrowser
          start={start}
          mode={mode}
          extensions={types.flatMap((type) => type.extensions)}
          onChoose={(path) => {
            resolve(path)
            modals.close(id)
          }}
        />
      ),
    })
  })
}

const dialog = (title: string, path: string, types: readonly FileType[]) => ({
  title,
  types: types.map((type) => ({ ...type, extensions: [...type.extensions] })),
  ...(path ? { path } : {}),
})

/** The path of a file that is there; null where none was chosen. */
export async function chooseFile(
  title: string,
  path = '',
  types: readonly FileType[] = [],
): Promise<string | null> {
  if (!(await hasDialogs())) return browse(title, path, 'open', types)
  return (await api.files.chooseOpen(dialog(title, path, types))).path
}

/** The path of a file to write; null where none was chosen. */
export async function chooseSavePath(
  title: string,
  path = '',
  types: readonly FileType[] = [],
): Promise<string | null> {
  if (!(await hasDialogs())) return browse(title, path, 'save', types)
  return (await api.files.chooseSave(dialog(title, path, types))).path
}
