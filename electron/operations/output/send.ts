import type { z } from 'zod'
import type { OperationContext } from '#electron/engine/operation.ts'
import { type Json, parseJson } from '#shared/base/json.ts'
import { send } from '#shared/operation/output/send.ts'
import { EFFECT_CHARACTERS } from '#shared/run/effect.ts'
import { giveJson, implement, rehearse } from '../define.ts'
import { inputsByNode } from '../fields.ts'
import { expectSuccess, textOfAnswer } from '../http/answer.ts'
import { addressOf, headersFor, jsonBody } from '../http/prepare.ts'
import { request } from '../http/request.ts'
import { fillJson } from '../template-json.ts'

type Config = z.output<typeof send.config>

/** Where to, and what; null where the config names no address. */
async function messageOf(
  config: Config,
  context: OperationContext,
): Promise<{ url: string; content: Json } | null> {
  if (!config.url) return null
  const url = await addressOf(config.url, {}, context)
  const content = await (config.body === undefined ? inputsByNode(context) : fillJson(config.body, context))
  return { url, content }
}

export const runSend = implement(send, async (config, context) => {
  const { method, timeoutMs } = config
  const message = await messageOf(config, context)
  if (!message) {
    context.warn('nothing_sent', 'Nothing was sent: there is no address.')
    return giveJson({ sent: false })
  }
  const { url } = message
  const body = jsonBody(message.content, headersFor(config, context))
  const answer = expectSuccess(await request({ url, method, timeoutMs, ...body }, context.signal), url)
  const text = textOfAnswer(answer)
  const parsed = parseJson(text)
  return giveJson({
    sent: true,
    status: answer.status,
    response: text === '' ? null : parsed.ok ? parsed.value : text,
  })
})

/** What would be sent. Headers are left out: some are secret. */
export const rehearseSend = rehearse(send, async (config, context) => {
  const message = await messageOf(config, context)
  if (!message) return { kind: 'nothing' }
  const body = JSON.stringify(message.content)
  return {
    kind: 'request',
    method: config.method,
    url: message.url,
    body: body.slice(0, EFFECT_CHARACTERS),
    size: body.length,
  }
})
