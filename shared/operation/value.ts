import { z } from 'zod'
import { type Json, ParsedJson } from '../base/json.ts'

/** Column types as people name them; DuckDB's many types fold into these for the form and the grid. */
export const ColumnType = z.enum([
  'text',
  'integer',
  'number',
  'boolean',
  'date',
  'time',
  'timestamp',
  'json',
  'bytes',
])
export type ColumnType = z.infer<typeof ColumnType>

export const Column = z.object({ name: z.string(), type: ColumnType, unit: z.string().optional() })
export type Column = z.infer<typeof Column>

export const JsonValue = z.object({ kind: z.literal('json'), json: ParsedJson })
/** `ref` names the table where it lives now: a relation of the runner's DuckDB, or `blob:<sha256>` (Parquet). */
export const TableValue = z.object({
  kind: z.literal('table'),
  columns: z.array(Column),
  rowCount: z.number().int().min(0),
  ref: z.string(),
})
/** `spec` says what to draw (a `ChartSpec`), `data` is the table to draw it from. */
export const ChartValue = z.object({
  kind: z.literal('chart'),
  spec: ParsedJson,
  data: TableValue.optional(),
})
/** `sha256` of the content as it was when the node ran. */
export const FileValue = z.object({
  kind: z.literal('file'),
  path: z.string(),
  size: z.number().int().min(0),
  sha256: z.string().optional(),
})
/** Base64, so that a value is JSON all the way down and any transport carries it. */
export const BytesValue = z.object({
  kind: z.literal('bytes'),
  base64: z.string(),
  size: z.number().int().min(0),
})

/**
 * Stands for a value too large to carry about (JSON text over {@link LARGE_BYTES}): `ref` is `blob:<sha256>` of the value's own
 * JSON text, `size` its length in bytes, `preview` its beginning. Operations never see one: it is restored for them.
 */
export const LargeValue = z.object({
  kind: z.literal('large'),
  of: z.enum(['json', 'chart', 'bytes']),
  ref: z.string(),
  size: z.number().int().min(0),
  preview: ParsedJson,
})
export const LARGE_BYTES = 65_536

/** What flows along an edge. */
export const Value = z.discriminatedUnion('kind', [
  JsonValue,
  TableValue,
  ChartValue,
  FileValue,
  BytesValue,
  LargeValue,
])
export type Value = z.infer<typeof Value>
export type JsonValue = z.infer<typeof JsonValue>
export type TableValue = z.infer<typeof TableValue>
export type ChartValue = z.infer<typeof ChartValue>
export type FileValue = z.infer<typeof FileValue>
export type BytesValue = z.infer<typeof BytesValue>
export type LargeValue = z.infer<typeof LargeValue>

/** Where the part of a value lives that it does not carry itself: a table's rows, a chart's data, what is large. */
export function externalRef(value: Value): string | undefined {
  if (value.kind === 'table' || value.kind === 'large') return value.ref
  return value.kind === 'chart' ? value.data?.ref : undefined
}

export const json = (value: Json): JsonValue => ({ kind: 'json', json: value })

export const PORT_TYPES = [
  'any',
  'json',
  'number',
  'text',
  'boolean',
  'list',
  'record',
  'table',
  'chart',
  'file',
  'bytes',
] as const
export type PortType = (typeof PORT_TYPES)[number]

const JSON_TYPES: ReadonlySet<PortType> = new Set(['json', 'number', 'text', 'boolean', 'list', 'record'])
/** A list of records is taken as a table where a table is needed, and a table as a list of records where a list is. */
const TABULAR: ReadonlySet<PortType> = new Set(['table', 'list', 'json'])

const WORDS: Record<PortType, string> = {
  any: 'anything',
  json: 'a value',
  number: 'a number',
  text: 'a text',
  boolean: 'a yes/no value',
  list: 'a list',
  record: 'a record',
  table: 'a table',
  chart: 'a chart',
  file: 'a file',
  bytes: 'bytes',
}

/** Null when a value of type `from` may enter a port of type `to`, else the sentence that says why not. */
export function whyIncompatible(from: PortType, to: PortType): string | null {
  if (from === to || from === 'any' || to === 'any') return null
  if (TABULAR.has(from) && TABULAR.has(to)) return null
  if (JSON_TYPES.has(from) && JSON_TYPES.has(to) && (from === 'json' || to === 'json')) return null
  return `needs ${WORDS[to]}, gets ${WORDS[from]}`
}
