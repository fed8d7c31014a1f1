import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openTables, type RunTables, type TablesOptions } from '#electron/data/tables.ts'
import type { ReadOptions } from '#electron/engine/operation.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import type { Warning } from '#shared/run/events.ts'

export const NEVER = new AbortController().signal

/** A folder of this test file's own, and tables that may read what is put there. */
export interface World {
  readonly folder: string
  readonly path: (name: string) => string
  /** Writes a file and gives its path. */
  readonly file: (name: string, content: string | Uint8Array) => string
  /** Tables of one run, allowed to read the named files. */
  readonly open: (files?: readonly string[], more?: Partial<TablesOptions>) => RunTables
}

/** Call it at the top of a test file; what it makes goes when the file's tests are over. */
export function makeWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-data-'))
  const opened: RunTables[] = []
  const path = (name: string): string => join(folder, name)
  afterAll(async () => {
    for (const tables of opened) await tables.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    path,
    file: (name, content) => {
      writeFileSync(path(name), content)
      return path(name)
    },
    open: (files = [], more = {}) => {
      const tables = openTables({ files, scratch: path('scratch'), ...more })
      opened.push(tables)
      return tables
    },
  }
}

export interface ReadBack {
  /** `name type` of each column. */
  readonly columns: string[]
  readonly rows: JsonRecord[]
  readonly warnings: Warning[]
  readonly table: TableValue
}

/** Writes a file, reads it as a table, and gives all of it. */
export async function readBack(
  world: World,
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  name = 'data.csv',
): Promise<ReadBack> {
  const path = world.file(name, content)
  const tables = world.open([path])
  const warnings: Warning[] = []
  const table = await tables.read(path, { format: 'csv', ...options }, NEVER, (code, message, data) =>
    warnings.push({ code, message, ...(data ? { data } : {}) }),
  )
  const rows = await tables.rows(table)
  await tables.close()
  return { columns: describeColumns(table), rows, warnings, table }
}

export const describeColumns = (table: TableValue): string[] =>
  table.columns.map((column) => `${column.name} ${column.type}`)

/** The failure of a promise, as `code: message`. */
export async function failureIn(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (thrown) {
    if (thrown instanceof AppFailure) return `${thrown.code}: ${thrown.message}`
    throw thrown
  }
  throw new Error('It did not fail.')
}
