import { api } from '../api.ts'

/** Bytes of a part; the contract takes up to 1 MB. */
const PART = 700_000

/** Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  // fromCharCode takes its characters as arguments, of which there may only be so many.
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return btoa(parts.join(''))
}

/** Hands a file that was dropped on the window to the app, in parts; gives the path to use in a config. */
export async function upload(
  file: File,
  progress: (share: number) => void = () => undefined,
): Promise<string> {
  const uploadId = crypto.randomUUID()
  for (let offset = 0; ; offset += PART) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PART).arrayBuffer())
    const last = offset + PART >= file.size
    const { path } = await api.files.upload({
      uploadId,
      name: file.name,
      offset,
      base64: base64(bytes),
      last,
    })
    progress(Math.min(1, (offset + PART) / Math.max(1, file.size)))
    if (last) return path ?? file.name
  }
}
