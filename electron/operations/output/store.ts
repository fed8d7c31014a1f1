import type { z } from 'zod'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { getPath, type Json } from '#shared/base/json.ts'
import { outweighs } from '#shared/base/json-size.ts'
import { store } from '#shared/operation/output/store.ts'
import { textOf } from '#shared/operation/text.ts'
import { EFFECT_CHARACTERS, type Effect } from '#shared/run/effect.ts'
import { giveJson, implement, rehearse } from '../define.ts'
import { findInInputs, inputsByNode } from '../fields.ts'
import { andThen, type MaybePromise, together } from '../inputs.ts'
import { fillTemplate } from '../template.ts'
import { fillJson } from '../template-json.ts'

/** A statement's content and data at most, characters: it is read whole wherever it is listed. */
const MAX_STATEMENT = 1_000_000

type Config = z.output<typeof store.config>

/** The statement that the config makes of the inputs. Errors: `content_missing`, `statement_too_large`. */
function statementOf(
  config: Config,
  context: OperationContext,
): MaybePromise<{ subject: string; content?: string; data?: Json }> {
  const parts = together<Json | undefined>([
    subjectOf(config.subject, context),
    at(config.contentKey, context, () => fillTemplate(config.content, context)),
    at(config.dataKey, context, () =>
      config.data === undefined ? undefined : fillJson(config.data, context),
    ),
  ])
  return andThen(parts, ([subject, given, data]) => {
    const content = textOf(given ?? '')
    // A template that comes to nothing names no subject, just as an empty one.
    const about = textOf(subject ?? '')
    if (content.trim() === '' && data === undefined) {
      fail('content_missing', missing(config.contentKey, config.dataKey))
    }
    if (outweighs([content, data ?? null], MAX_STATEMENT)) {
      fail(
        'statement_too_large',
        `${context.nodeName} is to store more than a million characters: store a summary, and give the rest to an output for tables or files.`,
      )
    }
    return {
      subject: about.trim() === '' ? context.nodeName : about,
      ...(content.trim() === '' ? {} : { content }),
      ...(data === undefined ? {} : { data }),
    }
  })
}

export const runStore = implement(store, (config, context) => {
  const { target } = config
  if (target === 'none') {
    context.warn('nothing_stored', 'Nothing was stored: choose whether it is a conclusion or an annotation.')
    return giveJson({ stored: false })
  }
  return andThen(statementOf(config, context), (record) => {
    if (target === 'annotation') context.record({ kind: target, ...record })
    // A conclusion is a statement: where there is none, its data are.
    else context.record({ kind: target, content: textOf(record.data ?? null), ...record })
    return giveJson({ stored: true, target, ...record })
  })
})

export const rehearseStore = rehearse(store, (config, context): MaybePromise<Effect> => {
  const { target } = config
  if (target === 'none') return { kind: 'nothing' }
  return andThen(statementOf(config, context), ({ content, ...rest }) => {
    const text = content ?? textOf(rest.data ?? null)
    return { kind: 'statement', target, ...rest, content: text.slice(0, EFFECT_CHARACTERS) }
  })
})

/** What the key means among the inputs; where there is no key, or nothing there, what is given otherwise. */
function at(
  key: string,
  context: OperationContext,
  otherwise: () => MaybePromise<Json | undefined>,
): MaybePromise<Json | undefined> {
  if (key === '') return otherwise()
  return andThen(inputsByNode(context), (inputs) => findInInputs(inputs, key) ?? otherwise())
}

/** A path that begins with an input's node id and leads to a text or number stands for it; else it is a template. */
function subjectOf(subject: string, context: OperationContext): MaybePromise<Json> {
  const [first] = subject.split('.')
  if (!context.inputs.some((input) => input.nodeId === first)) return fillTemplate(subject, context)
  return andThen(inputsByNode(context), (inputs) => {
    const value = getPath(inputs, subject)
    return typeof value === 'string' || typeof value === 'number' ? value : fillTemplate(subject, context)
  })
}

function missing(contentKey: string, dataKey: string): string {
  const keys = [contentKey, dataKey].filter((key) => key !== '').map((key) => `"${key}"`)
  return keys.length === 0
    ? 'There is nothing to store: write a content, or say which data.'
    : `There is nothing to store: the inputs have nothing at ${keys.join(' or ')}.`
}
