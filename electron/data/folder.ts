import { globSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
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

/** Its files that match, by name. What lies outside the folder or is hidden is none of them. */
export function filesIn(folder: string, glob: string): FolderFile[] {
  return globSync(glob, { cwd: folder })
    .map((name) => ({ path: join(folder, name), name: name.split(sep).join('/') }))
    .filter(({ path, name }) => !/^\.|\/\./.test(name) && statSync(path, { throwIfNoEntry: false })?.isFile())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
