import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '../base/json.ts'
import type { FieldMeta } from './field.ts'
import type { FieldSpec, Shape } from './form-fields.ts'

/** Makes another text of one; `meta` is of the field in which it stands. */
export type ChangeText = (text: string, meta: FieldMeta) => string

/**
 * A config with its texts changed: those of every field, in lists and records too. Keys that no field speaks of stay.
 * The same config where nothing has changed.
 */
export function mapTexts(fields: readonly FieldSpec[], config: JsonRecord, change: ChangeText): JsonRecord {
  let changed = false
  const next = Object.entries(config).map(([key, value]): [string, Json] => {
    const field = fields.find((one) => one.key === key)
    const after = field ? mapValue(field.shape, value, field.meta, change) : value
    changed ||= after !== value
    return [key, after]
  })
  return changed ? Object.fromEntries(next) : config
}

function mapValue(shape: Shape, value: Json, meta: FieldMeta, change: ChangeText): Json {
  if (typeof value === 'string') return change(value, meta)
  if (isJsonList(value)) {
    const item = shape.kind === 'list' ? shape.item : shape
    const items = value.map((one) => mapValue(item, one, meta, change))
    return items.some((one, i) => one !== value[i]) ? items : value
  }
  if (!isJsonRecord(value)) return value
  if (shape.kind === 'object') return mapTexts(shape.fields, value, change)
  if (shape.kind === 'variants') {
    const variant = shape.variants.find((one) => one.value === value[shape.discriminator])
    return variant ? mapTexts(variant.fields, value, change) : value
  }
  const inner = shape.kind === 'record' ? shape.value : shape
  const entries = Object.entries(value).map(
    ([key, one]) => [key, mapValue(inner, one, meta, change)] as const,
  )
  return entries.some(([key, one]) => one !== value[key]) ? Object.fromEntries(entries) : value
}
