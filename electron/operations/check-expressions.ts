import { textProblem } from '#electron/sandbox/problem.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { isRecord, type JsonRecord } from '#shared/base/json.ts'
import { type Issue, warningIssue } from '#shared/chain/issue.ts'
import { EXPRESSION_NAMES } from '#shared/operation/expression.ts'
import { formOf } from '#shared/operation/form.ts'
import { type FieldSpec, isShown } from '#shared/operation/form-fields.ts'
import type { Check, CheckedNode } from '#shared/operation/validate/context.ts'
import { splitTemplate } from './template.ts'

/**
 * Expressions and templates that will fail whatever the data are: they do not parse, or use a name that is neither an
 * input nor in the library. Warnings, because the branch may never be taken. For `validateChain`.
 */
export const checkExpressions: Check = ({ nodes, edges }) => {
  const inputs = new Map<string, string[]>()
  for (const { source, target } of edges) inputs.set(target, [...(inputs.get(target) ?? []), source])
  return nodes.flatMap((checked) => issuesOf(checked, inputs.get(checked.node.id) ?? []))
}

function issuesOf({ spec, config, node, title }: CheckedNode, inputs: readonly string[]): Issue[] {
  if (!spec || !config.ok || !isRecord(config.value)) return []
  const fields = formOf(spec)
  const values = config.value as JsonRecord
  return fields.flatMap((field) => {
    const text = values[field.key]
    if (typeof text !== 'string' || inputs.includes(text) || !isShown(field, fields, values)) return []
    const names = [...EXPRESSION_NAMES, ...inputs, ...(field.meta.names ?? [])]
    const message = problemOf(text, field, names)
    if (message === null) return []
    const sentence = `${field.meta.label} of ${title} will fail: ${message}`
    return [warningIssue('expression_failed', sentence, { nodeId: node.id, field: field.key })]
  })
}

function problemOf(text: string, { meta }: FieldSpec, names: readonly string[]): string | null {
  if (meta.widget === 'expression') return textProblem(text, 'expression', names)?.message ?? null
  if (meta.widget !== 'template') return null
  try {
    const expressions = splitTemplate(text).filter((_, i) => i % 2 === 1)
    for (const expression of expressions) {
      const problem = textProblem(expression, 'expression', names)
      if (problem) return problem.message
    }
    return null
  } catch (error) {
    if (error instanceof AppFailure) return error.message
    throw error
  }
}
