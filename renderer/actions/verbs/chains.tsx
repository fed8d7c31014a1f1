import type { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { api, queries, queryClient } from '../../api.ts'
import { downloadContent } from '../../files/save.ts'
import { useDocument } from '../../stores/document.ts'
import { useRun } from '../../stores/run.ts'
import { attempt } from './attempt.ts'
import { offerUndo } from './offerUndo.tsx'
import { openChain } from './openChain.ts'

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queries.chains.key() })

export const duplicateAndOpen = (id: ChainId): Promise<void> =>
  attempt('The chain could not be duplicated.', async () => {
    await useDocument.getState().saved()
    const copy = await api.chains.duplicate({ id })
    await refresh()
    await openChain(copy.id)
  })

/** A new chain from the document that a past run was made with. */
export const forkRun = (executionId: ExecutionId): Promise<void> =>
  attempt('The run could not be forked.', async () => {
    const chain = await api.chains.fork({ executionId })
    await refresh()
    await openChain(chain.id)
  })

/** Saves the chain's document where the browser keeps downloads. */
export const exportChain = (id: ChainId): Promise<void> =>
  attempt('The chain could not be exported.', async () => {
    await useDocument.getState().saved()
    const { fileName, text } = await api.chains.exportText({ id })
    downloadContent(fileName, new Blob([text], { type: 'application/json' }))
  })

const restore = (id: ChainId): Promise<void> =>
  attempt('The chain could not be brought back.', async () => {
    await api.chains.restore({ id })
    await refresh()
  })

/** Deletes a chain, with a way back for a while; its runs stay in any case. */
export const deleteWithUndo = (id: ChainId, name: string): Promise<void> =>
  attempt('The chain could not be deleted.', async () => {
    await api.chains.delete({ id })
    await refresh()
    if (useDocument.getState().id === id) {
      useDocument.getState().close()
      useRun.getState().clear()
    }
    offerUndo(`“${name}” was deleted. Its runs stay.`, () => restore(id))
  })
