import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { PREVIEW, type ValuePreview } from '#shared/contract/preview.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import type { TableValue } from '#shared/operation/value.ts'
import type { Feature } from '../feature.ts'
import type { Downloads } from '../files/downloads.ts'
import { previewOfValue, sparkOf } from '../preview.ts'
import { drawValue } from '../values/draw.ts'
import { bytesPage, jsonAt, jsonPage, placeIn, textPage } from '../values/pages.ts'
import type { ValueReader } from '../values/read.ts'
import { saveValue } from '../values/save.ts'
import { findText, searchJson } from '../values/search.ts'

export function valuesFeature(reader: ValueReader, downloads: Downloads): Feature<'values'> {
  /** What a value's text or tree is made from. */
  async function jsonOf(address: ValueAddress): Promise<Json> {
    const value = await reader.whole(address)
    if (value.kind === 'json') return value.json
    if (value.kind === 'chart') return value.spec
    return fail('value_kind', `This result is ${value.kind === 'table' ? 'a table' : 'no text'}.`)
  }

  return {
    preview: (address) => {
      const value = reader.find(address)
      return value.kind === 'table' ? tablePreview(reader, value) : previewOfValue(value)
    },
    table: ({ offset, limit, sort, filter, search, ...address }, { signal }) =>
      reader.page(address, { offset, limit, sort, filter, search }, signal),
    profile: async ({ column, ...address }, { signal }) =>
      reader.deps.pages.profile(await reader.tableAt(address), column, signal),
    save: ({ format, path, name, sort, filter, search, ...address }, { signal }) =>
      saveValue(reader, downloads, address, { query: { sort, filter, search }, format, path, name }, signal),
    text: async ({ path, offset, limit, ...address }) =>
      textPage(jsonAt(await jsonOf(address), path), offset, limit),
    search: async ({ text, ...address }) => ({ paths: searchJson(await jsonOf(address), text) }),
    place: async ({ path, key, ...address }) => placeIn(jsonAt(await jsonOf(address), path), key),
    find: async ({ text, from, ...address }) => ({ offset: findText(await jsonOf(address), text, from) }),
    json: async ({ path, offset, limit, ...address }) => jsonPage(await jsonOf(address), path, offset, limit),
    async bytes({ offset, limit, ...address }) {
      const value = await reader.whole(address)
      if (value.kind !== 'bytes') return fail('value_kind', 'This result is no bytes.')
      return bytesPage(value, offset, limit)
    },
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
