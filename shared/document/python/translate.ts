import { err, ok, type Result } from '../../base/result.ts'
import { PY_METHODS } from '../../operation/python/access.ts'
import { PYTHON_FUNCTIONS, type PythonFunction } from '../../operation/python/index.ts'
import { parsePython } from './parse.ts'
import { Refused, refuse } from './refused.ts'
import type { Comparison, Expression } from './tree.ts'

/** What a name of the condition is here. */
export type Meaning =
  /** JavaScript for it. */
  | { readonly js: string }
  /** Why it can't be carried over. */
  | { readonly refused: string }

export interface Translation {
  /** A JavaScript expression that gives true or false where Python's `bool(…)` of the condition does. */
  readonly js: string
  /** Names that nothing gives: reaching one is an error at run time, there as here. */
  readonly unknown: readonly { readonly name: string; readonly offset: number }[]
}

/** JavaScript, and what is known of its value before it runs; `literal` where it is a constant. */
interface Js {
  readonly js: string
  readonly kind: 'boolean' | 'number' | 'text' | 'any'
  readonly literal?: null | boolean | number | string
  readonly isFloat?: boolean | undefined
  /** An operator is outermost: brackets are needed around it within another. */
  readonly loose?: boolean
}

/**
 * A Python condition as JavaScript. Operators whose meaning differs become calls of `shared/operation/python`; plain
 * JavaScript is used where the two languages agree on every value. What can't be carried over exactly is refused, with
 * its offset. `meaningOf` gives the meaning of the names that the condition has, undefined for others.
 */
export function translatePython(
  source: string,
  meaningOf: (name: string) => Meaning | undefined,
): Result<Translation, { reason: string; offset: number }> {
  try {
    const translator = new Translator(meaningOf)
    const js = translator.truth(parsePython(source)).js
    return ok({ js, unknown: translator.unknown })
  } catch (thrown) {
    if (thrown instanceof Refused) return err({ reason: thrown.message, offset: thrown.offset })
    throw thrown
  }
}

const BINARY: Readonly<Record<string, [PythonFunction, Js['kind']]>> = {
  '+': ['pyAdd', 'any'],
  '-': ['pySubtract', 'number'],
  '*': ['pyMultiply', 'any'],
  '/': ['pyDivide', 'number'],
  '//': ['pyFloorDivide', 'number'],
  '%': ['pyModulo', 'number'],
  '**': ['pyPower', 'number'],
}

const ORDER: Readonly<Record<string, PythonFunction>> = {
  '<': 'pyLess',
  '<=': 'pyLessEqual',
  '>': 'pyGreater',
  '>=': 'pyGreaterEqual',
}

function call(name: PythonFunction, kind: Js['kind'], ...args: readonly Js[]): Js {
  return { js: `${name}(${args.map((arg) => arg.js).join(', ')})`, kind }
}

const within = (part: Js): string => (part.loose ? `(${part.js})` : part.js)
const isNumber = (part: Js): boolean => part.kind === 'number'

class Translator {
  readonly unknown: { name: string; offset: number }[] = []
  private readonly meaningOf: (name: string) => Meaning | undefined
  /** Names of ours for values that are used twice and computed once. */
  private held = 0

  constructor(meaningOf: (name: string) => Meaning | undefined) {
    this.meaningOf = meaningOf
  }

