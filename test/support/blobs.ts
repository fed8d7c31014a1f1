import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Damages all tables that a data folder keeps; gives how many there are. */
export function damageTables(dataDir: string): number {
  const tables = readdirSync(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).subarray(0, 4).toString() === 'PAR1')
  for (const path of tables) writeFileSync(path, 'PAR1 no more')
  return tables.length
}
