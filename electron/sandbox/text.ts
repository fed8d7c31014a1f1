import { type Options, type Program, parse } from 'acorn'
import { fail } from '#shared/base/errors.ts'
import { evadeForbiddenText } from './evade.ts'
import { freeNames, type Place, refuseForbiddenSyntax } from './names.ts'

export type TextKind = 'expression' | 'script'

/** The user's text, parsed and checked: safe to place into a function body. */
export interface CheckedText {
  /** What is to be evaluated: the user's lines, with one line before and one after them. */
  readonly code: string
  /** Names that the text uses and does not declare, with where each is first used. */
  readonly free: ReadonlyMap<string, Place>
}

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'module', // strict, and without the script goal's HTML-like comments
  locations: true,
  ranges: true,
  preserveParens: true,
}

/**
 * Parses the user's text. An expression is parsed within the parentheses in which it will be evaluated, so that text
 * which closes them and goes on (`1); (2`) is seen as what it is and refused. Error: `expression_failed`.
 */
export function checkText(source: string, kind: TextKind): CheckedText {
  try {
    return check(source, kind)
  } catch (error) {
    // The parser and what walks its tree recurse.
    if (error instanceof RangeError) fail('expression_failed', `The ${kind} is nested too deeply to be read.`)
    throw error
  }
}

function check(source: string, kind: TextKind): CheckedText {
  if (kind === 'expression' && source.trim() === '') {
    fail('expression_failed', 'The expression is empty: write what it should give.')
  }
  const { program, text, options } = parseText(source, kind)
  if (kind === 'expression' && !isOneExpression(program, text)) {
    fail('expression_failed', 'This is more than one expression: write a single one, without semicolons.')
  }
  refuseForbiddenSyntax(program, source, kind)
  return { code: evadeForbiddenText(text, options, kind), free: freeNames(program) }
}

/** The tree of the user's text; `text` is what was parsed, in which the user's begins at `offset`. Error: `expression_failed`. */
export function parseText(
  source: string,
  kind: TextKind,
): { program: Program; text: string; offset: number; options: Options } {
  const text = kind === 'expression' ? `(\n${source}\n)` : `\n${source}\n`
  const options = { ...OPTIONS, allowReturnOutsideFunction: kind === 'script' }
  try {
    return { program: parse(text, options), text, offset: kind === 'expression' ? 2 : 1, options }
  } catch (error) {
    return syntaxFailure(error, source, kind)
  }
}

function isOneExpression(program: Program, text: string): boolean {
  const [statement, ...more] = program.body
  if (statement?.type !== 'ExpressionStatement' || more.length > 0) return false
  return statement.expression.type === 'ParenthesizedExpression' && statement.expression.end === text.length
}

const STATEMENT = /^\s*(return|const|let|var|if|for|while|do|switch|throw|try)\b/

function syntaxFailure(error: unknown, source: string, kind: TextKind): never {
  if (!(error instanceof SyntaxError) || !('loc' in error)) throw error
  if (error.message.includes('stack space')) {
    fail('expression_failed', `The ${kind} is nested too deeply to be read.`)
  }
  const { line, column } = error.loc as Place
  const lines = source.split('\n')
  const statement = kind === 'expression' ? STATEMENT.exec(source)?.[1] : undefined
  if (statement) {
    fail(
      'expression_failed',
      `"${statement}" begins a statement, and an expression has none: write only what it should give, or use a script.`,
      { line: 1, column: 1 },
    )
  }
  if (kind === 'expression' && /;\s*$/.test(source)) {
    fail('expression_failed', 'An expression has no semicolon: take it away.', placeOfEnd(lines))
  }
  if (line > lines.length + 1) {
    fail(
      'expression_failed',
      `The ${kind} ends too early: something is not closed or missing.`,
      placeOfEnd(lines),
    )
  }
  const reason = error.message.replace(/ \(\d+:\d+\)$/, '')
  fail(
    'expression_failed',
    `The ${kind} can't be read at line ${line - 1}, column ${column + 1}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
    { line: line - 1, column: column + 1 },
  )
}

function placeOfEnd(lines: readonly string[]): { line: number; column: number } {
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
