import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import type { JsonPreview, ValuePreview } from '#shared/contract/preview.ts'
import { formatBytes, formatCount, formatNumber, plural } from '../ui/format.ts'

/** A value in small, for a node: a line of text, and numbers to draw as a sparkline where it is a series. */
export interface Line {
  readonly text: string
  /** The value in full, for the tooltip, where the text is shortened. */
  readonly exact?: string
  readonly spark?: readonly number[]
}

const MAX_TEXT = 80

const shorten = (text: string): string =>
  text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1).trimEnd()}…` : text

/** A value in a word or two. */
export function brief(value: Json | undefined): string {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isJsonList(value)) return plural(value.length, 'item')
  return isJsonRecord(value) ? plural(Object.keys(value).length, 'field') : 'nothing'
}

function ofText(text: string): Line {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line ? { text: shorten(line), exact: text } : { text: 'empty text' }
}

function ofRecord(preview: JsonPreview): Line {
  if (preview.size === 0) return { text: 'empty record' }
  if (!isJsonRecord(preview.json)) return { text: plural(preview.size ?? 0, 'field') }
  const parts = Object.entries(preview.json).map(([key, part]) => `${key} ${brief(part)}`)
  return { text: shorten(parts.join(' · ')), exact: preview.text }
}

function ofJson(preview: JsonPreview): Line {
  switch (preview.type) {
    case 'number':
      return typeof preview.json === 'number'
        ? { text: formatNumber(preview.json), exact: preview.text }
        : { text: preview.text }
    case 'text':
      return ofText(typeof preview.json === 'string' ? preview.json : preview.text)
    case 'list': {
      const size = preview.size ?? 0
      if (size === 0) return { text: 'empty list' }
      return preview.spark
        ? { text: plural(size, 'number'), spark: preview.spark }
        : { text: plural(size, 'item'), exact: preview.text }
    }
    case 'record':
      return ofRecord(preview)
    case 'boolean':
    case 'nothing':
      return { text: brief(preview.json) }
  }
}

export function lineOf(preview: ValuePreview): Line {
  switch (preview.kind) {
    case 'json':
      return ofJson(preview)
    case 'table':
      return {
        text: `${formatCount(preview.rowCount)} × ${formatCount(preview.columnCount)}`,
        exact: `${plural(preview.rowCount, 'row')}, ${plural(preview.columnCount, 'column')}`,
        ...(preview.spark ? { spark: preview.spark } : {}),
      }
    case 'chart':
      return { text: 'chart' }
    case 'file':
      return { text: `${preview.path.split(/[\\/]/).at(-1) ?? ''} · ${formatBytes(preview.size)}` }
    case 'bytes':
      return { text: formatBytes(preview.size) }
  }
}
