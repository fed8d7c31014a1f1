import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHttp } from '#electron/operations/data-input/http.ts'
import { runSend } from '#electron/operations/output/send.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { http } from '#shared/operation/data-input/http.ts'
import { send } from '#shared/operation/output/send.ts'
import { describeColumns, makeWorld, NEVER } from '../data/world.ts'
import { failureOf, type Given, outputOf, runOperation } from '../operations/harness.ts'

type Page = (request: IncomingMessage, response: ServerResponse, body: string) => void

const world = makeWorld()

const answer =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Page =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
const redirect =
  (location: string, status = 302): Page =>
  (_request, response) => {
    response.writeHead(status, { location }).end()
  }
const MEGABYTE = Buffer.alloc(1_000_000, 'x')
/** Ends of answers that never come by themselves. */
const cut: Promise<unknown>[] = []

const pages: Record<string, Page> = {
  '/json': answer('{"a": [1, 2.5]}'),
  '/records': answer('[{"a": 1, "day": "2024-03-01"}, {"a": 2}]', { 'content-type': 'application/json' }),
  '/numbers': answer('[1, 2]'),
  '/csv': answer(Buffer.from('name;mass\n\xe4;1,5\n', 'latin1'), {
    'content-type': 'text/csv; charset=iso-8859-1',
  }),
  '/tsv': answer('a\tb\n1\tx\n', { 'content-type': 'text/tab-separated-values' }),
  '/ndjson': answer('{"a": 1}\n{"a": 2}\n', { 'content-type': 'application/x-ndjson' }),
  '/table.csv': answer('a,b\n1,x\n', { 'content-type': 'application/octet-stream' }),
  '/plain': answer('a\tb\n1\tx\n', { 'content-type': 'text/plain' }),
  '/no-csv': answer('', { 'content-type': 'text/csv' }),
  '/bad-parquet': answer('PAR1 is not enough', { 'content-type': 'application/x-parquet' }),
  '/latin': answer(Buffer.from([0xe4]), { 'content-type': 'text/plain; charset=iso-8859-1' }),
  '/binary': answer(Buffer.from([0xff, 0xfe, 0xfd])),
  '/unknown-charset': answer('x', { 'content-type': 'text/plain; charset=nobody-knows' }),
  '/zipped': answer(gzipSync('{"zipped": true}'), { 'content-encoding': 'gzip' }),
  '/empty': answer('', {}, 204),
  '/html': answer(`<html>${'x'.repeat(1000)}</html>`),
  '/huge-number': answer('[1e999]'),
  '/missing': answer('no such sample', {}, 404),
  '/broken': answer('', {}, 500),
  '/echo': (request, response, body) =>
    response.end(
      JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
    ),
  '/loop': redirect('/loop'),
  '/to-echo': redirect('/echo'),
  '/see-other': redirect('/echo', 303),
  '/again': redirect('/echo', 307),
  '/to-file': redirect('file:///etc/passwd'),
  '/to-nothing': redirect('http://'),
  '/to-localhost': (request, response) =>
    redirect(`http://localhost:${request.socket.localPort}/echo`)(request, response, ''),
  '/not-modified': answer('', {}, 304),
  '/slow': (_request, response) => void cut.push(once(response, 'close')),
  '/stalls': (_request, response) => {
    cut.push(once(response, 'close'))
    response.writeHead(200)
    response.write('[1,')
  },
  '/says-huge': (_request, response) => {
    cut.push(once(response, 'close'))
    response.writeHead(200, { 'content-length': '50000001' })
    response.write('x')
  },
  '/endless': (_request, response) => {
    cut.push(once(response, 'close'))
    const more = (): void => {
      while (!response.destroyed && response.write(MEGABYTE));
    }
    response.on('drain', more)
    more()
  },
  '/hangs-up': (_request, response) => {
    response.destroy()
  },
}

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const page = pages[(request.url ?? '').split('?')[0] ?? '']
  if (page) page(request, response, body)
  else response.writeHead(404).end()
})
let base = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address) base = `http://127.0.0.1:${address.port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const got = (path: string, config: JsonRecord = {}, given: Given = {}) =>
  outputOf(http, runHttp, { url: base + path, ...config }, given)
const failed = (path: string, config: JsonRecord = {}, given: Given = {}) =>
  failureOf(http, runHttp, { url: base + path, ...config }, given)
const echo = async (config: JsonRecord, path = '/echo', given: Given = {}) =>
  (await got(path, config, given)) as { method: string; url: string; headers: JsonRecord; body: string }

describe('asking a web service', () => {
  it('gives JSON, text, or a table', async () => {
    expect(await got('/json')).toEqual({ a: [1, 2.5] })
    expect(await got('/json', { response: 'text' })).toBe('{"a": [1, 2.5]}')
    expect(await got('/latin', { response: 'text' })).toBe('ä')
    expect(await got('/zipped')).toEqual({ zipped: true })
  })

  it.each([
    [
      '/records',
      {},
      ['a integer', 'day date'],
      [
        { a: 1, day: '2024-03-01' },
        { a: 2, day: null },
      ],
    ],
    ['/csv', {}, ['name text', 'mass number'], [{ name: 'ä', mass: 1.5 }]],
    ['/tsv', {}, ['a integer', 'b text'], [{ a: 1, b: 'x' }]],
    ['/ndjson', {}, ['a integer'], [{ a: 1 }, { a: 2 }]],
    ['/table.csv', {}, ['a integer', 'b text'], [{ a: 1, b: 'x' }]],
    ['/plain', { format: 'tsv' }, ['a integer', 'b text'], [{ a: 1, b: 'x' }]],
  ])('takes the table of %s with %j', async (path, config, columns, rows) => {
    const tables = world.open()
    const asked = { url: base + path, response: 'table', ...config }
    const { outcome } = await runOperation(http, runHttp, asked, { tables })
    const table = outcome.value
    if (table.kind !== 'table') throw new Error('No table.')
    expect(describeColumns(table)).toEqual(columns)
    expect(await tables.rows(table)).toEqual(rows)
  })

  it('reads Parquet', async () => {
    const tables = world.open()
    await tables.write(await tables.fromRecords([{ a: 1 }]), world.path('a.parquet'), 'parquet', NEVER)
    pages['/parquet'] = answer(readFileSync(world.path('a.parquet')), {
      'content-type': 'application/vnd.apache.parquet',
    })
    const { outcome } = await runOperation(
      http,
      runHttp,
      { url: `${base}/parquet`, response: 'table' },
      { tables },
    )
    expect(outcome.value).toMatchObject({ kind: 'table', rowCount: 1 })
  })

  it.each([
    ['/json', /^not_a_table: .*is a record: take it as JSON/],
    ['/numbers', /^not_a_table: .*is a list of other things/],
    ['/html', /^not_json/],
    ['/bad-parquet', /^file_unreadable/],
    ['/no-csv', /^file_empty/],
  ])('fails where %s holds no table', async (path, expected) => {
    expect(await failed(path, { response: 'table' }, { tables: world.open() })).toMatch(expected)
  })

  it('sends method, headers, query and body, with templates filled in', async () => {
    const given = { params: { batch: 'A/1 ü', n: 3 } }
    const seen = await echo(
      {
        url: `${base}/echo?old=1#part`,
        method: 'PUT',
        headers: { 'X-Lab': 'north' },
        query: { batch: '{{params.batch}}', count: '{{params.n}}', flag: true, text: 'a b&c' },
        body: { n: '{{params.n}}', text: 'n is {{params.n}}', list: [null, 2] },
      },
      '',
      given,
    )
    expect(seen.method).toBe('PUT')
    expect(seen.url).toBe('/echo?old=1&batch=A%2F1+%C3%BC&count=3&flag=true&text=a+b%26c')
    expect(seen.headers).toMatchObject({ 'x-lab': 'north', 'content-type': 'application/json' })
    expect(JSON.parse(seen.body)).toEqual({ n: 3, text: 'n is 3', list: [null, 2] })
  })

  it('puts what a template gives into the address percent-encoded', async () => {
    const config = { url: `${base}/echo?of={{params.of}}` }
    expect((await echo(config, '', { params: { of: '1&b=/../2' } })).url).toBe('/echo?of=1%26b%3D%2F..%2F2')
  })

  it('keeps a content type of its own', async () => {
    const headers = { 'content-type': 'application/ld+json' }
    expect((await echo({ method: 'POST', headers, body: 'x' })).headers['content-type']).toBe(
      'application/ld+json',
    )
  })

  it.each([
    ['/missing', /^http_status: http:\S+\/missing answered 404 Not Found: no such sample$/],
    ['/broken', /^http_status: .* answered 500 Internal Server Error\.$/],
    ['/not-modified', /^http_status: .* answered 304/],
    ['/binary', /^not_text: .*utf-8/],
    ['/unknown-charset', /^not_text: .*nobody-knows/],
    ['/empty', /^not_json: The answer is empty/],
    ['/html', /^not_json: .* It begins: <html>x{494}…$/],
    ['/huge-number', /^not_json: .*too large/],
    ['/loop', /^too_many_redirects: .*more than 5/],
    ['/to-file', /^bad_address: file:/],
    ['/to-nothing', /^bad_address: .*"http:\/\/", which is no address/],
    ['/says-huge', /^answer_too_large: .*50 MB/],
    ['/endless', /^answer_too_large/],
    ['/hangs-up', /^unreachable: /],
  ])('%s fails', async (path, expected) => {
    expect(await failed(path)).toMatch(expected)
  })

  it('carries the status of the answer, and no query in the message', async () => {
    const error = await runOperation(http, runHttp, { url: `${base}/missing?key=secret` }).catch((e) => e)
    expect(error).toBeInstanceOf(AppFailure)
    expect(error).toMatchObject({ code: 'http_status', data: { status: 404, body: 'no such sample' } })
    expect(error.message).not.toContain('secret')
  })

  it('fails where nothing listens', async () => {
    const idle = createServer().listen(0, '127.0.0.1')
    await once(idle, 'listening')
    const address = idle.address()
    const port = typeof address === 'object' ? address?.port : 0
    idle.close()
    await once(idle, 'close')
    expect(await failed('', { url: `http://127.0.0.1:${port}/` })).toMatch(/^unreachable: .*ECONNREFUSED/)
    expect(await failed('', { url: `http://localhost:${port}/` })).toMatch(/^unreachable: .*ECONNREFUSED/)
  })

  it.each(['/slow', '/stalls'])('gives %s up after its timeout', async (path) => {
    expect(await failed(path, { timeoutMs: 50 })).toMatch(/^request_timeout: .*50 ms/)
  })

  it.each(['/slow', '/stalls'])('stops %s with the signal of its node', async (path) => {
    const controller = new AbortController()
    const reason = new AppFailure('cancelled', 'Cancelled.')
    const before = cut.length
    const running = failed(path, {}, { signal: controller.signal })
    await expect.poll(() => cut.length).toBe(before + 1)
    controller.abort(reason)
    expect(await running).toBe('cancelled: Cancelled.')
  })

  it('closes the connections that it gives up', async () => {
    await Promise.all(cut)
    expect(cut.length).toBeGreaterThan(5)
  })

  it.each([
    ['/to-echo', 'POST', 'GET', ''],
    ['/see-other', 'PUT', 'GET', ''],
    ['/to-echo', 'PUT', 'PUT', '1'],
    ['/again', 'POST', 'POST', '1'],
  ])('follows %s after %s with %s', async (path, method, after, body) => {
    const seen = await echo({ method, body: 1 }, path)
    expect([seen.method, seen.body]).toEqual([after, body])
  })

  it('takes secret headers from the environment', async () => {
    const secretHeaders = { Authorization: 'LIMS_TOKEN' }
    const given = { environment: { LIMS_TOKEN: 'Bearer abc' } }
    expect((await echo({ secretHeaders }, '/echo', given)).headers).toMatchObject({
      authorization: 'Bearer abc',
    })
    expect(await failed('/echo', { secretHeaders })).toMatch(/^variable_missing: .*"LIMS_TOKEN"/)
    const broken = await failed('/echo', { secretHeaders }, { environment: { LIMS_TOKEN: 'hunter2\nx' } })
    expect(broken).toMatch(/^bad_header: "Authorization"/)
    expect(broken).not.toContain('hunter2')
  })

  it('keeps secrets from another host', async () => {
    const headers = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Lab': 'north' }
    expect((await echo({ headers }, '/to-echo')).headers).toMatchObject({
      authorization: 'Bearer x',
      cookie: 'a=b',
    })
    const elsewhere = (await echo({ headers }, '/to-localhost')).headers
    expect(elsewhere).toMatchObject({ 'x-lab': 'north' })
    expect(Object.keys(elsewhere)).not.toContain('authorization')
    expect(Object.keys(elsewhere)).not.toContain('cookie')
  })

  it('refuses headers that are none', async () => {
    expect(await failed('/json', { headers: { 'a b': 'c' } })).toMatch(/^bad_header: "a b"/)
    expect(await failed('/json', { headers: { a: 'c\nd: e' } })).toMatch(/^bad_header: "a"/)
  })

  it('checks the address once more when it is filled in', async () => {
    expect(await failed('', { url: 'http://{{params.host}}/' }, { params: { host: 'a b' } })).toMatch(
      /^bad_address/,
    )
  })
})

