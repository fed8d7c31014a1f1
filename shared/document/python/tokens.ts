import { refuse } from './refused.ts'
import { readString } from './strings.ts'

export type Token =
  | { readonly kind: 'name' | 'operator'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'number'
      readonly value: number
      readonly isFloat: boolean
      readonly text: string
      readonly at: number
    }
  | { readonly kind: 'text'; readonly value: string; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number }

/** A condition that a person writes is far shorter; the bound keeps later, recursive steps within the stack. */
const MAX_TOKENS = 2000

const SPACE = /[ \t\f]+|\\\r?\n|#[^\r\n]*/y
/** What may follow the last line. */
const BLANK = /[ \t\f\r\n]+|#[^\r\n]*/y
const NEWLINE = /\r\n|\r|\n/y
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy
const NUMBER =
  /(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)/y
const STRING = /([a-zA-Z]{0,2})('''|"""|'|")/y
const OPERATOR = /\*\*|\/\/|<<|>>|<=|>=|==|!=|->|:=|\.\.\.|[-+*/%@&|^~<>()[\]{},:.;=!$?`]/y

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/**
 * The tokens of one Python expression, as Python's own tokenizer cuts them. Lines may end within brackets only. Throws
 * `Refused` for what is no token, and for those whose value can't be carried over exactly.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  const open: string[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    return found?.[0] ? found : null
  }
  const push = (token: Token, length: number): void => {
    if (tokens.length >= MAX_TOKENS) refuse('the condition is too long', token.at)
    tokens.push(token)
    at += length
  }
  while (at < source.length) {
    const skipped = match(SPACE)
    if (skipped) {
      at += skipped[0].length
      continue
    }
    const newline = match(NEWLINE)
    if (newline) {
      const begins = at
      at += newline[0].length
      if (open.length > 0 || tokens.length === 0) continue
      for (let blank = match(BLANK); blank; blank = match(BLANK)) at += blank[0].length
      if (at < source.length) refuse('the condition has a second line', begins)
      continue
    }
    const string = match(STRING)
    if (string) {
      const { value, end } = readString(source, at, string[1] ?? '', string[2] ?? '')
      push({ kind: 'text', value, text: source.slice(at, end), at }, end - at)
      continue
    }
    const name = match(NAME)
    if (name) {
      push({ kind: 'name', text: name[0].normalize('NFKC'), at }, name[0].length)
      continue
    }
    const number = /[\d.]/.test(source[at] ?? '') ? match(NUMBER) : null
    if (number && /\d/.test(number[0])) {
      const text = number[0]
      const next = source[at + text.length] ?? ''
      if (/[jJ]/.test(next)) refuse('imaginary numbers are not carried over', at)
      if (/[\p{ID_Continue}]/u.test(next)) refuse('this is not a number', at)
      push({ kind: 'number', ...numberOf(text, at), text, at }, text.length)
      continue
    }
    const operator = match(OPERATOR)
    if (!operator) return refuse(`the sign ${JSON.stringify(source[at])} is not known`, at)
    track(open, operator[0], at)
    push({ kind: 'operator', text: operator[0], at }, operator[0].length)
  }
  tokens.push({ kind: 'end', text: '', at: source.trimEnd().length })
  return tokens
}

function track(open: string[], sign: string, at: number): void {
  if ('([{'.includes(sign)) open.push(sign)
  const opening = CLOSES[sign]
  if (opening !== undefined && open.pop() !== opening) refuse(`"${sign}" closes nothing`, at)
}

function numberOf(text: string, at: number): { value: number; isFloat: boolean } {
  const digits = text.replaceAll('_', '')
  const value = Number(digits)
  if (/^0[0-9]*[1-9]/.test(digits) && /^\d+$/.test(digits)) refuse('an integer does not begin with 0', at)
  if (!Number.isFinite(value)) refuse('the number is too large', at)
  const isInteger = /^(?:\d+|0[xXoObB].*)$/.test(digits)
  if (isInteger && !Number.isSafeInteger(value))
    refuse('the integer is too large to be carried over exactly', at)
  return { value, isFloat: !isInteger }
}
