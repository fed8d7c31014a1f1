import { AppFailure, fail } from '#shared/base/errors.ts'
import { MAX_ANSWER_BYTES, MAX_REDIRECTS, whyNoAddress } from '#shared/operation/http.ts'

export interface HttpRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For everything, redirects and the body of the answer included. */
  readonly timeoutMs: number
}

export interface HttpAnswer {
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  readonly bytes: Uint8Array
}

/**
 * Makes one HTTP request and reads the whole answer, whatever its status. Redirects are followed by hand, so that each
 * address is checked.
 *
 * Errors: `bad_address`, `bad_header`, `unreachable`, `request_timeout`, `too_many_redirects`, `answer_too_large`.
 * When `signal` is aborted it fails with the signal's reason.
 */
export async function request(what: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const limit = AbortSignal.timeout(what.timeoutMs)
  const over = new AbortController()
  try {
    const response = await follow(what, AbortSignal.any([signal, limit, over.signal]))
    const bytes = await readAll(response)
    const { status, statusText, headers } = response
    return { status, statusText, headers, bytes }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AppFailure) throw error
    if (limit.aborted) {
      fail(
        'request_timeout',
        `${placeOf(what.url)} did not answer in ${what.timeoutMs} ms: try again, or give it a longer timeout.`,
        { timeoutMs: what.timeoutMs },
      )
    }
    throw new AppFailure(
      'unreachable',
      `${placeOf(what.url)} can't be reached: ${reasonOf(error)}.`,
      undefined,
      {
        cause: error,
      },
    )
  }
}

/** An address as errors name it: queries may hold keys, so they are left out. */
export function placeOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Headers that are meant for the first host only, as browsers have it (Fetch standard, "HTTP-redirect fetch"). */
const PRIVATE_HEADERS = ['authorization', 'cookie', 'proxy-authorization']

async function follow(first: HttpRequest, signal: AbortSignal): Promise<Response> {
  let { url, method, body } = first
  const headers = headersOf(first.headers)
  for (let redirects = 0; ; redirects++) {
    checkAddress(url)
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    })
    const location = response.headers.get('location')
    if (!REDIRECTS.has(response.status) || location === null) return response
    await response.body?.cancel()
    if (redirects === MAX_REDIRECTS) {
      fail('too_many_redirects', `${placeOf(first.url)} redirects more than ${MAX_REDIRECTS} times.`)
    }
    const next = URL.parse(location, url)
    if (!next) fail('bad_address', `${placeOf(url)} redirects to "${location}", which is no address.`)
    if (next.origin !== new URL(url).origin) for (const name of PRIVATE_HEADERS) headers.delete(name)
    // 303 always asks for the other page; after 301 and 302 every client asks for it when it had sent something.
    if (response.status === 303 || (response.status <= 302 && method === 'POST')) {
      method = 'GET'
      body = undefined
      headers.delete('content-type')
    }
    url = next.href
  }
}

function checkAddress(url: string): void {
  const why = whyNoAddress(url)
  if (why !== null) fail('bad_address', `${url.split('?')[0]}: ${why}`)
}

function headersOf(record: Readonly<Record<string, string>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(record)) {
    try {
      headers.set(name, value)
    } catch {
      fail('bad_header', `"${name}" and its value can't be a header: names are plain words, values one line.`)
    }
  }
  return headers
}

async function readAll(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(response.headers.get('content-length')) > MAX_ANSWER_BYTES) tooLarge()
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): never {
  return fail(
    'answer_too_large',
    `The answer is larger than ${MAX_ANSWER_BYTES / 1_000_000} MB: ask for less, or download it to a file and read that.`,
    { maxBytes: MAX_ANSWER_BYTES },
  )
}

/** `fetch` says only "fetch failed"; the reason is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0])
  const message = cause instanceof Error ? cause.message : String(cause)
  return message.replace(/[.\s]+$/, '')
}
