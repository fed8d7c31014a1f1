import { join } from 'node:path'
import { build, isStale } from '../../electron/start/build.ts'

/** The specs run on the built app: built now unless it is newer than its sources. */
export default async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  if (isStale(root) && (await build(root)) !== 0) throw new Error('The app does not build.')
}
