import type { Issue } from '#shared/chain/issue.ts'
import { MAX_CHAIN_TEXT } from '#shared/contract/chains.ts'
import { api, errorOf, queries, queryClient } from '../../api.ts'
import { textOf } from '../../files/textOf.ts'
import { plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { openChain } from './openChain.ts'

/** A document of Ergo or of its predecessor, by a look at the beginning. */
export async function looksLikeChain(file: File): Promise<boolean> {
  if (!/\.json$/i.test(file.name)) return false
  const head = await file.slice(0, 4096).text()
  return file.name.toLowerCase().endsWith('.ergo.json') || /"ergo\.chain"|"node_id"|"node_type"/.test(head)
}

/** Says the first of what could not be carried over; the problems list has them all. */
export function tellIssues(issues: readonly Issue[]): void {
  const [first] = issues
  if (!first) return
  const rest = issues.length > 1 ? ` (and ${plural(issues.length - 1, 'more note')})` : ''
  toast(`${first.message}${rest}`, 'warning')
}

/** Opens a document's file as a new chain, and says what could not be carried over. */
export async function importChain(file: File): Promise<void> {
  const fileName = file.name
  try {
    const text = await textOf(file, MAX_CHAIN_TEXT)
    const { summary, issues } = await api.chains.importText({ text, fileName })
    await queryClient.invalidateQueries({ queryKey: queries.chains.key() })
    await openChain(summary.id)
    tellIssues(issues)
  } catch (thrown) {
    toast(`${fileName} could not be opened. ${errorOf(thrown).message}`, 'bad')
  }
}
