import { AppFailure } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { CompiledText } from './compile.ts'
import { thrownFailure } from './failure.ts'
import { underway } from './lockdown.ts'
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
    try {
      // Sealing belongs here: it reads properties, and a getter of the user's may throw.
      return underway(() => seal(call(values), kind))
    } catch (thrown) {
      throw thrown instanceof AppFailure ? thrown : thrownFailure(thrown, kind)
    }
  }
}
