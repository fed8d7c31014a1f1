import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Between the statements of a migration, as drizzle-kit writes it. */
const BREAK = '--> statement-breakpoint'

/** The generated migrations, in order, as what `embedded.json` holds. */
export function readMigrations(folder = import.meta.dirname): { name: string; statements: string[] }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return files.sort().map((file) => ({
    name: file.replace(/\.sql$/, ''),
    statements: readFileSync(join(folder, file), 'utf8')
      .split(BREAK)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  }))
}

// Run after drizzle-kit has generated a migration. A bundle carries no folder of SQL files, so that the app reads this.
if (import.meta.main)
  writeFileSync(join(import.meta.dirname, 'embedded.json'), `${JSON.stringify(readMigrations(), null, 2)}\n`)
