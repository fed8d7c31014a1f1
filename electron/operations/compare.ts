import { isEqual } from '#shared/base/equal.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, type Json } from '#shared/base/json.ts'
import type { Comparison } from '#shared/operation/comparing.ts'
import { pyEquals, pyGreater, pyGreaterEqual, pyLess, pyLessEqual } from '#shared/operation/python/compare.ts'
import type { Rules } from '#shared/operation/rules.ts'

/**
 * Compares two values. Equality is deep and between any two; order is between two numbers or two texts (by UTF-16 code
 * units, so that no locale changes a result). Python's rules are in `shared/operation/python`. Error: `not_comparable`.
 */
export function compare(operator: Comparison, left: Json, right: Json, rules: Rules = 'ergo'): boolean {
  if (rules === 'python') return compareAsPython(operator, left, right)
  switch (operator) {
    case 'equal':
      return isEqual(left, right)
    case 'notEqual':
      return !isEqual(left, right)
    case 'greaterThan':
      return ordered(left, right, (a, b) => a > b)
    case 'lessThan':
      return ordered(left, right, (a, b) => a < b)
    case 'greaterEqual':
      return ordered(left, right, (a, b) => a >= b)
    case 'lessEqual':
      return ordered(left, right, (a, b) => a <= b)
  }
}

const PYTHON: Readonly<Record<Comparison, (left: Json, right: Json) => boolean>> = {
  equal: pyEquals,
  notEqual: (left, right) => !pyEquals(left, right),
  greaterThan: pyGreater,
  lessThan: pyLess,
  greaterEqual: pyGreaterEqual,
  lessEqual: pyLessEqual,
}

function compareAsPython(operator: Comparison, left: Json, right: Json): boolean {
  try {
    return PYTHON[operator](left, right)
  } catch (error) {
    return fail('not_comparable', error instanceof Error ? error.message : String(error))
  }
}

type Test = <T extends number | string>(a: T, b: T) => boolean

function ordered(left: Json, right: Json, test: Test): boolean {
  if (typeof left === 'number' && typeof right === 'number') return test(left, right)
  if (typeof left === 'string' && typeof right === 'string') return test(left, right)
  return fail(
    'not_comparable',
    `${shown(left)} and ${shown(right)} have no order: compare numbers with numbers and texts with texts.`,
  )
}

const shown = (value: Json): string =>
  typeof value === 'object' ? aKindOf(value) : `${aKindOf(value)} (${JSON.stringify(value).slice(0, 40)})`
