import { api, errorOf, queries, queryClient } from '../api.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'

/** From what is seen to the other; the setting then no longer follows the system. */
export const toggleTheme: Action = {
  async perform() {
    const dark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark'
    try {
      const settings = await api.settings.set({ theme: dark ? 'light' : 'dark' })
      queryClient.setQueryData(queries.settings.get.queryKey(), settings)
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  },
}
