import { outweighs } from '#shared/base/json-size.ts'
import { LARGE_BYTES, type Value } from '#shared/operation/value.ts'

/** Whether a value's JSON text is larger than about {@link LARGE_BYTES}. */
export function isLarge(value: Value): boolean {
  switch (value.kind) {
    case 'json':
      return outweighs(value.json, LARGE_BYTES)
    case 'chart':
      return outweighs(value.spec, LARGE_BYTES)
    case 'bytes':
      return value.base64.length > LARGE_BYTES
    default:
      return false
  }
}
