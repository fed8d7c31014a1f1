import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import type { FolderEntry } from '#shared/contract/files.ts'
import type { Outputs } from '#shared/contract/index.ts'

/** Without numbers in mind `file10` would come before `file9`. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** What a folder holds, but for hidden entries and those that can't be looked at. Error: `folder_unreadable`. */
export async function listFolder(path: string = homedir()): Promise<Outputs['files']['folder']> {
  const folder = resolve(path)
  const names = await readdir(folder).catch(() =>
    fail(
      'folder_unreadable',
      `The folder ${folder} can't be read: it is not there, or it is not yours to see.`,
    ),
  )
  const shown = names.filter((name) => !name.startsWith('.'))
  const entries = await Promise.all(shown.map((name) => entryOf(folder, name)))
  const parent = dirname(folder)
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    entries: entries.flatMap((entry) => entry ?? []).sort(foldersFirst),
  }
}

async function entryOf(folder: string, name: string): Promise<FolderEntry | null> {
  const path = join(folder, name)
  const about = await stat(path).catch(() => null)
  if (!about?.isDirectory() && !about?.isFile()) return null
  const kind = about.isDirectory() ? 'folder' : 'file'
  return { name, path, kind, size: kind === 'file' ? about.size : 0, modifiedAt: about.mtimeMs }
}

function foldersFirst(a: FolderEntry, b: FolderEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1
  return byName.compare(a.name, b.name)
}
