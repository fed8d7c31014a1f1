import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { evaluateJson } from './evaluate.ts'
import { andThen, type MaybePromise } from './inputs.ts'

/** A template's parts: texts at even places, expressions between them. */
type Parts = readonly string[]

/**
 * Fills a template such as `Mean of {{samples.length}} samples: {{round(mean(samples), 2)}}`: each expression in double
 * braces sees what an expression of the node would. Numbers and texts stand as they are, nothing (null) leaves no
 * trace, lists and records are written as JSON. `write` may change how a value's text is put in.
 *
 * Errors: `template_unclosed`, and those of `evaluateJson`.
 */
export function fillTemplate(
  template: string,
  context: OperationContext,
  write = (text: string): string => text,
): MaybePromise<string> {
  const parts = splitTemplate(template)
  const texts = parts.map((part, i) =>
    i % 2 === 0 ? part : andThen(evaluateJson(part, context), (value) => write(inSentence(value))),
  )
  return texts.some((text) => text instanceof Promise)
    ? Promise.all(texts).then((all) => all.join(''))
    : texts.join('')
}

/** How a value reads within a sentence. */
function inSentence(value: Json): string {
  if (value === null) return ''
  return isJsonList(value) || isJsonRecord(value) ? JSON.stringify(value) : String(value)
}

/**
 * An expression ends at the first `}}` before which its own braces are balanced, so that it may hold records. Where
 * there is none before the next `{{` (a brace within a text), it ends at the first `}}`. Error: `template_unclosed`.
 */
export function splitTemplate(template: string): Parts {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const open = template.indexOf('{{', from)
    if (open < 0) {
      parts.push(template.slice(from))
      return parts
    }
    const close = closing(template, open + 2)
    if (close < 0) {
      fail('template_unclosed', `The template has "{{" at character ${open + 1} without "}}" after it.`, {
        position: open + 1,
      })
    }
    parts.push(template.slice(from, open), template.slice(open + 2, close))
    from = close + 2
  }
}

function closing(template: string, from: number): number {
  const next = template.indexOf('{{', from)
  const end = next < 0 ? template.length : next
  for (let at = template.indexOf('}}', from); at >= 0 && at < end; at = template.indexOf('}}', at + 1)) {
    const inner = template.slice(from, at)
    if (count(inner, '{') === count(inner, '}')) return at
  }
  return template.indexOf('}}', from)
}

const count = (text: string, sign: string): number => text.split(sign).length - 1
