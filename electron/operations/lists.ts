import type { OperationContext } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { Rules } from '#shared/operation/rules.ts'
import { namesFor, valuesFor } from './evaluate.ts'
import { andThen, type MaybePromise } from './inputs.ts'

/** Warns that some items of a list were left out; silent when none was. `why` completes "1 of 5 items …" and "2 of 5 items …". */
export function warnDropped(
  context: OperationContext,
  dropped: number,
  total: number,
  why: { readonly one: string; readonly many: string },
): void {
  if (dropped === 0) return
  const said = dropped === 1 ? `${why.one} and was` : `${why.many} and were`
  context.warn('items_dropped', `${dropped} of ${total} items ${said} left out.`, {
    dropped,
    total,
  })
}

export const NOT_NUMBERS = { one: 'is not a number', many: 'are not numbers' }

/** The numbers among the items; the rest is left out with a warning. Yes/no values are numbers by Python's rules only. */
export function numbersIn(items: readonly Json[], context: OperationContext, rules: Rules): number[] {
  const counted = rules === 'python' ? items.map((item) => byRules(item, rules)) : items
  const numbers = counted.filter((item) => typeof item === 'number')
  warnDropped(context, items.length - numbers.length, items.length, NOT_NUMBERS)
  return numbers
}

/** Yes and no as the numbers that they are in Python. */
export const byRules = (value: Json, rules: Rules): Json =>
  rules === 'python' && typeof value === 'boolean' ? Number(value) : value

/** The number itself. Error: `not_finite`. */
export function finite(value: number, what: string): number {
  return Number.isFinite(value) ? value : fail('not_finite', `${what} is too large to hold as a number.`)
}

/**
 * An expression for the items of a list: besides the names that every expression has, `item` and `index` (from 0) are
 * in scope, and hide inputs of the same name. Errors: those of `evaluateJson`, naming the item.
 */
export function perItem(
  source: string,
  context: OperationContext,
): MaybePromise<(item: Json, index: number) => Json> {
  const compiled = context.services.expressions.compile(source, [...namesFor(context), 'item', 'index'])
  return andThen(valuesFor(compiled, context), (values) => (item, index) => {
    try {
      return compiled([...values, item, index])
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      const data = { ...error.data, index }
      throw new AppFailure(error.code, `Item ${index}: ${error.message}`, data, { cause: error })
    }
  })
}
