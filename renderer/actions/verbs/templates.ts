import { api, queries, queryClient } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { toast } from '../../ui/toast.ts'
import { attempt } from './attempt.ts'
import { confirm } from './confirm.ts'
import { openChain } from './openChain.ts'

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queries.templates.key() })

/** Makes a chain of a template and opens it. */
export const startWith = (id: string): Promise<void> =>
  attempt('The template could not be used.', async () => {
    const chain = await api.templates.use({ id })
    await queryClient.invalidateQueries({ queryKey: queries.chains.key() })
    await openChain(chain.id)
  })

export interface TemplateWords {
  readonly name: string
  readonly description: string
  readonly category: string
}

/** Keeps the open chain as a template, as it is now. */
export const keepTemplate = (words: TemplateWords): Promise<void> =>
  attempt('The template could not be saved.', async () => {
    const { id, flush } = useDocument.getState()
    if (!id) return
    await flush()
    await api.templates.save({ chainId: id, ...words })
    await refresh()
    toast(`“${words.name}” is among your templates.`, 'good')
  })

export const deleteTemplate = (id: string, name: string): Promise<void> =>
  attempt('The template could not be deleted.', async () => {
    const yes = await confirm(
      'Delete the template?',
      `“${name}” will be gone from the gallery. Chains made from it stay.`,
      'Delete',
    )
    if (!yes) return
    await api.templates.delete({ id })
    await refresh()
  })
