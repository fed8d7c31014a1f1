import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import type { Shape } from '#shared/operation/form-fields.ts'

/** Whether a value is, at the outside, of a shape: enough to tell the options of a union apart. */
export function shapeFitting(shape: Shape, value: Json | undefined): boolean {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'integer':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'enum':
      return shape.options.some((option) => option.value === value)
    case 'list':
      return isJsonList(value)
    case 'record':
      return isJsonRecord(value)
    case 'object':
      return isJsonRecord(value) && shape.fields.every((field) => !field.required || field.key in value)
    case 'variants':
      return isJsonRecord(value) && shape.variants.some((one) => one.value === value[shape.discriminator])
    case 'union':
      return shape.options.some((option) => shapeFitting(option, value))
    case 'nothing':
      return value === null
    case 'json':
      return value !== undefined
  }
}
