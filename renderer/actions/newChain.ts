import { api, errorOf, queries, queryClient } from '../api.ts'
import { useDocument } from '../stores/document.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { showOpened } from './verbs/openChain.ts'

export const newChain: Action = {
  async perform() {
    try {
      await useDocument.getState().flush()
      await showOpened(await api.chains.create({}))
      await queryClient.invalidateQueries({ queryKey: queries.chains.list.key() })
    } catch (thrown) {
      toast(`No chain could be made. ${errorOf(thrown).message}`, 'bad')
    }
  },
}
