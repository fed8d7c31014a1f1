import { type Json, parseJson } from '#shared/base/json.ts'
import { send } from '#shared/operation/output/send.ts'
import { giveJson, implement } from '../define.ts'
import { inputsByNode } from '../fields.ts'
import { expectSuccess, textOfAnswer } from '../http/answer.ts'
import { addressOf, headersFor, jsonBody } from '../http/prepare.ts'
import { request } from '../http/request.ts'
import { fillJson } from '../template-json.ts'

export const runSend = implement(send, async (config, context) => {
  const { method, timeoutMs } = config
  if (!config.url) {
    context.warn('nothing_sent', 'Nothing was sent: there is no address.')
    return giveJson({ sent: false })
  }
  const url = await addressOf(config.url, {}, context)
  const content: Json = await (config.body === undefined
    ? inputsByNode(context)
    : fillJson(config.body, context))
  const body = jsonBody(content, headersFor(config, context))
  const answer = expectSuccess(await request({ url, method, timeoutMs, ...body }, context.signal), url)
  const text = textOfAnswer(answer)
  const parsed = parseJson(text)
  return giveJson({
    sent: true,
    status: answer.status,
    response: text === '' ? null : parsed.ok ? parsed.value : text,
  })
})
