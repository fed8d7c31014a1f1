import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { PREVIEW, type TablePreview, type ValuePreview } from '#shared/contract/preview.ts'
import { previewOfJson } from '../preview.ts'

/** What is shown of a script's result: more than a node has room for. */
const MOST = { rows: 200, characters: 100_000 } as const

const isFlat = (item: Json): item is JsonRecord =>
  isJsonRecord(item) &&
  Object.keys(item).length > 0 &&
  Object.values(item).every((value) => typeof value !== 'object' || value === null)

/** A script's result to read: a list of plain records as a table, other JSON as text, whole where it is not very long. */
export function previewOfResult(json: Json): ValuePreview {
  if (isJsonList(json) && json.length > 0 && json.every(isFlat)) return tableOf(json)
  const preview = previewOfJson(json)
  return preview.partial
    ? { ...preview, text: JSON.stringify(json, null, 2).slice(0, MOST.characters) }
    : preview
}

function tableOf(records: readonly JsonRecord[]): TablePreview {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const shown = names.slice(0, PREVIEW.columns)
  return {
    kind: 'table',
    columns: shown.map((name) => ({ name, type: typeOf(records.map((record) => record[name] ?? null)) })),
    columnCount: names.length,
    rowCount: records.length,
    rows: records.slice(0, MOST.rows).map((record) => shown.map((name) => record[name] ?? null)),
  }
}

function typeOf(values: readonly Json[]): 'number' | 'boolean' | 'text' {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value))
  if (kinds.size !== 1) return 'text'
  return kinds.has('number') ? 'number' : kinds.has('boolean') ? 'boolean' : 'text'
}
