import type { Json } from '#shared/base/json.ts'
import { type FieldChange, fieldChanges } from '#shared/chain/diff.ts'
import { MOST_FIELDS, type ValuesCompared } from '#shared/contract/comparison.ts'
import { previewOfJson } from '../preview.ts'
import type { Whole } from './kept.ts'

/** Two values field by field. */
export function changesOf(before: Whole, after: Whole): ValuesCompared {
  const fields = fieldChanges(fieldsOf(before), fieldsOf(after), MOST_FIELDS + 1)
  return { kind: 'value', fields: fields.slice(0, MOST_FIELDS), more: fields.length > MOST_FIELDS }
}

/** The same, with the beginning of what is long in its place: the text of its JSON, ending in an ellipsis. */
export function changesInSmall(before: Whole, after: Whole): ValuesCompared {
  const { fields, ...rest } = changesOf(before, after)
  const small = ({ field, ...sides }: FieldChange): FieldChange => ({
    field,
    ...('before' in sides ? { before: inSmall(sides.before) } : {}),
    ...('after' in sides ? { after: inSmall(sides.after) } : {}),
  })
  return { ...rest, fields: fields.map(small) }
}

function inSmall(side: Json | undefined): Json {
  const { text, partial } = previewOfJson(side ?? null)
  return partial ? `${text} …` : (side ?? null)
}

/** What of a value can be compared field by field. */
function fieldsOf(value: Whole): Json {
  switch (value.kind) {
    case 'json':
      return value.json
    case 'chart':
      return value.spec
    case 'table':
      return { columns: value.columns.map(({ name, type }) => ({ name, type })), rowCount: value.rowCount }
    case 'file':
      return { path: value.path, size: value.size, sha256: value.sha256 ?? null }
    case 'bytes':
      return { size: value.size, base64: value.base64 }
  }
}
