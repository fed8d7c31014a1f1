import type { Json, JsonRecord } from '../base/json.ts'
import type { FieldMeta } from './field.ts'

/** What a config value may be, as plain data: enough to draw a control, to describe it and to start a new value. */
export type Shape =
  | { readonly kind: 'text'; readonly minLength?: number; readonly maxLength?: number }
  | { readonly kind: 'number' | 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'enum'; readonly options: readonly Option[] }
  | { readonly kind: 'list'; readonly item: Shape; readonly minLength?: number; readonly maxLength?: number }
  /** Any keys, all values of one shape. */
  | { readonly kind: 'record'; readonly value: Shape }
  /** Fixed keys. */
  | { readonly kind: 'object'; readonly fields: readonly FieldSpec[] }
  /** Objects told apart by the value of the key `discriminator`, which is not among a variant's fields. */
  | { readonly kind: 'variants'; readonly discriminator: string; readonly variants: readonly Variant[] }
  /** One of several shapes, told apart by the value itself. */
  | { readonly kind: 'union'; readonly options: readonly Shape[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'json' }

export type ShapeKind = Shape['kind']
export type Scalar = string | number | boolean | null

export interface Option {
  readonly value: Scalar
  readonly label: string
}

export interface Variant extends Option {
  readonly fields: readonly FieldSpec[]
}

/** One config key. */
export interface FieldSpec {
  readonly key: string
  readonly meta: FieldMeta
  readonly shape: Shape
  /** It has no default and may not be left out. */
  readonly required: boolean
  readonly nullable: boolean
  readonly default?: Json
}

/** Whether the config asks for the field now: see {@link FieldMeta.when}. `fields` are all fields of that config. */
export function isShown(field: FieldSpec, fields: readonly FieldSpec[], config: JsonRecord): boolean {
  const { when } = field.meta
  if (!when) return true
  const value = config[when.key] ?? fields.find((other) => other.key === when.key)?.default
  return when.is.some((one) => one === value)
}

/** What a new value of the shape starts as, e.g. an item added to a list. Not always valid: a text may not be empty. */
export function startOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'text':
      return ''
    case 'number':
    case 'integer':
      return Math.min(Math.max(0, shape.min ?? 0), shape.max ?? Number.POSITIVE_INFINITY)
    case 'boolean':
      return false
    case 'enum':
      return shape.options[0]?.value ?? null
    case 'list':
      return []
    case 'record':
      return {}
    case 'object':
      return startOfFields(shape.fields)
    case 'variants': {
      const first = shape.variants[0]
      return first ? { [shape.discriminator]: first.value, ...startOfFields(first.fields) } : {}
    }
    case 'union':
      return shape.options[0] ? startOf(shape.options[0]) : null
    case 'nothing':
    case 'json':
      return null
  }
}

/** Keys that may be left out are left out, so that what is kept is what somebody has set. */
function startOfFields(fields: readonly FieldSpec[]): JsonRecord {
  return Object.fromEntries(fields.filter((one) => one.required).map((one) => [one.key, startOf(one.shape)]))
}
