import { isJsonRecord, type Json, type JsonRecord } from '../base/json.ts'

/** Stands where something secret was. */
export const LEFT_OUT = '(left out)'

/** Names of settings, headers and inputs under which every text and number is secret. */
const SECRET =
  /^(proxy-)?authorization$|^(set-)?cookie$|api[-_]?key|access[-_]?key|token|secret|password|passwd|credential/i
/** Holds names of environment variables instead of what is in them. */
const NAMES_ONLY = 'secretHeaders'
/** Shorter texts are found by chance in what has nothing to do with the secret. */
const SHORTEST = 4

export const isSecretName = (name: string): boolean => SECRET.test(name)

/** Hears where something secret was, and what it was. */
export type Found = (path: string, secret: Json) => void

/** JSON without the texts and numbers under secret names, however deep; `found` hears of each. */
export const withoutSecrets = (value: Json, path: string, found: Found): Json =>
  cleaned(value, path, found, false)

function cleaned(value: Json, path: string, found: Found, isSecret: boolean): Json {
  if (Array.isArray(value))
    return value.map((item: Json, i) => cleaned(item, `${path}.${i}`, found, isSecret))
  if (isJsonRecord(value)) {
    const parts = Object.entries(value).map(([key, part]): [string, Json] => {
      const at = path === '' ? key : `${path}.${key}`
      return [key, key === NAMES_ONLY ? part : cleaned(part, at, found, isSecret || isSecretName(key))]
    })
    return Object.fromEntries(parts)
  }
  if (!isSecret || value === '' || (typeof value !== 'string' && typeof value !== 'number')) return value
  found(path, value)
  return LEFT_OUT
}

/** {@link withoutSecrets} of a record, which stays one. */
export function recordWithoutSecrets(record: JsonRecord, path: string, found: Found): JsonRecord {
  const clean = withoutSecrets(record, path, found)
  return isJsonRecord(clean) ? clean : {}
}

/** Secret texts as they are met, to find where else they have come to. */
export class SecretTexts {
  private readonly texts = new Set<string>()

  readonly add: Found = (_path, secret) => {
    if (typeof secret === 'string' && secret.length >= SHORTEST) this.texts.add(secret)
  }

  /** JSON without the texts that are one of these; `found` hears that there was one. */
  without(value: Json, found: () => void): Json {
    if (this.texts.size === 0) return value
    if (typeof value === 'string') {
      if (!this.texts.has(value)) return value
      found()
      return LEFT_OUT
    }
    if (Array.isArray(value)) return value.map((item: Json) => this.without(item, found))
    return isJsonRecord(value) ? this.recordWithout(value, found) : value
  }

  recordWithout(record: JsonRecord, found: () => void): JsonRecord {
    return Object.fromEntries(Object.entries(record).map(([key, part]) => [key, this.without(part, found)]))
  }
}
