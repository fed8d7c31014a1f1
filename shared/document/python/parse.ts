import { refuse } from './refused.ts'
import { type Token, tokenize } from './tokens.ts'
import { COMPARISONS, type Comparison, type Expression } from './tree.ts'

/** Brackets and signs within each other; more would be no condition and would cost stack. */
const MAX_DEPTH = 60

const KEYWORDS: ReadonlySet<string> = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
)
const CONSTANTS = new Map<string, null | boolean>([
  ['None', null],
  ['True', true],
  ['False', false],
])

/** Binary operators by how tightly they bind, loosest first; all group to the left. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
]

/** Reads one Python expression by Python's grammar. Throws `Refused` where it is none, or more than we read. */
export function parsePython(source: string): Expression {
  const parser = new Parser(tokenize(source))
  const expression = parser.whole()
  return expression
}

class Parser {
  private readonly tokens: readonly Token[]
  private next = 0
  private depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  whole(): Expression {
    const expression = this.expressions('end')
    if (this.token.kind !== 'end') this.unexpected()
    return expression
  }

  private get token(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: '', at: 0 }
  }

  private is(text: string): boolean {
    const { kind } = this.token
    return this.token.text === text && (kind === 'operator' || kind === 'name')
  }

  /** Takes the token if it is this sign or word. */
  private take(text: string): Token | null {
    const { token } = this
    if (!this.is(text)) return null
    this.next += 1
    return token
  }

  private expect(text: string): void {
    if (!this.take(text)) this.unexpected(`"${text}"`)
  }

  private unexpected(wanted?: string): never {
    const { token } = this
    const found = token.kind === 'end' ? 'the condition ends' : `there is ${JSON.stringify(token.text)}`
    return refuse(wanted ? `${wanted} is expected, but ${found}` : `${found} where it can't be`, token.at)
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > MAX_DEPTH) refuse('the condition is nested too deeply', this.token.at)
    const result = read()
    this.depth -= 1
    return result
  }

  /** One expression, or several with commas: a tuple. */
  private expressions(until: string): Expression {
    const { at } = this.token
    const first = this.expression()
    if (!this.is(',')) return first
    return { kind: 'tuple', items: this.items(until, [first]), at }
  }

  /** The rest of a list of expressions, up to but not including the closing sign. */
  private items(until: string, items: Expression[] = []): Expression[] {
    const atEnd = (): boolean => this.is(until) || this.token.kind === 'end'
    if (items.length > 0 && !this.take(',')) return items
    while (!atEnd()) {
      items.push(this.expression())
      this.refuseComprehension()
      if (!this.take(',')) break
    }
    return items
  }

  private refuseComprehension(): void {
    if (this.is('for') || this.is('async')) refuse('comprehensions are not carried over', this.token.at)
    if (this.is(':=')) refuse('":=" is not carried over', this.token.at)
  }

  private expression(): Expression {
    return this.deeper(() => {
      const { at } = this.token
      if (this.is('lambda')) refuse('lambda is not carried over', at)
      if (this.is('*') || this.is('**')) refuse('unpacking with * is not carried over', at)
      const then = this.disjunction()
      if (!this.take('if')) return then
      const test = this.disjunction()
      this.expect('else')
      return { kind: 'choice', test, then, otherwise: this.expression(), at }
    })
  }

  private disjunction(): Expression {
    return this.joined('or', () => this.joined('and', () => this.inversion()))
  }

  private joined(word: 'and' | 'or', part: () => Expression): Expression {
    const { at } = this.token
    const first = part()
    if (!this.is(word)) return first
    const parts = [first]
    while (this.take(word)) parts.push(part())
    return { kind: word, parts, at }
  }

  private inversion(): Expression {
    const not = this.take('not')
    return not ? { kind: 'not', of: this.deeper(() => this.inversion()), at: not.at } : this.comparison()
  }

  private comparison(): Expression {
    const { at } = this.token
    const first = this.binary(0)
    const rest: Comparison[] = []
    for (let sign = this.comparisonSign(); sign; sign = this.comparisonSign()) {
      rest.push({ ...sign, right: this.binary(0) })
    }
    return rest.length > 0 ? { kind: 'compare', first, rest, at } : first
  }

  private comparisonSign(): Omit<Comparison, 'right'> | null {
    const { at } = this.token
    if (this.take('not')) {
      this.expect('in')
      return { sign: 'not in', at }
    }
    if (this.take('is')) return { sign: this.take('not') ? 'is not' : 'is', at }
    const sign = COMPARISONS.find((candidate) => this.is(candidate))
    if (!sign) return null
    this.next += 1
    return { sign, at }
  }

  private binary(level: number): Expression {
    const signs = LEVELS[level]
    if (!signs) return this.factor()
    let left = this.binary(level + 1)
    for (;;) {
      const { at } = this.token
      const sign = signs.find((candidate) => this.is(candidate))
      if (!sign) return left
      this.next += 1
      left = { kind: 'binary', sign, left, right: this.binary(level + 1), at }
    }
  }

  private factor(): Expression {
    const token = this.take('+') ?? this.take('-') ?? this.take('~')
    if (token) {
      const sign = token.text === '+' ? '+' : token.text === '-' ? '-' : '~'
      return { kind: 'unary', sign, of: this.deeper(() => this.factor()), at: token.at }
    }
    // A power binds tighter than the sign before it, and less tightly than the one after it.
    const base = this.primary()
    const power = this.take('**')
    if (!power) return base
    return { kind: 'binary', sign: '**', left: base, right: this.deeper(() => this.factor()), at: power.at }
  }

  private primary(): Expression {
    let at = this.token.at
    let expression = this.atom()
    for (;;) {
      at = this.token.at
      if (this.take('.')) {
        const { token } = this
        if (token.kind !== 'name' || KEYWORDS.has(token.text)) this.unexpected('a name')
        this.next += 1
        expression = { kind: 'attribute', of: expression, name: token.text, at }
      } else if (this.take('(')) {
        expression = { kind: 'call', of: expression, args: this.args(), at }
      } else if (this.take('[')) {
        expression = this.subscript(expression, at)
        this.expect(']')
      } else return expression
    }
  }

  private args(): Expression[] {
    const args: Expression[] = []
    while (!this.is(')')) {
      args.push(this.expression())
      this.refuseComprehension()
      if (this.is('=')) refuse('arguments by name are not carried over', this.token.at)
      if (!this.take(',')) break
    }
    this.expect(')')
    return args
  }

  private subscript(of: Expression, at: number): Expression {
    const bounds: (Expression | null)[] = []
    let key: Expression | null = null
    for (;;) {
      key = this.is(':') || this.is(']') ? null : this.expression()
      bounds.push(key)
      if (bounds.length === 3 || !this.take(':')) break
    }
    if (this.is(',')) refuse('several indices at once are not carried over', this.token.at)
    if (bounds.length > 1) return { kind: 'slice', of, bounds, at }
    return key ? { kind: 'index', of, key, at } : this.unexpected('an index')
  }

  private atom(): Expression {
    const { token } = this
    const { at } = token
    if (token.kind === 'text') return this.texts()
    if (token.kind === 'number') {
      this.next += 1
      return { kind: 'literal', value: token.value, isFloat: token.isFloat, at }
    }
    if (token.kind === 'name' && !KEYWORDS.has(token.text)) {
      this.next += 1
      const constant = CONSTANTS.get(token.text)
      return constant === undefined
        ? { kind: 'name', name: token.text, at }
        : { kind: 'literal', value: constant, at }
    }
    if (this.take('(')) return this.parenthesis(at)
    if (this.take('[')) {
      const items = this.items(']')
      this.expect(']')
      return { kind: 'list', items, at }
    }
    if (this.take('{')) return this.braces(at)
    if (this.is('await') || this.is('yield')) refuse(`${token.text} is not carried over`, at)
    return this.unexpected()
  }

  /** Texts side by side are one. */
  private texts(): Expression {
    const { at } = this.token
    let value = ''
    for (let { token } = this; token.kind === 'text'; token = this.token) {
      value += token.value
      this.next += 1
    }
    return { kind: 'literal', value, at }
  }

  private parenthesis(at: number): Expression {
    if (this.take(')')) return { kind: 'tuple', items: [], at }
    if (this.is('yield')) refuse('yield is not carried over', this.token.at)
    const inner = this.expressions(')')
    this.refuseComprehension()
    this.expect(')')
    return inner
  }

  private braces(at: number): Expression {
    if (this.take('}')) return { kind: 'dict', items: [], at }
    const first = this.expression()
    this.refuseComprehension()
    if (!this.is(':')) {
      const items = this.items('}', [first])
      this.expect('}')
      return { kind: 'set', items, at }
    }
    const items: [Expression, Expression][] = []
    for (let key = first; ; key = this.expression()) {
      this.expect(':')
      items.push([key, this.expression()])
      this.refuseComprehension()
      if (!this.take(',') || this.is('}')) break
    }
    this.expect('}')
    return { kind: 'dict', items, at }
  }
}
