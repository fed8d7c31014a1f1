import { fail } from '#shared/base/errors.ts'
import { aKindOf, canonicalJson, isJsonList, type Json } from '#shared/base/json.ts'
import type { Comparison } from '#shared/operation/comparing.ts'
import { type FilterOperator, filter } from '#shared/operation/transform/filter.ts'
import { compare } from '../compare.ts'
import { giveJson, implement } from '../define.ts'
import { fieldOf } from '../fields.ts'
import { andThen, expectList, firstJson } from '../inputs.ts'
import { perItem, warnDropped } from '../lists.ts'

/** True to keep an item, false to drop it, null where it can't be compared. */
type Test = (value: Json) => boolean | null

export const runFilter = implement(filter, (config, context) =>
  andThen(firstJson(context), (input) => {
    const items = expectList(input)
    if (config.operator === 'expression') {
      return andThen(perItem(config.expression, context), (evaluate) =>
        giveJson(
          items.filter((item, index) => {
            const keep = evaluate(item, index)
            if (typeof keep === 'boolean') return keep
            return fail(
              'not_boolean',
              `The condition gave ${aKindOf(keep)} for item ${index}: it must give true or false.`,
              { index },
            )
          }),
        ),
      )
    }
    const test =
      config.rules === 'python'
        ? pythonTest(config.operator, config.threshold)
        : testFor(config.operator, config.threshold)
    let dropped = 0
    const kept = items.filter((item) => {
      const value = config.field === '' ? item : fieldOf(item, config.field)
      const keep = value === undefined ? null : test(value)
      if (keep === null) dropped += 1
      return keep === true
    })
    const why = `cannot be compared with ${JSON.stringify(config.threshold)}`
    warnDropped(context, dropped, items.length, { one: why, many: why })
    return giveJson(kept)
  }),
)

const COMPARISONS: Readonly<Partial<Record<FilterOperator, Comparison>>> = {
  gt: 'greaterThan',
  gte: 'greaterEqual',
  lt: 'lessThan',
  lte: 'lessEqual',
  eq: 'equal',
  ne: 'notEqual',
}

/** Python has no two words for the others: they are as ever. */
function pythonTest(operator: FilterOperator, threshold: Json): Test {
  const comparison = COMPARISONS[operator]
  return comparison
    ? (value) => compare(comparison, value, threshold, 'python')
    : testFor(operator, threshold)
}

function testFor(operator: FilterOperator, threshold: Json): Test {
  switch (operator) {
    case 'gt':
      return ordered(threshold, (sign) => sign > 0)
    case 'gte':
      return ordered(threshold, (sign) => sign >= 0)
    case 'lt':
      return ordered(threshold, (sign) => sign < 0)
    case 'lte':
      return ordered(threshold, (sign) => sign <= 0)
    case 'eq':
      return equals(threshold)
    case 'ne': {
      const same = equals(threshold)
      return (value) => !same(value)
    }
    case 'contains': {
      const same = equals(threshold)
      return (value) => {
        if (isJsonList(value)) return value.some(same)
        return typeof value === 'string' && typeof threshold === 'string' ? value.includes(threshold) : null
      }
    }
    case 'matches': {
      const pattern = patternOf(threshold)
      return (value) => (typeof value === 'string' ? pattern.test(value) : null)
    }
  }
}

/** Numbers are compared with numbers, text with text (by UTF-16 code units, so that no locale changes a result). */
function ordered(threshold: Json, holds: (sign: number) => boolean): Test {
  if (typeof threshold === 'number') {
    return (value) => (typeof value === 'number' ? holds(value - threshold) : null)
  }
  if (typeof threshold === 'string') {
    return (value) =>
      typeof value === 'string' ? holds(value < threshold ? -1 : Number(value > threshold)) : null
  }
  return fail(
    'bad_threshold',
    `The threshold is ${aKindOf(threshold)}, and nothing is greater or less than that: give a number or a text.`,
  )
}

function equals(threshold: Json): (value: Json) => boolean {
  if (typeof threshold !== 'object' || threshold === null) return (value) => value === threshold
  const text = canonicalJson(threshold)
  return (value) => typeof value === 'object' && canonicalJson(value) === text
}

function patternOf(threshold: Json): RegExp {
  if (typeof threshold !== 'string') {
    return fail('bad_pattern', `A regular expression is text, but the threshold is ${aKindOf(threshold)}.`)
  }
  try {
    return new RegExp(threshold, 'u')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return fail('bad_pattern', `"${threshold}" is not a regular expression: ${why}.`)
  }
}
