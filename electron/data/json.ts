import type { TableValue } from '#shared/operation/value.ts'
import { quoteName, quoteNames, quoteText } from './names.ts'
import type { Reading } from './read.ts'
import { type Exact, readExactly } from './read-numbers.ts'
import { timeSql } from './times.ts'

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

interface Found {
  readonly name: string
  /** What DuckDB holds its values for. */
  readonly type: string
}

/** Timestamps are read as text first: DuckDB would leave out their offset from UTC. */
function valueSql({ name, type }: Found): string {
  const column = quoteName(name)
  return type === 'TIMESTAMP' ? `${timeSql(column, 'timestamp')} AS ${column}` : column
}

async function findColumns({ duck, signal }: Reading, source: string): Promise<Found[]> {
  const sampling = 'sample_size = -1, map_inference_threshold = -1'
  const described = await duck.run(`DESCRIBE FROM ${source}, ${sampling})`, signal)
  return Array.from({ length: described.chunkCount }, (_, i) => described.getChunk(i).getRows())
    .flat()
    .map(([name, type]) => ({ name: String(name), type: columnType(String(type)) }))
}

/** Reads a JSON list of records, or one record per line. Types are found from the whole file, so that no row is bent to fit. */
export async function readJson(reading: Reading): Promise<TableValue> {
  const { materialise, path, options, signal } = reading
  const format = options.format === 'ndjson' ? 'newline_delimited' : 'array'
  const source = `read_json(${quoteText(path)}, format = '${format}', records = true`
  const found = await findColumns(reading, source)
  const from = (columns: readonly Found[]): string => {
    const types = columns.map(({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`)
    return `FROM ${source}, columns = {${types.join(', ')}})`
  }
  const readType = ({ name, type }: Found, exact: ReadonlyMap<string, Exact>): string =>
    exact.get(name) ?? (type === 'TIMESTAMP' ? 'VARCHAR' : type)
  return readExactly(reading, {
    read: (exact) => {
      const values = found.map(valueSql).join(', ')
      const columns = found.map((column) => ({ ...column, type: readType(column, exact) }))
      return materialise(`SELECT ${values} ${from(columns)}`, signal)
    },
    texts: (names) => `SELECT ${quoteNames(names)} ${from(names.map((name) => ({ name, type: 'VARCHAR' })))}`,
    told: () => false,
  })
}
