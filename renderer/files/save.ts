import { api, errorOf, queries, queryClient } from '../api.ts'
import { toast } from '../ui/toast.ts'
import { base64 } from './upload.ts'

export async function hasDialogs(): Promise<boolean> {
  const info = await queryClient.ensureQueryData(queries.app.info.queryOptions({ staleTime: Infinity }))
  return info.dialogs
}

/** Hands a file to the browser, which puts it where it puts downloads. */
export function download(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}

/** Hands what the window has made to the browser as a download. */
export function downloadContent(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  download(address, name)
  // The download has begun by then; it holds the content itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Saves what the window has made: by the system's dialog where there is one, else as a download. Gives the name, null where none was chosen. */
export async function saveContent(name: string, content: Blob, title: string): Promise<string | null> {
  try {
    if (!(await hasDialogs())) {
      downloadContent(name, content)
      return name
    }
    const extension = name.slice(name.lastIndexOf('.') + 1)
    const types = [{ name: extension.toUpperCase(), extensions: [extension] }]
    const { path } = await api.files.chooseSave({ title, path: name, types })
    if (path === null) return null
    await api.files.saveContent({ path, base64: base64(new Uint8Array(await content.arrayBuffer())) })
    return path
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
    return null
  }
}
