import { resolve } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import type { Feature } from '../feature.ts'
import type { ChainFiles } from '../files/chain-files.ts'
import { listFolder } from '../files/folder.ts'
import type { Uploads } from '../files/uploads.ts'
import { writeWhole } from '../files/write.ts'
import type { Dialogs, Shell } from '../shell.ts'

export interface FilesDeps {
  readonly shell: Pick<Shell, 'dialogs'>
  readonly uploads: Uploads
  readonly chainFiles: ChainFiles
}

export function filesFeature({ shell, uploads, chainFiles }: FilesDeps): Feature<'files'> {
  return {
    chooseOpen: async (request) => ({ path: await given(shell.dialogs).open(request) }),
    chooseSave: async (request) => ({ path: await given(shell.dialogs).save(request) }),
    folder: ({ path }) => listFolder(path),
    upload: async (part) => ({ path: await uploads.take(part) }),
    recent: () => chainFiles.recent(),
    openChain: ({ path }) => chainFiles.open(path),
    saveChain: ({ chainId, path, overwrite }) => chainFiles.save(chainId, path, overwrite),
    async saveContent({ path, base64 }) {
      await writeWhole(resolve(path), Buffer.from(base64, 'base64'))
      return {}
    },
  }
}

function given(dialogs: Dialogs | null): Dialogs {
  return dialogs ?? fail('no_dialogs', 'This window runs in a browser, which has no file dialogs of its own.')
}