  /** The expression as `bool()` takes it: where only its truth counts, `and` and `or` are JavaScript's own. */
  truth(expression: Expression): Js {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return this.joined(
          expression.kind,
          expression.parts.map((part) => this.truth(part)),
        )
      case 'not':
        return not(this.truth(expression.of))
      case 'choice':
        return this.choice(expression.test, this.truth(expression.then), this.truth(expression.otherwise))
      default: {
        const value = this.value(expression)
        return value.kind === 'boolean' ? value : call('pyTruthy', 'boolean', value)
      }
    }
  }

  private value(expression: Expression): Js {
    switch (expression.kind) {
      case 'literal':
        return { ...literal(expression.value), isFloat: expression.isFloat }
      case 'name':
        return this.name(expression.name, expression.at)
      case 'list':
        return { js: `[${expression.items.map((item) => this.value(item).js).join(', ')}]`, kind: 'any' }
      case 'dict':
        return this.dict(expression.items)
      case 'and':
      case 'or':
        return this.operands(expression.kind, expression.parts)
      case 'not':
        return this.truth(expression)
      case 'unary':
        return this.unary(expression.sign, expression.of, expression.at)
      case 'binary':
        return this.binary(expression)
      case 'compare':
        return this.compare(this.value(expression.first), expression.rest)
      case 'choice':
        return this.choice(expression.test, this.value(expression.then), this.value(expression.otherwise))
      case 'index':
        return call('pyIndex', 'any', this.value(expression.of), this.value(expression.key))
      case 'slice': {
        const bounds = [0, 1, 2].map((i) => this.optional(expression.bounds[i]))
        return call('pySlice', 'any', this.value(expression.of), ...bounds)
      }
      case 'call':
        return this.call(expression.of, expression.args, expression.at)
      case 'attribute':
        return refuse(`the attribute ".${expression.name}" is not carried over`, expression.at)
      case 'tuple':
      case 'set':
        return refuse(`a ${expression.kind} is carried over only after "in"`, expression.at)
    }
  }

  private name(name: string, offset: number): Js {
    const meaning = this.meaningOf(name)
    if (!meaning) {
      this.unknown.push({ name, offset })
      return call('pyUnknown', 'any', literal(name))
    }
    return 'js' in meaning ? { js: meaning.js, kind: 'any' } : refuse(meaning.refused, offset)
  }

  private dict(items: readonly (readonly [Expression, Expression])[]): Js {
    const members = items.map(([key, value]) => {
      if (key.kind !== 'literal' || typeof key.value !== 'string') {
        return refuse('a record is carried over only with texts for keys', key.at)
      }
      // In brackets, so that "__proto__" is a key like any other.
      return `[${JSON.stringify(key.value)}]: ${this.value(value).js}`
    })
    return { js: `({ ${members.join(', ')} })`, kind: 'any' }
  }

  private optional(expression: Expression | null | undefined): Js {
    return expression ? this.value(expression) : literal(null)
  }

  private joined(word: 'and' | 'or', parts: readonly Js[]): Js {
    return { js: parts.map(within).join(word === 'and' ? ' && ' : ' || '), kind: 'boolean', loose: true }
  }

  /** The value of `a and b and c` is that of one of them. Of booleans, JavaScript's operators say the same. */
  private operands(word: 'and' | 'or', parts: readonly Expression[]): Js {
    const values = parts.map((part) => this.value(part))
    if (values.every(({ kind }) => kind === 'boolean')) return this.joined(word, values)
    return values.reduceRight((rest, left) => ({
      js: `${word === 'and' ? 'pyAnd' : 'pyOr'}(${left.js}, () => ${rest.js})`,
      kind: 'any',
    }))
  }

  private choice(test: Expression, then: Js, otherwise: Js): Js {
    const kind = then.kind === otherwise.kind ? then.kind : 'any'
    return { js: `${within(this.truth(test))} ? ${within(then)} : ${within(otherwise)}`, kind, loose: true }
  }

  private unary(sign: '+' | '-' | '~', of: Expression, at: number): Js {
    const value = this.value(of)
    if (sign === '~') return refuse('the sign "~" is not carried over', at)
    if (typeof value.literal === 'number') return literal(sign === '-' ? 0 - value.literal : value.literal)
    return call(sign === '-' ? 'pyNegate' : 'pyPlus', 'number', value)
  }

  private binary({ sign, left, right, at }: Extract<Expression, { kind: 'binary' }>): Js {
    const [a, b] = [this.value(left), this.value(right)]
    const known = BINARY[sign]
    if (known) {
      if (sign === '%' && a.kind === 'text') refuse('formatting with "%" is not carried over', at)
      // A text or list can be repeated 2 times, but not 2.0 times: here both are one number.
      if (sign === '*' && (a.isFloat || b.isFloat)) return call('pyMultiply', 'number', number(a), number(b))
      return call(known[0], known[1], a, b)
    }
    if ('&|^'.includes(sign) && a.kind === 'boolean' && b.kind === 'boolean') {
      // Unlike `and` and `or`, these always evaluate both sides.
      const js = sign === '^' ? 'a !== b' : sign === '&' ? 'a && b' : 'a || b'
      return { js: `((a, b) => ${js})(${a.js}, ${b.js})`, kind: 'boolean' }
    }
    return refuse(
      `the sign "${sign}" is not carried over${'&|^'.includes(sign) ? ' but for comparisons' : ''}`,
      at,
    )
  }

  /** `a < b < c` is `a < b and b < c` with `b` computed once. */
  private compare(first: Js, rest: readonly Comparison[]): Js {
    const [comparison, ...others] = rest
    if (!comparison) return first
    if (others.length === 0) return this.comparison(first, comparison)
    const right = this.operand(comparison)
    if (right.literal !== undefined || /^[\w$]+$/.test(right.js)) {
      return this.joined('and', [this.comparison(first, comparison, right), this.compare(right, others)])
    }
    this.held += 1
    const held: Js = { js: `$${this.held}`, kind: right.kind }
    const both = this.joined('and', [this.comparison(first, comparison, held), this.compare(held, others)])
    return { js: `((${held.js}) => ${both.js})(${right.js})`, kind: 'boolean' }
  }

  /** The right side of a comparison. After `in`, tuples and sets are lists. */
  private operand({ sign, right }: Comparison): Js {
    if ((sign === 'in' || sign === 'not in') && (right.kind === 'tuple' || right.kind === 'set')) {
      return { js: `[${right.items.map((item) => this.value(item).js).join(', ')}]`, kind: 'any' }
    }
    return this.value(right)
  }

  private comparison(left: Js, comparison: Comparison, right = this.operand(comparison)): Js {
    const { sign, at } = comparison
    switch (sign) {
      case '==':
      case '!=':
        return equal(left, right, sign === '==')
      case 'in':
        return call(comparison.right.kind === 'set' ? 'pyInSet' : 'pyIn', 'boolean', left, right)
      case 'not in':
        return not(this.comparison(left, { ...comparison, sign: 'in' }, right))
      case 'is':
      case 'is not': {
        const fixed = [left, right].some((part) => part.literal === null || typeof part.literal === 'boolean')
        if (!fixed) refuse(`"${sign}" is carried over only for None, True and False: write == or !=`, at)
        return same(left, sign === 'is' ? '===' : '!==', right)
      }
      default: {
        if (isNumber(left) && isNumber(right)) {
          return { js: `${within(left)} ${sign} ${within(right)}`, kind: 'boolean', loose: true }
        }
        return call(ORDER[sign] ?? 'pyLess', 'boolean', left, right)
      }
    }
  }

  private call(of: Expression, args: readonly Expression[], at: number): Js {
    // A name that is not known fails before its arguments are looked at.
    if (of.kind === 'name' && !this.meaningOf(of.name)) return this.name(of.name, of.at)
    if (of.kind !== 'attribute') return refuse('calls are not carried over', at)
    const counts = PY_METHODS[of.name]
    if (!counts) return refuse(`the method ".${of.name}()" is not carried over`, of.at)
    if (args.length < counts[0] || args.length > counts[1]) {
      refuse(`".${of.name}()" is not carried over with ${args.length} arguments`, of.at)
    }
    return call('pyMethod', 'any', literal(of.name), this.value(of.of), ...args.map((arg) => this.value(arg)))
  }
}

