import { z } from 'zod'
import { Json } from '../base/json.ts'
import type { OperationSpec } from './define.ts'
import { FieldMeta } from './field.ts'
import type { FieldSpec, Option, Scalar, Shape } from './form-fields.ts'

/** The fields of an operation's config, in the order of its schema. Throws for a schema that a form can't show. */
export function formOf(spec: OperationSpec): readonly FieldSpec[] {
  const known = forms.get(spec)
  if (known) return known
  const { inner } = peel(spec.config)
  if (!(inner instanceof z.ZodObject)) throw new Error(`The config of ${spec.id} is no object.`)
  const fields = fieldsOf(inner, spec.id)
  forms.set(spec, fields)
  return fields
}

const forms = new WeakMap<OperationSpec, readonly FieldSpec[]>()

/** Zod's core type, which `unwrap()` and the like give; its classes narrow it. */
type Schema = z.core.$ZodType

/** A schema without the wrappers that change what may be left out, not what may be given. */
interface Peeled {
  readonly inner: Schema
  readonly optional: boolean
  readonly nullable: boolean
  readonly default: Json | undefined
  /** The outermost metadata. */
  readonly meta: unknown
}

function peel(schema: Schema): Peeled {
  let inner = schema
  let optional = false
  let nullable = false
  let value: Json | undefined
  let meta: unknown
  for (;;) {
    meta ??= z.globalRegistry.get(inner)
    if (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
      value ??= Json.parse(inner.def.defaultValue)
      inner = inner.unwrap()
    } else if (inner instanceof z.ZodOptional || inner instanceof z.ZodExactOptional) {
      optional = true
      inner = inner.unwrap()
    } else if (inner instanceof z.ZodNullable) {
      nullable = true
      inner = inner.unwrap()
    } else if (inner instanceof z.ZodReadonly) {
      inner = inner.unwrap()
    } else if (inner instanceof z.ZodPipe) {
      // What a preprocess step makes, or what a transform takes: in both cases the side that is no function.
      inner = inner.in instanceof z.ZodTransform ? inner.out : inner.in
    } else {
      return { inner, optional, nullable, default: value, meta }
    }
  }
}

function fieldsOf(schema: z.ZodObject, where: string, without?: string): FieldSpec[] {
  return Object.entries(schema.shape)
    .filter(([key]) => key !== without)
    .map(([key, value]) => {
      const { inner, optional, nullable, default: initial, meta } = peel(value)
      const place = `${where}, ${key}`
      const parsed = FieldMeta.safeParse(meta)
      if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)}`)
      return {
        key,
        meta: parsed.data,
        shape: shapeOf(inner, place, parsed.data.options),
        required: !optional && initial === undefined,
        nullable,
        ...(initial === undefined ? {} : { default: initial }),
      }
    })
}

function shapeOf(schema: Schema, where: string, labels: FieldMeta['options'] = {}): Shape {
  const { inner, nullable } = peel(schema)
  const shape = bareShape(inner, where, labels)
  // The field itself says whether it is nullable; here it is the null of an item of a list or of an option.
  return nullable && schema !== inner ? { kind: 'union', options: [shape, { kind: 'nothing' }] } : shape
}

function bareShape(inner: Schema, where: string, labels: Readonly<Record<string, string>>): Shape {
  if (inner instanceof z.ZodString || inner instanceof z.ZodStringFormat) {
    return { kind: 'text', ...limits({ minLength: inner.minLength, maxLength: inner.maxLength }) }
  }
  if (inner instanceof z.ZodNumber) {
    const kind = inner.isInt ? 'integer' : 'number'
    return { kind, ...limits({ min: inner.minValue, max: inner.maxValue }) }
  }
  if (inner instanceof z.ZodBoolean) return { kind: 'boolean' }
  if (inner instanceof z.ZodNull) return { kind: 'nothing' }
  if (inner instanceof z.ZodEnum) return { kind: 'enum', options: options(inner.options, labels) }
  if (inner instanceof z.ZodLiteral) return { kind: 'enum', options: options(scalars(inner.values), labels) }
  if (inner instanceof z.ZodArray) {
    return { kind: 'list', item: shapeOf(inner.element, where, labels), ...limits(lengths(inner)) }
  }
  if (inner instanceof z.ZodRecord) return { kind: 'record', value: shapeOf(inner.valueType, where, labels) }
  if (inner instanceof z.ZodObject) return { kind: 'object', fields: fieldsOf(inner, where) }
  if (inner instanceof z.ZodDiscriminatedUnion) return variantsOf(inner, where, labels)
  if (inner instanceof z.ZodUnion) {
    return { kind: 'union', options: inner.options.map((option) => shapeOf(option, where, labels)) }
  }
  // Recursive schemas are JSON, or trees of it: they are edited as text.
  if (inner instanceof z.ZodLazy || inner instanceof z.ZodUnknown || inner instanceof z.ZodAny)
    return { kind: 'json' }
  throw new Error(`${where}: a form can't show the schema type "${inner._zod.def.type}".`)
}

function variantsOf(
  union: z.ZodDiscriminatedUnion,
  where: string,
  labels: Readonly<Record<string, string>>,
): Shape {
  const { discriminator } = union.def
  const variants = union.options.flatMap((option) => {
    const { inner } = peel(option)
    if (!(inner instanceof z.ZodObject)) throw new Error(`${where}: a variant is no object.`)
    const fields = fieldsOf(inner, where, discriminator)
    const key = bareShape(peel(inner.shape[discriminator] ?? union).inner, where, labels)
    return key.kind === 'enum' ? key.options.map((one) => ({ ...one, fields })) : []
  })
  return { kind: 'variants', discriminator, variants }
}

function options(values: Iterable<Scalar>, labels: Readonly<Record<string, string>>): Option[] {
  return [...values].map((value) => ({ value, label: labels[String(value)] ?? String(value) }))
}

function scalars(values: Iterable<unknown>): Scalar[] {
  return [...values].filter(
    (value): value is Scalar =>
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  )
}

function lengths(list: z.ZodArray): { minLength: unknown; maxLength: unknown } {
  let minLength: unknown
  let maxLength: unknown
  for (const check of list.def.checks ?? []) {
    if (check instanceof z.core.$ZodCheckMinLength) minLength = check._zod.def.minimum
    else if (check instanceof z.core.$ZodCheckMaxLength) maxLength = check._zod.def.maximum
  }
  return { minLength, maxLength }
}

/** Keeps the limits that there are. `z.int()` and the like bound by the safe integers, which nobody has to be told. */
function limits<Key extends string>(all: Record<Key, unknown>): Partial<Record<Key, number>> {
  const found: Partial<Record<Key, number>> = {}
  for (const key in all) {
    const limit = all[key]
    if (typeof limit === 'number' && Math.abs(limit) < Number.MAX_SAFE_INTEGER) found[key] = limit
  }
  return found
}
