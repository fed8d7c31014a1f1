import { err, ok, type Result } from '../base/result.ts'

/** Where a value stands in the text: `text.slice(start, end)` is the value exactly as written. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface Member extends Range {
  /** The key in a record, the index in a list. */
  readonly key: string | number
  /** Where the key begins; in a list, where the value does. */
  readonly from: number
}

/** Something that reading the text as JSON would silently change. */
export interface Loss {
  readonly code: 'duplicate_key' | 'number_rounded'
  readonly offset: number
  /** The key or the number as written. */
  readonly text: string
}

export interface Scan {
  /** The members of the outermost record or list. */
  readonly members: readonly Member[]
  /** The members of the outermost record's list `nodes`. */
  readonly nodes: readonly Member[]
  readonly losses: readonly Loss[]
}

export interface ScanProblem {
  readonly code: 'not_json' | 'too_deep' | 'number_too_large' | 'key_not_allowed'
  readonly offset: number
  readonly reason: string
}

/** Deeper values could not be handled by recursive code elsewhere; no sensible config comes near. */
export const MAX_DEPTH = 200

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const LITERALS = ['true', 'false', 'null']
const SPACE = 32
const QUOTE = 34
const BACKSLASH = 92

interface Frame {
  readonly isList: boolean
  readonly start: number
  readonly keys: Set<string>
  key: string | number
  /** Where the member under way begins, and where its value does. */
  from: number
  value: number
}

/**
 * One pass over a JSON text (RFC 8259) without recursion: checks it, and finds what `JSON.parse` does not tell: exact
 * source ranges, repeated keys, integers that a double can't hold, numbers past its range, and the key `__proto__`,
 * which would not survive copying.
 */
export function scanJson(text: string): Result<Scan, ScanProblem> {
  try {
    return ok(new Scanner(text).scan())
  } catch (thrown) {
    if (thrown instanceof Stop) return err(thrown.problem)
    throw thrown
  }
}

class Stop extends Error {
  readonly problem: ScanProblem
  constructor(problem: ScanProblem) {
    super(problem.reason)
    this.problem = problem
  }
}

class Scanner {
  private readonly text: string
  private at = 0
  private readonly stack: Frame[] = []
  private members: Member[] = []
  private nodes: Member[] = []
  private readonly losses: Loss[] = []

  constructor(text: string) {
    this.text = text
  }

  scan(): Scan {
    this.space()
    while (!this.value() || !this.close()) {}
    if (this.at < this.text.length) this.unexpected('the end')
    return { members: this.members, nodes: this.nodes, losses: this.losses }
  }

  /** Reads up to the end of a value, or into a container. True when a value has ended. */
  private value(): boolean {
    const char = this.text[this.at]
    if (char === '{' || char === '[') return this.open(char === '[')
    if (char === '"') this.string()
    else if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) this.number()
    else this.literal()
    return true
  }

  private open(isList: boolean): boolean {
    if (this.stack.length >= MAX_DEPTH) {
      this.stop('too_deep', `values are nested more than ${MAX_DEPTH} deep`)
    }
    this.stack.push({ isList, start: this.at, keys: new Set(), key: isList ? 0 : '', from: 0, value: 0 })
    if (this.stack.length === 2 && this.inNodes()) this.nodes = []
    this.at += 1
    this.space()
    if (this.text[this.at] === (isList ? ']' : '}')) {
      this.at += 1
      this.stack.pop()
      return true
    }
    this.member(isList)
    return false
  }

  /** After a value: on to the next member, or out of as many containers as end here. True at the very end. */
  private close(): boolean {
    for (;;) {
      const end = this.at
      this.space()
      const frame = this.stack.at(-1)
      if (!frame) return true
      this.remember(frame, end)
      const char = this.text[this.at]
      if (char === ',') {
        this.at += 1
        this.space()
        if (frame.isList) frame.key = Number(frame.key) + 1
        this.member(frame.isList)
        return false
      }
      if (char !== (frame.isList ? ']' : '}')) this.unexpected(frame.isList ? '"," or "]"' : '"," or "}"')
      this.at += 1
      this.stack.pop()
    }
  }

  /** Reads a record's key and colon, and notes where the member's value begins. */
  private member(isList: boolean): void {
    const frame = this.stack.at(-1)
    if (!frame) return
    frame.from = this.at
    if (!isList) {
      if (this.text[this.at] !== '"') this.unexpected('a key in double quotes')
      this.string()
      frame.key = String(JSON.parse(this.text.slice(frame.from, this.at)))
      if (frame.key === '__proto__')
        this.stop('key_not_allowed', 'the key "__proto__" is not allowed', frame.from)
      if (frame.keys.has(frame.key))
        this.losses.push({ code: 'duplicate_key', offset: frame.from, text: frame.key })
      frame.keys.add(frame.key)
      this.space()
      if (this.text[this.at] !== ':') this.unexpected('":"')
      this.at += 1
      this.space()
    }
    frame.value = this.at
  }

  private remember(frame: Frame, end: number): void {
    if (this.stack.length > 2) return
    const member = { key: frame.key, from: frame.from, start: frame.value, end }
    if (this.stack.length === 1) this.members.push(member)
    else if (this.inNodes()) this.nodes.push(member)
  }

  private inNodes(): boolean {
    return this.stack[0]?.isList === false && this.stack[0].key === 'nodes' && this.stack[1]?.isList === true
  }

  private string(): void {
    const { text } = this
    for (this.at += 1; ; this.at += 1) {
      const code = text.charCodeAt(this.at)
      if (code === QUOTE) break
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = this.at
        if (!ESCAPE.test(text)) this.stop('not_json', 'this is not an escape that JSON knows')
        this.at = ESCAPE.lastIndex - 1
      } else if (Number.isNaN(code)) this.stop('not_json', 'a text is not closed')
      else if (code < SPACE) this.stop('not_json', 'a text holds a control character: write it as an escape')
    }
    this.at += 1
  }

  private number(): void {
    NUMBER.lastIndex = this.at
    const written = NUMBER.exec(this.text)?.[0] ?? ''
    if (written === '') this.unexpected('a number')
    const value = Number(written)
    if (!Number.isFinite(value)) this.stop('number_too_large', `the number ${written} is too large`)
    if (!Number.isSafeInteger(value) && /^-?\d+$/.test(written) && BigInt(written) !== BigInt(value)) {
      this.losses.push({ code: 'number_rounded', offset: this.at, text: written })
    }
    this.at += written.length
  }

  private literal(): void {
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.at))
    if (literal === undefined) this.unexpected('a value')
    this.at += literal.length
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== SPACE && code !== 10 && code !== 13 && code !== 9) return
      this.at += 1
    }
  }

  private unexpected(wanted: string): never {
    const char = this.text.codePointAt(this.at)
    const found =
      char === undefined ? 'the text ends' : `there is ${JSON.stringify(String.fromCodePoint(char))}`
    return this.stop('not_json', `${wanted} is expected, but ${found}`)
  }

  private stop(code: ScanProblem['code'], reason: string, offset = this.at): never {
    throw new Stop({ code, offset, reason })
  }
}

/** The line and column of a place in a text, both from 1, for people. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`
}
