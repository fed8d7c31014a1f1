import type { JsonRecord } from '../base/json.ts'
import { DOCUMENT_VERSION, MIGRATIONS, type Migration } from './migrations/index.ts'

/** Applies the steps from `version` up to `target` in order. A missing step is a bug: every released version has one. */
export function migrateDocument(
  document: JsonRecord,
  version: number,
  target = DOCUMENT_VERSION,
  migrations: Readonly<Record<number, Migration>> = MIGRATIONS,
): JsonRecord {
  let migrated = document
  for (let from = version; from < target; from++) {
    const step = migrations[from]
    if (!step) throw new Error(`There is no migration from document version ${from}.`)
    migrated = { ...step(migrated), version: from + 1 }
  }
  return migrated
}
