import type { JsonRecord } from '../../base/json.ts'
import type { Policy } from '../../chain/schema.ts'
import { notCarried } from './settings.ts'

const DAY_S = 86_400

/** The predecessor's seconds and counts; what is left out, or as it is by default, stays out. */
export function policyOf(raw: JsonRecord, warn: (code: string, message: string) => void): Policy {
  const most = (key: string, value: number, limit: number): number => {
    if (value > limit)
      warn('policy_limited', `Its "${key}" of ${value} is more than Ergo allows: it is ${limit} here.`)
    return Math.min(value, limit)
  }
  const timeout = numberOf(raw, 'timeout')
  const retries = numberOf(raw, 'retry_count')
  const delay = numberOf(raw, 'retry_delay_seconds')
  const backoff = numberOf(raw, 'retry_backoff_factor')
  if (timeout !== undefined && timeout <= 0) notCarried('Its "timeout" is not more than 0.')
  if ((retries ?? 0) < 0) notCarried('Its "retry_count" is less than 0.')
  if ((delay ?? 0) < 0) notCarried('Its "retry_delay_seconds" is less than 0.')
  if ((backoff ?? 1) < 1) notCarried('Its "retry_backoff_factor" is less than 1.')
  const { cache_key: cacheKey } = raw
  return {
    ...(timeout === undefined || timeout === 300
      ? {}
      : { timeoutMs: Math.max(1, Math.round(most('timeout', timeout, DAY_S) * 1000)) }),
    ...(retries ? { retries: most('retry_count', Math.trunc(retries), 100) } : {}),
    ...(delay ? { retryDelayMs: most('retry_delay_seconds', delay, DAY_S) * 1000 } : {}),
    ...(backoff === undefined || backoff === 1
      ? {}
      : { retryBackoff: most('retry_backoff_factor', backoff, 100) }),
    ...(cacheKey ? { cacheKey: typeof cacheKey === 'string' ? cacheKey : JSON.stringify(cacheKey) } : {}),
  }
}

/** A number, or a text that is one. */
function numberOf(raw: JsonRecord, key: string): number | undefined {
  const value = raw[key]
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number)
    ? number
    : notCarried(`Its "${key}" is not a number.`)
}
