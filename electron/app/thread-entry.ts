import { existsSync } from 'node:fs'
import { unpacked } from './unpacked.ts'

/** A thread's module: in `electron/worker` in the sources, at the top of the output folder (beside or above this) when built. */
export function threadEntry(source: string, built: string): URL {
  const places = [
    `../worker/${source}.ts`,
    `../../worker/${source}.ts`,
    `./${built}.js`,
    `../${built}.js`,
  ].map((path) => new URL(path, unpacked(import.meta.url)))
  const found = places.find((place) => existsSync(place))
  if (!found) throw new Error(`A thread's module is missing: looked for ${places.join(', ')}.`)
  return found
}
