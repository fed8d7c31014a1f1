import { globSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { findSource } from './source.ts'

export interface FolderFile {
  readonly path: string
  /** From the folder, with strokes as on the web. */
  readonly name: string
}

/** The folder that a path of a config stands for: it, or that of the file that it is. */
export function findFolder(path: string, folders: readonly string[]): string | undefined {
  const found = findSource(path, folders)
  if (found === undefined) return undefined
  return statSync(found).isDirectory() ? found : dirname(found)
}

/**
 * Its files that match, by name. What lies outside the folder or is hidden is none of them. Error: `file_unreadable`, for what may
 * be a file and can't be looked at (a link to itself, a folder that lets nobody in): a file is not left out without a word.
 */
export function filesIn(folder: string, glob: string): FolderFile[] {
  return globSync(glob, { cwd: folder })
    .map((name) => ({ path: join(folder, name), name: name.split(sep).join('/') }))
    .filter(({ path, name }) => !/^\.|\/\./.test(name) && isFile(path, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isFile(path: string, name: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  } catch (thrown) {
    const why = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    return fail(
      'file_unreadable',
      `"${name}" matches, but can't be looked at (${why}): remove it, or narrow the pattern.`,
      { path },
    )
  }
}
