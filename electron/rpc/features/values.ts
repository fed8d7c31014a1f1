import { PREVIEW, type ValuePreview } from '#shared/contract/preview.ts'
import type { TableValue } from '#shared/operation/value.ts'
import type { Feature } from '../feature.ts'
import type { Downloads } from '../files/downloads.ts'
import { previewOfValue, sparkOf } from '../preview.ts'
import { drawValue } from '../values/draw.ts'
import { QUESTIONS } from '../values/questions.ts'
import type { ValueReader } from '../values/read.ts'
import { saveValue } from '../values/save.ts'

export function valuesFeature(reader: ValueReader, downloads: Downloads): Feature<'values'> {
  return {
    preview: (address) => {
      const value = reader.find(address)
      return value.kind === 'table' ? tablePreview(reader, value) : previewOfValue(value)
    },
    table: ({ offset, limit, columns, sort, filter, search, ...address }, { signal }) =>
      reader.page(address, { offset, limit, columns, sort, filter, search }, signal),
    profile: async ({ column, ...address }, { signal }) =>
      reader.deps.pages.profile(await reader.tableAt(address), column, signal),
    save: ({ format, path, name, sort, filter, search, ...address }, { signal }) =>
      saveValue(reader, downloads, address, { query: { sort, filter, search }, format, path, name }, signal),
    text: ({ path, offset, limit, ...address }, { signal }) =>
      reader.ask(address, QUESTIONS.text, { path, offset, limit }, signal),
    search: ({ text, ...address }, { signal }) => reader.ask(address, QUESTIONS.search, { text }, signal),
    place: ({ path, key, ...address }, { signal }) =>
      reader.ask(address, QUESTIONS.place, { path, key }, signal),
    find: ({ text, from, ...address }, { signal }) =>
      reader.ask(address, QUESTIONS.find, { text, from }, signal),
    json: ({ path, offset, limit, ...address }, { signal }) =>
      reader.ask(address, QUESTIONS.json, { path, offset, limit }, signal),
    bytes: ({ offset, limit, ...address }, { signal }) =>
      reader.ask(address, QUESTIONS.bytes, { offset, limit }, signal),
    draw: ({ chart, window, points, ...address }, { signal }) =>
      drawValue(reader, address, { chart, window, points }, signal),
  }
}

/** A table's first rows, and a line through its first column of numbers. */
async function tablePreview(reader: ValueReader, table: TableValue): Promise<ValuePreview> {
  const shown = { ...table, columns: table.columns.slice(0, PREVIEW.columns) }
  const query = { offset: 0, limit: PREVIEW.spark, sort: [], filter: [] }
  const { rows } = await reader.tablePage(shown, query)
  const numbers = shown.columns.findIndex((column) => column.type === 'number')
  const spark = numbers < 0 ? undefined : sparkOf(rows.map((row) => row[numbers] ?? null))
  return {
    kind: 'table',
    columns: shown.columns,
    columnCount: table.columns.length,
    rowCount: table.rowCount,
    rows: rows.slice(0, PREVIEW.rows),
    ...(spark && table.rowCount <= PREVIEW.spark ? { spark } : {}),
  }
}
