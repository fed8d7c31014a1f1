import { api, errorOf } from '../api.ts'
import { chooseSavePath } from '../files/choose.tsx'
import { useDocument } from '../stores/document.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { isOpen } from './conditions.ts'
import { CHAIN_FILES } from './openFile.ts'
import { confirm } from './verbs/confirm.ts'

async function write(path: string, overwrite: boolean): Promise<void> {
  const { id, flush } = useDocument.getState()
  if (!id) return
  try {
    await flush()
    await api.files.saveChain({ chainId: id, path, overwrite })
    useDocument.setState({ path })
    toast(`Saved to ${path}`, 'good')
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.code !== 'file_exists') return toast(error.message, 'bad')
    if (await confirm('Replace the file?', `${path} is there already.`, 'Replace')) await write(path, true)
  }
}

const fileName = (name: string): string =>
  `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Chain'}.ergo.json`

export const saveFileAs: Action = {
  available: isOpen,
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
  available: isOpen,
  async perform() {
    const { path } = useDocument.getState()
    if (path === undefined) await saveFileAs.perform()
    else await write(path, true)
  },
}
