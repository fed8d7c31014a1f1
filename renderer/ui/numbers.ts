import type { Reading } from './useTyped.ts'

export interface NumberLimits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly whole?: boolean | undefined
}

const COMPLETE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const BEGUN = /^[+-]?(\.|(\d+\.?\d*|\.\d+)e[+-]?)?$/i

function rangeWords({ min, max }: NumberLimits): string {
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`
  return max === undefined ? `At least ${min}.` : `At most ${max}.`
}

/** The number that a text is, with a decimal point and without group separators; none for an empty text. */
export function readNumber(text: string, limits: NumberLimits = {}): Reading<number | undefined> {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = limits
  const trimmed = text.trim()
  if (trimmed === '') return { value: undefined }
  if (BEGUN.test(trimmed)) return { fault: null, half: true }
  const value = Number(trimmed)
  if (!COMPLETE.test(trimmed) || !Number.isFinite(value)) return { fault: 'Not a number.' }
  // Further digits only make it larger: what is too small yet is half typed.
  if (value < min) return { fault: rangeWords(limits), half: value >= 0 }
  if (value > max) return { fault: rangeWords(limits), half: value <= 0 }
  return whole && !Number.isInteger(value) ? { fault: 'A whole number.' } : { value }
}

/** The number one up or down from it, with as many decimals, within the limits. */
export function stepped(value: number, by: 1 | -1, limits: NumberLimits): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  const [, decimals = '', exponent = '0'] = /(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(value)) ?? []
  const next = Number((value + by).toFixed(Math.min(100, Math.max(0, decimals.length - Number(exponent)))))
  return Math.min(Math.max(next, min), max)
}
