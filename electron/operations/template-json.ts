import type { OperationContext } from '#electron/engine/operation.ts'
import { isJsonList, type Json } from '#shared/base/json.ts'
import { evaluateJson } from './evaluate.ts'
import { andThen, type MaybePromise, together } from './inputs.ts'
import { fillTemplate, splitTemplate } from './template.ts'

/**
 * JSON whose texts are templates. A text that is one expression and nothing else, such as `"{{samples}}"`, becomes the
 * value itself; in any other, values are written into the text. Keys stay as they are. Errors: those of `fillTemplate`.
 */
export function fillJson(value: Json, context: OperationContext): MaybePromise<Json> {
  if (typeof value === 'string') {
    if (!value.includes('{{')) return value
    const [before, expression, after, ...more] = splitTemplate(value)
    const isValue = before === '' && after === '' && more.length === 0
    return isValue && expression ? evaluateJson(expression, context) : fillTemplate(value, context)
  }
  if (typeof value !== 'object' || value === null) return value
  if (isJsonList(value)) return together(value.map((item) => fillJson(item, context)))
  const keys = Object.keys(value)
  const parts = together(Object.values(value).map((part) => fillJson(part, context)))
  return andThen(parts, (filled) => Object.fromEntries(keys.map((key, i) => [key, filled[i] ?? null])))
}
