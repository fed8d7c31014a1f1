import type { AppError } from '#shared/base/errors.ts'
import type { ExpressionProblem } from '#shared/contract/expressions.ts'

/** An error with its place in the text, where it tells a line and a column (both from 1). */
export function problemOf(error: AppError, text: string): ExpressionProblem {
  const { line, column } = error.data ?? {}
  if (typeof line !== 'number' || typeof column !== 'number') return { error }
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  const from = Math.min(start + Math.max(0, column - 1), text.length)
  const end = start + (lines[line - 1]?.length ?? 0)
  return { error, from, to: Math.max(from, end) }
}
