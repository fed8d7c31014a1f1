/** Paths of the machine that the app runs on; which separator it uses is read from the path itself. */
const separatorOf = (path: string): string => (path.includes('\\') && !path.includes('/') ? '\\' : '/')

export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? ''

/** The folder of a file's path; empty where the path is a bare name. */
export function folderOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return at === 0 ? path.slice(0, 1) : path.slice(0, Math.max(0, at))
}

export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder)
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}
