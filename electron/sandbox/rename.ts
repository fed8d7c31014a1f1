import type { Node, Program } from 'acorn'
import type { Reference } from 'eslint-scope'
import { fail } from '#shared/base/errors.ts'
import { freeReferences, walk } from './names.ts'
import { parseText } from './text.ts'

/** Old name → new name. */
export type Renames = ReadonlyMap<string, string>

/** A piece of the text, by character, and what comes in its place. */
export interface Replacement {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** What a span of the parsed text is; acorn's nodes have both, the scope's identifiers `range` only by their type. */
interface Span {
  readonly start: number
  readonly end: number
}

const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u

/**
 * The expression with its inputs called by other names: where they stand free by the language's scope rules, and as
 * parts of `inputs`. Comments, texts and fields of the same name stay. Where a local name would catch the new one, it
 * is written as a part of `inputs`. Errors: `expression_failed` (does not parse), `name_used`.
 */
export function renameInputs(source: string, names: Renames): string {
  const { program, text, offset } = parseText(source, 'expression')
  const references = freeReferences(program)
  const shorthand = shorthandValues(program)
  const wholes = new Set<number>()
  const found: Replacement[] = []
  for (const reference of references) {
    const { name } = reference.identifier
    const span = spanOf(reference.identifier)
    if (name === 'inputs') wholes.add(span.start)
    const next = names.get(name)
    if (next === undefined) continue
    const written = IDENTIFIER.test(next) && !isCaught(reference, next) ? next : partOfInputs(next)
    found.push({
      from: span.start,
      to: span.end,
      text: shorthand.has(span.start) ? `${name}: ${written}` : written,
    })
  }
  refuseTaken(references, names)
  for (const part of partsOf(program, wholes)) {
    const next = names.get(part.name)
    if (next !== undefined) found.push({ from: part.from, to: part.to, text: part.write(next) })
  }
  return replaced(text, found).slice(offset, text.endsWith('\n)') ? -2 : undefined)
}

/** Text with pieces replaced; they do not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  return [...replacements]
    .sort((a, b) => b.from - a.from)
    .reduce((at, { from, to, text: piece }) => at.slice(0, from) + piece + at.slice(to), text)
}

const partOfInputs = (name: string): string =>
  IDENTIFIER.test(name) ? `inputs.${name}` : `inputs[${JSON.stringify(name)}]`

/** A name of the library that the text uses would be hidden by an input that is now called so. */
function refuseTaken(references: readonly Reference[], names: Renames): void {
  for (const { identifier } of references) {
    for (const [, next] of names) {
      if (identifier.name === next && !names.has(next))
        fail('name_used', `"${next}" already means something else there: choose another name.`, {
          name: next,
        })
    }
  }
}

/** Whether a name written where the reference stands would mean a local of the text. */
function isCaught(reference: Reference, name: string): boolean {
  for (let scope: Reference['from'] | null = reference.from; scope; scope = scope.upper) {
    if (scope.set.has(name)) return true
  }
  return false
}

/** Where `{a}` stands for `{a: a}`. */
function shorthandValues(program: Program): Set<number> {
  const starts = new Set<number>()
  walk(program, (node) => {
    if (node.type !== 'ObjectExpression' || !('properties' in node) || !Array.isArray(node.properties)) return
    for (const property of node.properties) if (property.shorthand === true) starts.add(property.value.start)
  })
  return starts
}

interface Part extends Pick<Replacement, 'from' | 'to'> {
  readonly name: string
  write(next: string): string
}

/** `inputs.a` and `inputs['a']`, for the places where `inputs` is the record of all inputs. */
function partsOf(program: Program, wholes: ReadonlySet<number>): Part[] {
  const parts: Part[] = []
  walk(program, (node) => {
    if (node.type !== 'MemberExpression') return
    const { object, property, computed, optional } = node as Node & {
      object: Node
      property: Node & { name?: unknown; value?: unknown }
      computed: boolean
      optional: boolean
    }
    if (object.type !== 'Identifier' || !wholes.has(object.start)) return
    if (computed) {
      const { value } = property
      if (typeof value !== 'string') return
      parts.push({
        name: value,
        from: property.start,
        to: property.end,
        write: (next) => JSON.stringify(next),
      })
    } else if (typeof property.name === 'string') {
      const dot = optional ? '?.' : ''
      parts.push({
        name: property.name,
        from: object.end,
        to: property.end,
        write: (next) => (IDENTIFIER.test(next) ? `${dot || '.'}${next}` : `${dot}[${JSON.stringify(next)}]`),
      })
    }
  })
  return parts
}

function spanOf(identifier: Reference['identifier']): Span {
  const [start, end] = identifier.range ?? [0, 0]
  return { start, end }
}
