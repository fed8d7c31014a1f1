import { basename } from 'node:path'
import { AppFailure } from '#shared/base/errors.ts'
import { errorIssue, hasErrors, type Issue } from '#shared/chain/issue.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import type { Check } from '#shared/operation/validate/context.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { readText } from './inputs.ts'
import type { Terminal } from './terminal.ts'

/** A chain file as far as it could be read. `chain` is null where it could not. */
export interface LoadedFile {
  readonly file: string
  readonly chain: Chain | null
  readonly format: 'ergo' | 'labflow' | null
  /** From reading and from validation. The chain can be run where none is an error. */
  readonly issues: readonly Issue[]
}

/** Reads and validates a chain file. A file that can't be read is an issue too: `file_unreadable`. */
export function loadFile(file: string, extra: readonly Check[] = []): LoadedFile {
  const text = tryRead(file)
  if (typeof text !== 'string') return { file, chain: null, format: null, issues: [text] }
  const read = readDocument(text, registry, basename(file))
  if (!read.ok) return { file, chain: null, format: null, issues: read.error }
  const { chain, format, issues } = read.value
  return { file, chain, format, issues: [...issues, ...validateChain(chain, registry, extra)] }
}

function tryRead(file: string): string | Issue {
  try {
    return readText(file)
  } catch (thrown) {
    if (thrown instanceof AppFailure) return errorIssue(thrown.code, thrown.message)
    throw thrown
  }
}

const GLYPHS: Record<Issue['severity'], (style: Terminal['style']) => string> = {
  error: (style) => style('red', '✖'),
  warning: (style) => style('yellow', '!'),
  info: (style) => style('dim', 'i'),
}

/** The issues of a file, one a line. */
export function issueLines(issues: readonly Issue[], style: Terminal['style']): string[] {
  return issues.map((issue) => {
    const glyph = GLYPHS[issue.severity](style)
    const place = issue.nodeId
      ? style('dim', ` (node ${issue.nodeId}${issue.field ? `, ${issue.field}` : ''})`)
      : ''
    return `  ${glyph} ${issue.message}${place}`
  })
}

export { hasErrors }
