import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { DuckDBTypeId as Id } from '@duckdb/node-api'
import type { Duck, Progress } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { place } from './place.ts'
import { columnTypeOf, isJsonText } from './types.ts'

export type TableFormat = 'csv' | 'json' | 'ndjson' | 'parquet'

const COPY: Record<TableFormat, string> = {
  csv: "FORMAT csv, HEADER true, DATEFORMAT '%Y-%m-%d'",
  json: 'FORMAT json, ARRAY true',
  ndjson: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
}

/** Integers of 128 bits, which Parquet has not, as the narrowest of its types that holds all of the column; text beyond 38 digits. */
async function narrowed(
  duck: Duck,
  relation: string,
  columns: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  if (columns.length === 0) return new Map()
  const tests = columns.map((name) => {
    const column = `${quoteName(name)}::BIGNUM::VARCHAR`
    return `max(length(ltrim(${column}, '-')))`
  })
  const result = await duck.run(`SELECT ${tests.join(', ')} FROM ${relation}`, signal)
  const digits = result.getChunk(0).getRowValues(0).map(Number)
  return new Map(
    columns.map((name, i) => {
      const most = digits[i] ?? 0
      return [name, most <= 18 ? 'BIGINT' : most <= 38 ? 'DECIMAL(38, 0)' : 'VARCHAR']
    }),
  )
}

const WIDE: ReadonlySet<Id> = new Set([Id.HUGEINT, Id.UHUGEINT, Id.BIGNUM])
/** Types of which Parquet keeps something else, and what is kept instead. */
const STORED: Partial<Record<Id, string>> = {
  [Id.ENUM]: 'VARCHAR',
  [Id.BIT]: 'VARCHAR',
  [Id.UNION]: 'JSON',
  [Id.VARIANT]: 'JSON',
  [Id.TIMESTAMP_S]: 'TIMESTAMP',
}

async function asParquet(
  duck: Duck,
  relation: string,
  shape: DuckDBMaterializedResult,
  signal?: AbortSignal,
): Promise<string> {
  const names = shape.columnNames()
  const wide = names.filter((_, i) => WIDE.has(shape.columnTypeId(i)))
  const types = await narrowed(duck, relation, wide, signal)
  const columns = names.map((name, i) => {
    const column = quoteName(name)
    const type = types.get(name) ?? STORED[shape.columnTypeId(i)]
    return type ? `${column}::${type} AS ${column}` : column
  })
  return `SELECT ${columns.join(', ')} FROM ${relation}`
}

/** Columns as `rows` gives them: timestamps by ISO 8601, NaN and infinities as words, bytes as base64, nested ones as JSON text. */
function asText(relation: string, shape: DuckDBMaterializedResult, format: TableFormat): string {
  const columns = shape.columnNames().map((name, i) => {
    const type = shape.columnType(i)
    const column = quoteName(name)
    const folded = columnTypeOf(type)
    if (type.typeId === Id.TIMESTAMP_TZ) {
      return `replace((${column} AT TIME ZONE 'UTC')::VARCHAR, ' ', 'T') || 'Z' AS ${column}`
    }
    if (folded === 'timestamp') return `replace(${column}::VARCHAR, ' ', 'T') AS ${column}`
    if (folded === 'bytes') return `to_base64(${column}::BLOB) AS ${column}`
    if (type.typeId === Id.DOUBLE || type.typeId === Id.FLOAT) return `${finite(column, format)} AS ${column}`
    if (folded === 'json' && format === 'csv' && !isJsonText(type)) return `to_json(${column}) AS ${column}`
    return column
  })
  return `SELECT ${columns.join(', ')} FROM ${relation}`
}

function finite(column: string, format: TableFormat): string {
  const cast = format === 'csv' ? `${column}::VARCHAR` : `to_json(${column})`
  const word = `CASE WHEN isnan(${column}) THEN 'NaN' WHEN ${column} > 0 THEN 'Infinity' ELSE '-Infinity' END`
  return `CASE WHEN ${column} IS NULL OR isfinite(${column}) THEN ${cast} ELSE ${format === 'csv' ? word : `to_json(${word})`} END`
}

/** Writes a relation to a file, whole or not at all. */
export async function exportTable(
  duck: Duck,
  relation: string,
  path: string,
  format: TableFormat,
  signal?: AbortSignal,
  progress?: Progress,
): Promise<void> {
  const shape = await duck.run(`FROM ${relation} LIMIT 0`, signal)
  const select =
    format === 'parquet' ? await asParquet(duck, relation, shape, signal) : asText(relation, shape, format)
  const scratch = join(await duck.scratch(), randomUUID())
  try {
    await duck.run(`COPY (${select}) TO ${quoteText(scratch)} (${COPY[format]})`, signal, undefined, progress)
    await place(scratch, path)
  } finally {
    await rm(scratch, { force: true })
  }
}
