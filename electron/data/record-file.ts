import type { JsonRecord } from '#shared/base/json.ts'
import type { WrittenList } from './record-tables.ts'
import { openTables } from './tables.ts'

/** What DuckDB may hold in memory meanwhile, MB; past it, it spills. */
const MEMORY_MB = 512

/**
 * Writes a list of records as a Parquet file, whole or not at all. `scratch`: a folder for what is half written. Errors:
 * `empty_input`, `bad_column_name`.
 */
export async function writeRecords(
  records: readonly JsonRecord[],
  path: string,
  scratch: string,
): Promise<WrittenList> {
  const tables = openTables({ files: [], scratch, memoryMb: MEMORY_MB })
  try {
    const table = await tables.fromRecords(records)
    await tables.exportParquet(table, path)
    return { columns: table.columns, rowCount: table.rowCount }
  } finally {
    await tables.close()
  }
}