describe('sending to a web service', () => {
  const inputs = { sample: { batch: 'A-1' }, total: 4 }
  const sent = (config: JsonRecord, path = '/echo') =>
    outputOf(send, runSend, { url: base + path, ...config }, { inputs })

  it('sends the inputs by node id, and gives status and answer', async () => {
    const value = await sent({})
    expect(value).toMatchObject({ sent: true, status: 200, response: { method: 'POST' } })
    expect(JSON.parse((value as { response: { body: string } }).response.body)).toEqual(inputs)
  })

  it('sends a body of its own', async () => {
    const value = await sent({ method: 'PATCH', body: '{{sample}}', url: `${base}/echo?n={{total}}` })
    expect(value).toMatchObject({ response: { method: 'PATCH', url: '/echo?n=4', body: '{"batch":"A-1"}' } })
  })

  it('gives an answer that is no JSON as text, and an empty one as nothing', async () => {
    expect(await sent({}, '/latin')).toEqual({ sent: true, status: 200, response: 'ä' })
    expect(await sent({}, '/empty')).toEqual({ sent: true, status: 204, response: null })
  })

  it('fails where the answer is not 2xx, and where the address is missing', async () => {
    expect(await failureOf(send, runSend, { url: `${base}/missing` }, { inputs })).toMatch(
      /^http_status: .* 404/,
    )
    expect(send.config.safeParse({}).error?.issues).toMatchObject([
      { path: ['url'], message: 'Write the address to send to.' },
    ])
  })

  it('does nothing, and says so, where it may', async () => {
    const { outcome, warnings } = await runOperation(send, runSend, { mayDoNothing: true }, { inputs })
    expect(outcome.value).toEqual({ kind: 'json', json: { sent: false } })
    expect(warnings).toMatchObject([{ code: 'nothing_sent' }])
  })
})
