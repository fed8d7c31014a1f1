import type { Renames } from '#electron/sandbox/rename.ts'
import { renameInputs } from '#electron/sandbox/rename.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { type ChainNode, operationIdOf, SINGLE_INPUT } from '#shared/chain/schema.ts'
import type { FieldMeta } from '#shared/operation/field.ts'
import { formOf } from '#shared/operation/form.ts'
import { registry } from '#shared/operation/registry.ts'
import { mapTexts } from '#shared/operation/texts.ts'
import { splitTemplate } from './template.ts'

/** A node whose inputs get other names, with the edges that feed it, under the old ones. */
export interface Consumer {
  readonly node: Pick<ChainNode, 'type' | 'operation' | 'config'>
  readonly sources: readonly { readonly nodeId: string; readonly port: string }[]
}

/** SQL with its inputs called by other names, null where it does not parse: `renameInSql`. */
export type RenameSql = (
  sql: string,
  names: { readonly tables: Renames; readonly values: Renames },
) => Promise<string | null>

export interface RenamedConfig {
  readonly config: JsonRecord
  /** Some text could not be read, and stays as it was. */
  readonly unread: boolean
}

const OPERANDS: ReadonlySet<FieldMeta['widget']> = new Set(['operand', 'input', 'inputs'])

/**
 * A config in which inputs go by other names: in expressions, templates and SQL by the rules of each language, in
 * fields that name inputs where they stand alone or begin a path. Error: `name_used`, where an expression uses the new
 * name for something else.
 */
export async function renameInConfig(
  { node, sources }: Consumer,
  names: Renames,
  renameSql: RenameSql,
): Promise<RenamedConfig> {
  const spec = registry(operationIdOf(node))
  const own = narrowed(names, new Set(sources.map(({ nodeId }) => nodeId)))
  if (!spec || own.size === 0) return { config: node.config, unread: false }
  const fields = formOf(spec)
  const valued = sources.filter(({ port }) => port !== SINGLE_INPUT).map(({ nodeId }) => nodeId)
  const values = narrowed(own, new Set(valued))
  let unread = false

  const texts = new Set<string>()
  mapTexts(fields, node.config, (text, { widget }) => {
    if (widget === 'sql' && text.trim() !== '') texts.add(text)
    return text
  })
  const queries = new Map<string, string>()
  for (const text of texts) {
    const renamed = await renameSql(text, { tables: own, values })
    if (renamed === null) unread = true
    else queries.set(text, renamed)
  }

  const expression = (text: string, hidden: readonly string[] = []): string => {
    const known = new Map([...own].filter(([name]) => !hidden.includes(name)))
    const whole = known.get(text.trim())
    if (whole !== undefined) return whole
    try {
      return renameInputs(text, known)
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || thrown.code !== 'expression_failed') throw thrown
      unread = true
      return text
    }
  }
  const template = (text: string): string => {
    if (!text.includes('{{')) return text
    try {
      return splitTemplate(text)
        .map((part, i) => (i % 2 === 0 ? part : `{{${expression(part)}}}`))
        .join('')
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || thrown.code !== 'template_unclosed') throw thrown
      unread = true
      return text
    }
  }

  const config = mapTexts(fields, node.config, (text, meta) => {
    const { widget } = meta
    if (widget === 'sql') return queries.get(text) ?? text
    if (widget === 'expression') return text.trim() === '' ? text : expression(text, meta.names)
    if (OPERANDS.has(widget) || meta.namesInput) return renamedPath(text, own) ?? template(text)
    return widget === 'template' || widget === 'json' ? template(text) : text
  })
  return { config, unread }
}

function narrowed(names: Renames, to: ReadonlySet<string>): Map<string, string> {
  return new Map([...names].filter(([name]) => to.has(name)))
}

/** `mass` or `mass.of.sample`; undefined for a text that names no input. */
function renamedPath(text: string, names: Renames): string | undefined {
  const whole = names.get(text)
  if (whole !== undefined) return whole
  for (const [name, next] of names) if (text.startsWith(`${name}.`)) return next + text.slice(name.length)
  return undefined
}