const number = (part: Js): Js => (isNumber(part) ? part : call('pyPlus', 'number', part))

function literal(value: null | boolean | number | string): Js {
  const type = typeof value
  const kind = type === 'boolean' || type === 'number' ? type : type === 'string' ? 'text' : 'any'
  return { js: JSON.stringify(value), kind, literal: value }
}

/** A constant that `===` compares as Python does: a text, nothing, or a number that no boolean equals. */
function isPlain({ literal: value }: Js): boolean {
  return (
    value === null || typeof value === 'string' || (typeof value === 'number' && value !== 0 && value !== 1)
  )
}

function same(left: Js, sign: '===' | '!==', right: Js): Js {
  return { js: `${within(left)} ${sign} ${within(right)}`, kind: 'boolean', loose: true }
}

function equal(left: Js, right: Js, wanted: boolean): Js {
  if (isPlain(left) || isPlain(right) || (isNumber(left) && isNumber(right))) {
    return same(left, wanted ? '===' : '!==', right)
  }
  return wanted ? call('pyEquals', 'boolean', left, right) : not(call('pyEquals', 'boolean', left, right))
}

const not = (part: Js): Js => ({ js: `!${within(part)}`, kind: 'boolean' })

/** Whether a name is one of those that translations call: an input of that name would stand in the way. */
export const isPythonFunction = (name: string): boolean => Object.hasOwn(PYTHON_FUNCTIONS, name)
