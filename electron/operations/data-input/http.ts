import { http } from '#shared/operation/data-input/http.ts'
import { give, giveJson, implement } from '../define.ts'
import { expectSuccess, jsonOfAnswer, textOfAnswer } from '../http/answer.ts'
import { addressOf, headersFor, jsonBody } from '../http/prepare.ts'
import { request } from '../http/request.ts'
import { tableOfAnswer } from '../http/table.ts'
import { fillJson } from '../template-json.ts'

export const runHttp = implement(http, async (config, context) => {
  const { method, timeoutMs, response } = config
  const headers = headersFor(config, context)
  const url = await addressOf(config.url, config.query, context)
  const sent = config.body === undefined ? {} : jsonBody(await fillJson(config.body, context), headers)
  const answer = await request({ url, method, headers, timeoutMs, ...sent }, context.signal)
  expectSuccess(answer, url)
  if (response === 'text') return giveJson(textOfAnswer(answer))
  if (response === 'table') return give(await tableOfAnswer(answer, url, config.format, context))
  return giveJson(jsonOfAnswer(answer))
})
