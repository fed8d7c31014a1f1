import { api, errorOf, queries, queryClient } from '../api.ts'
import { chooseFile } from '../files/choose.tsx'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { tellIssues } from './verbs/importChain.ts'
import { openChain } from './verbs/openChain.ts'
import { looksLikeRun, openRunFile, RUN_FILES } from './verbs/portableRuns.ts'

/** What can be opened: chains, and runs that were exported. */
const FILES = (chains: typeof CHAIN_FILES) => [
  { name: 'Chains and runs', extensions: [...chains, ...RUN_FILES].flatMap((type) => type.extensions) },
]

export const CHAIN_FILES = [{ name: 'Chains', extensions: ['ergo.json', 'json'] }]

export const openFile: Action = {
  async perform() {
    const path = await chooseFile('Open a chain or a run', '', FILES(CHAIN_FILES))
    if (path === null) return
    if (looksLikeRun(path)) {
      await openRunFile(path)
      return
    }
    try {
      const { summary, issues } = await api.files.openChain({ path })
      await queryClient.invalidateQueries({ queryKey: queries.chains.list.key() })
      await openChain(summary.id)
      tellIssues(issues)
    } catch (thrown) {
      toast(`The file could not be opened. ${errorOf(thrown).message}`, 'bad')
    }
  },
}
