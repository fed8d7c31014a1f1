import { api, errorOf, queries, queryClient } from '../api.ts'
import { useDocument } from '../stores/document.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { showOpened } from './verbs/openChain.ts'
import { takeTurn } from './verbs/turn.ts'

export const newChain: Action = {
  async perform() {
    const stillAsked = takeTurn()
    try {
      await useDocument.getState().saved()
      const made = await api.chains.create({})
      if (stillAsked()) await showOpened(made)
      await queryClient.invalidateQueries({ queryKey: queries.chains.list.key() })
    } catch (thrown) {
      toast(`No chain could be made. ${errorOf(thrown).message}`, 'bad')
    }
  },
}
