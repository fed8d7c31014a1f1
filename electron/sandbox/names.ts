import type { Node, Program } from 'acorn'
import { analyze, type Reference } from 'eslint-scope'
import { fail } from '#shared/base/errors.ts'

/** Line and column in the user's text, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where a node stands in the user's text; parsed text has one line before it. */
function placeOf(node: { readonly loc?: Node['loc'] }): Place {
  return { line: (node.loc?.start.line ?? 2) - 1, column: (node.loc?.start.column ?? 0) + 1 }
}

/**
 * The names that the text uses without declaring them, by the language's own scope rules. Assigning to one is refused:
 * inputs can't be changed. Error: `expression_failed`.
 */
export function freeNames(program: Program): Map<string, Place> {
  const free = new Map<string, Place>()
  for (const reference of freeReferences(program)) {
    const { name } = reference.identifier
    const place = placeOf(reference.identifier as { readonly loc?: Node['loc'] })
    if (reference.isWrite()) {
      fail('expression_failed', `"${name}" can't be changed here. To compare, write == with two signs.`, {
        ...place,
      })
    }
    if (!free.has(name)) free.set(name, place)
  }
  return free
}

/** Every use of a name that the text does not declare, by the language's own scope rules. */
export function freeReferences(program: Program): readonly Reference[] {
  // The parser's tree is an ESTree; the two packages only spell their types differently.
  const tree = program as unknown as Parameters<typeof analyze>[0]
  return analyze(tree, { ecmaVersion: 2024, sourceType: 'module' }).globalScope?.through ?? []
}

/** Text without these words has none of the syntax that {@link refuseForbiddenSyntax} looks for. */
const SUSPICIOUS = /\b(?:async|await|export|import)\b/

/**
 * Code that runs after its evaluation has ended would belong to no node, and modules lie outside: neither is possible.
 * Error: `expression_failed`.
 */
export function refuseForbiddenSyntax(program: Program, source: string, kind: string): void {
  if (!SUSPICIOUS.test(source)) return
  walk(program, (node) => {
    if (/^(?:Import|Export)/.test(node.type) || (node.type === 'MetaProperty' && !isNewTarget(node))) {
      fail('expression_failed', `Nothing can be imported or exported: use what the ${kind} has by name.`, {
        ...placeOf(node),
      })
    }
    if (
      node.type === 'AwaitExpression' ||
      ('async' in node && node.async) ||
      ('await' in node && node.await)
    ) {
      fail(
        'expression_failed',
        `"async" and "await" are not possible: the ${kind} gives its result at once.`,
        {
          ...placeOf(node),
        },
      )
    }
  })
}

function isNewTarget(node: Node): boolean {
  return 'meta' in node && isNode(node.meta) && 'name' in node.meta && node.meta.name === 'new'
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Calls `visit` for every node of a tree, parents first. */
export function walk(root: Node, visit: (node: Node) => void): void {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node)
    for (const part of Object.values(node)) {
      for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) stack.push(child)
    }
  }
}
