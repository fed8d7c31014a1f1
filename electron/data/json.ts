import type { TableValue } from '#shared/operation/value.ts'
import { quoteText } from './names.ts'
import type { Reading } from './read.ts'

/** Types that can hold what their JSON text says; all others (lists, structs, UUIDs in capitals) stay JSON or text. */
const KEPT = new Set([
  'BIGINT',
  'UBIGINT',
  'HUGEINT',
  'DOUBLE',
  'BOOLEAN',
  'VARCHAR',
  'DATE',
  'TIME',
  'TIMESTAMP',
])

const columnType = (type: string): string => (KEPT.has(type) ? type : type === 'UUID' ? 'VARCHAR' : 'JSON')

/** Reads a JSON list of records, or one record per line. Types are found from the whole file, so that no row is bent to fit. */
export async function readJson(reading: Reading): Promise<TableValue> {
  const { duck, materialise, path, options, signal } = reading
  const format = options.format === 'ndjson' ? 'newline_delimited' : 'array'
  const source = `read_json(${quoteText(path)}, format = '${format}', records = true`
  const described = await duck.run(
    `DESCRIBE FROM ${source}, sample_size = -1, map_inference_threshold = -1)`,
    signal,
  )
  const columns = Array.from({ length: described.chunkCount }, (_, i) => described.getChunk(i).getRows())
    .flat()
    .map(([name, type]) => `${quoteText(String(name))}: ${quoteText(columnType(String(type)))}`)
  return materialise(`FROM ${source}, columns = {${columns.join(', ')}})`, signal)
}
