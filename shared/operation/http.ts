import { z } from 'zod'
import { Json } from '../base/json.ts'
import { type FieldMeta, field } from './field.ts'

/** An answer is refused as soon as it is larger, in bytes after decompression. */
export const MAX_ANSWER_BYTES = 50_000_000
export const MAX_REDIRECTS = 5

const Address = z.url({ protocol: /^https?$/ })

/**
 * Why a text can't be the address of a request, or null. Templates in it are not looked into: what they give is put in
 * percent-encoded, so it can't change the protocol or leave the part of the address in which it stands.
 */
export function whyNoAddress(text: string): string | null {
  if (!Address.safeParse(text.replace(/\{\{.*?\}\}/g, 'x')).success) {
    return 'Write a whole address of http or https, such as https://example.org/data.'
  }
  if (/^[^/]*\/\/[^/?#]*@/.test(text)) {
    return 'A user name and a password do not belong in an address: use a header.'
  }
  return null
}

export const bodyField = (help: string, when?: FieldMeta['when']) =>
  field(Json.optional(), { label: 'Body', help, widget: 'json', ...(when ? { when } : {}) })

export const headersField = () =>
  field(z.record(z.string(), z.string()).default({}), {
    label: 'Headers',
    help: 'Sent along, such as Accept. They are kept with the chain, so no secrets here.',
    advanced: true,
  })

export const secretHeadersField = () =>
  field(z.record(z.string(), z.string()).default({}), {
    label: 'Secret headers',
    help: 'Such as Authorization: the name of the environment variable that holds its text, which is kept nowhere.',
    advanced: true,
  })

export const requestTimeoutField = () =>
  field(z.number().int().min(1).max(86_400_000).default(10_000), {
    label: 'Timeout',
    help: 'How long the whole answer may take.',
    unit: 'ms',
    advanced: true,
  })
