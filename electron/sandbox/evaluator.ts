import type { Json } from '#shared/base/json.ts'
import type { CompiledText } from './compile.ts'
import { thrownFailure } from './failure.ts'
import { isSealed, seal, sealOwn } from './seal.ts'
import type { TextKind } from './text.ts'

/**
 * Calls a compiled text with values that it can't change, and makes data of what it gives. Errors:
 * `expression_failed`, `not_finite`.
 */
export function evaluator(
  { call, reads }: CompiledText,
  kind: TextKind,
): (values: readonly unknown[]) => Json {
  return (values) => {
    for (const at of reads) {
      const value = values[at]
      if (!isSealed(value)) sealOwn(value)
    }
    let result: unknown
    try {
      result = call(values)
    } catch (thrown) {
      throw thrownFailure(thrown, kind)
    }
    return seal(result, kind)
  }
}
