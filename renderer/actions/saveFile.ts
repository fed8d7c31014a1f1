import { api, errorOf } from '../api.ts'
import { chooseSavePath } from '../files/choose.tsx'
import { useDocument } from '../stores/document.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { CHAIN_FILES } from './openFile.ts'
import { confirm } from './verbs/confirm.ts'

/** What is asked before a file is written over, by why it was not. */
const QUESTIONS: ReadonlyMap<string, (path: string) => string> = new Map([
  ['file_exists', (path) => `${path} is there already.`],
  [
    'file_changed',
    (path) =>
      `Another program has changed ${path} since it was read or written here. Open it to see what it says now.`,
  ],
])

async function write(path: string, overwrite: boolean): Promise<void> {
  const { id, saved } = useDocument.getState()
  if (!id) return
  try {
    await saved()
    await api.files.saveChain({ chainId: id, path, overwrite })
    useDocument.setState({ path })
    toast(`Saved to ${path}`, 'good')
  } catch (thrown) {
    const error = errorOf(thrown)
    const question = QUESTIONS.get(error.code)
    if (!question) return toast(error.message, 'bad')
    if (await confirm('Replace the file?', question(path), 'Replace')) await write(path, true)
  }
}

const fileName = (name: string): string =>
  `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Chain'}.ergo.json`

export const saveFileAs: Action = {
  available: canEdit,
  async perform() {
    const { chain, path } = useDocument.getState()
    const chosen = await chooseSavePath(
      'Save the chain to a file',
      path ?? fileName(chain?.name ?? ''),
      CHAIN_FILES,
    )
    if (chosen !== null) await write(chosen.endsWith('.json') ? chosen : `${chosen}.ergo.json`, false)
  },
}

/** To the file that the chain came from or was last saved to. */
export const saveFile: Action = {
  available: canEdit,
  async perform() {
    const { path } = useDocument.getState()
    if (path === undefined) await saveFileAs.perform()
    else await write(path, false)
  },
}
