import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { fail } from '#shared/base/errors.ts'

function places(path: string, folders: readonly string[]): string[] {
  return isAbsolute(path) ? [resolve(path)] : [...new Set(folders.map((folder) => resolve(folder, path)))]
}

/** The first place where a path of a config is: as it stands if absolute, else tried in each folder in order. */
export function findSource(path: string, folders: readonly string[]): string | undefined {
  return places(path, folders).find((place) => existsSync(place))
}

/** As {@link findSource}. Error: `file_missing`, naming where it was looked for. */
export function resolveSource(path: string, folders: readonly string[]): string {
  if (path === '') fail('file_missing', 'No file is chosen: choose one.')
  const found = findSource(path, folders)
  if (found !== undefined) return found
  const looked = places(path, folders)
  const where = isAbsolute(path) ? '' : ` Looked for: ${looked.join(', ')}.`
  return fail('file_missing', `There is no file "${path}".${where}`, { path, looked })
}
