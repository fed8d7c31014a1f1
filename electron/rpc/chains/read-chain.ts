import { fail } from '#shared/base/errors.ts'
import type { Issue } from '#shared/chain/issue.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'

/** A chain from a document's text, with what could not be carried over. Error: `document_invalid`, with its `issues`. */
export function readChain(text: string, fileName?: string): { chain: Chain; issues: readonly Issue[] } {
  const read = readDocument(text, registry, fileName)
  if (read.ok) return read.value
  const [first] = read.error
  return fail('document_invalid', first?.message ?? 'This is no chain.', { issues: issuesData(read.error) })
}

/** Issues as part of an error's data. */
export const issuesData = (issues: readonly Issue[]): Record<string, string>[] =>
  issues.map((issue) =>
    Object.fromEntries(
      Object.entries(issue).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  )
