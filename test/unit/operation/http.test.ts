import { describe, expect, it } from 'vitest'
import { http } from '#shared/operation/data-input/http.ts'
import { portsOf } from '#shared/operation/define.ts'
import { whyNoAddress } from '#shared/operation/http.ts'
import { send } from '#shared/operation/output/send.ts'

describe('an address', () => {
  it.each([
    'https://example.org',
    'http://127.0.0.1:8080/a?b=c#d',
    'https://example.org/{{params.batch}}?at={{params.at}}',
    'https://{{params.host}}/x',
    'https://example.org/a@b',
  ])('may be %s', (text) => {
    expect(whyNoAddress(text)).toBe(null)
  })

  it.each([
    ['', 'whole address'],
    ['example.org', 'whole address'],
    ['file:///etc/passwd', 'http or https'],
    ['ftp://example.org', 'http or https'],
    ['javascript:alert(1)', 'http or https'],
    ['http://', 'whole address'],
    ['{{params.url}}', 'whole address'],
    ['https://user:word@example.org', 'use a header'],
    ['https://user@example.org', 'use a header'],
  ])('may not be %j', (text, why) => {
    expect(whyNoAddress(text)).toContain(why)
  })
})

describe('the config of', () => {
  const refusals = (spec: typeof http | typeof send, config: object) =>
    spec.config.safeParse(config).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)

  it('http says what is wrong with its address and its body', () => {
    const url = 'https://example.org'
    expect(refusals(http, { url })).toBeUndefined()
    expect(refusals(http, {})).toEqual(['url: Write the address to ask.'])
    expect(refusals(http, { url: 'example' })).toEqual([expect.stringMatching(/^url: Write a whole address/)])
    expect(refusals(http, { url, body: 1 })).toEqual(['body: A GET request has no body: use another method.'])
    expect(refusals(http, { url, body: null, method: 'POST' })).toBeUndefined()
  })

  it('send needs an address unless it may do nothing', () => {
    expect(refusals(send, {})).toEqual(['url: Write the address to send to.'])
    expect(refusals(send, { url: '' })).toEqual(['url: Write the address to send to.'])
    expect(refusals(send, { mayDoNothing: true })).toBeUndefined()
    expect(refusals(send, { url: 'file:///x', mayDoNothing: true })).toHaveLength(1)
  })

  it('http decides its port', () => {
    const port = (response: string) =>
      portsOf(http, http.config.parse({ url: 'https://example.org', response })).outputs[0]?.type
    expect(['json', 'text', 'table'].map(port)).toEqual(['json', 'text', 'table'])
  })

  it('both describe themselves by method and address', () => {
    const url = 'https://example.org'
    expect(http.describe?.(http.config.parse({ url }))).toBe(url)
    expect(http.describe?.(http.config.parse({ url, method: 'POST' }))).toBe(`POST ${url}`)
    expect(send.describe?.(send.config.parse({ url }))).toBe(`POST ${url}`)
    expect(send.describe?.(send.config.parse({ mayDoNothing: true }))).toBe('')
  })
})
