import { api, errorOf, queries, queryClient } from '../api.ts'
import { chooseFile } from '../files/choose.tsx'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { tellIssues } from './verbs/importChain.ts'
import { openChain } from './verbs/openChain.ts'

export const CHAIN_FILES = [{ name: 'Chains', extensions: ['ergo.json', 'json'] }]

export const openFile: Action = {
  async perform() {
    const path = await chooseFile('Open a chain', '', CHAIN_FILES)
    if (path === null) return
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
