import { type Comment, type Options, parse, type Token, tokTypes } from 'acorn'
import { fail } from '#shared/base/errors.ts'
import { walk } from './names.ts'

/**
 * What SES refuses anywhere in a text, even in strings and comments, because it does not parse: `import`, and the one
 * character of `<!--` and of `-->` that makes it so (they can overlap).
 */
const FORBIDDEN = /(?<=<)!(?=--)|(?<=--)>|\bimport\b/g

const ESCAPED: Readonly<Record<string, string>> = { '!': '\\x21', '>': '\\x3e', import: 'i\\x6dport' }
const SPACED: Readonly<Record<string, string>> = { '!': ' ! ', '>': ' >' }

/**
 * Writes text that SES refuses so that it means the same and is let through: comments become blanks; within texts,
 * templates and regular expressions one character is written as an escape; between operators there is a space.
 * An `import` that is code has been refused before. Lines stay; columns after such a place may shift.
 */
export function evadeForbiddenText(text: string, options: Options, kind: string): string {
  if (text.search(FORBIDDEN) < 0) return text
  const tokens: Token[] = []
  const comments: Comment[] = []
  const program = parse(text, { ...options, onToken: tokens, onComment: comments })
  walk(program, (node) => {
    if (node.type === 'TaggedTemplateExpression') {
      fail(
        'expression_failed',
        `The ${kind} has "import", "<!--" or "-->" beside a tagged template: use quotes instead.`,
      )
    }
  })
  const literals = tokens.filter((token) => LITERALS.has(token.type))
  const blanked = comments.reduce(
    (at, { start, end }) => at.slice(0, start) + at.slice(start, end).replace(/[^\n]/g, ' ') + at.slice(end),
    text,
  )
  return blanked.replace(FORBIDDEN, (found, offset: number) => {
    const literal = literals.some((token) => token.start <= offset && offset < token.end)
    return (literal ? ESCAPED[found] : SPACED[found]) ?? found
  })
}

const LITERALS = new Set([tokTypes.string, tokTypes.template, tokTypes.regexp])
