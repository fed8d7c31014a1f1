import { fail } from '#shared/base/errors.ts'
import type { Feature } from '../feature.ts'
import { listFolder } from '../files/folder.ts'
import type { Uploads } from '../files/uploads.ts'
import type { Dialogs, Shell } from '../shell.ts'

type Choosing = Pick<Feature<'files'>, 'chooseOpen' | 'chooseSave' | 'folder' | 'upload'>

/** Choosing files, and taking those that are dropped. */
export function choosing({ dialogs }: Pick<Shell, 'dialogs'>, uploads: Uploads): Choosing {
  return {
    chooseOpen: async (request) => ({ path: await given(dialogs).open(request) }),
    chooseSave: async (request) => ({ path: await given(dialogs).save(request) }),
    folder: ({ path }) => listFolder(path),
    upload: async (part) => ({ path: await uploads.take(part) }),
  }
}

function given(dialogs: Dialogs | null): Dialogs {
  return dialogs ?? fail('no_dialogs', 'This window runs in a browser, which has no file dialogs of its own.')
}
