import { formatBytes } from '../ui/format.ts'

/**
 * The text of a file that is handed to the app in one message. Throws a sentence for a file of more than `most` bytes,
 * without reading it: a message that is too large would cost the window its connection.
 */
export async function textOf(file: Pick<File, 'size' | 'text'>, most: number): Promise<string> {
  if (file.size > most)
    throw new Error(`It is larger than ${formatBytes(most)}, which is the most that such a file may have.`)
  return file.text()
}
