import { fail } from '#shared/base/errors.ts'
import { type Json, parseJson } from '#shared/base/json.ts'
import { type HttpAnswer, placeOf } from './request.ts'

const START = 500

/** The answer itself if its status is 2xx. Error: `http_status`, with the status and the start of the body. */
export function expectSuccess(answer: HttpAnswer, url: string): HttpAnswer {
  const { status, statusText } = answer
  if (status >= 200 && status < 300) return answer
  const body = startOf(answer)
  const words = statusText === '' ? `${status}` : `${status} ${statusText}`
  return fail('http_status', `${placeOf(url)} answered ${words}${body === '' ? '.' : `: ${body}`}`, {
    status,
    body,
  })
}

/** The first characters of the body, for people. */
function startOf({ bytes }: HttpAnswer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * START)).trim()
  return text.length > START ? `${text.slice(0, START)}…` : text
}

/** The charset that a content type names. */
export function charsetOf(headers: Headers): string | undefined {
  return /charset="?([^";\s]+)/i.exec(headers.get('content-type') ?? '')?.[1]
}

/**
 * The body as text, in the charset of its content type (UTF-8 unless it names one).
 * Errors: `not_text` where the bytes are not of that charset, or nobody knows it.
 */
export function textOfAnswer({ bytes, headers }: HttpAnswer): string {
  const charset = charsetOf(headers) ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return fail('not_text', `The answer is not text in the charset ${charset}.`)
  }
}

/** The body as JSON. Error: `not_json`, with the start of the body. */
export function jsonOfAnswer(answer: HttpAnswer): Json {
  const parsed = parseJson(textOfAnswer(answer))
  if (parsed.ok) return parsed.value
  const body = startOf(answer)
  return fail(
    'not_json',
    body === ''
      ? 'The answer is empty.'
      : `The answer can't be used as JSON. ${parsed.error} It begins: ${body}`,
    { body },
  )
}
