import { create } from 'zustand'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { queries, queryClient } from '../api.ts'
import { useDocument } from './document.ts'

interface InputStore {
  /** What was given here for the next run, by chain; the parameters' defaults fill in the rest. */
  readonly given: Readonly<Record<ChainId, JsonRecord>>
  give(id: ChainId, values: JsonRecord): void
}

export const useInputs = create<InputStore>()((set) => ({
  given: {},
  give: (id, values) => set(({ given }) => ({ given: { ...given, [id]: values } })),
}))

/**
 * What the next run of the open chain takes: what was given here, else what its last run was given, which is what the
 * form of its inputs shows.
 */
export async function inputsOf(chainId: ChainId): Promise<JsonRecord> {
  const given = useInputs.getState().given[chainId]
  // Without parameters there is no form to show what an earlier run may have been given from elsewhere.
  if (given || !useDocument.getState().chain?.parameters.length) return given ?? {}
  const list = queries.inputSets.list.queryOptions({ input: { chainId } })
  const { last } = await queryClient.fetchQuery({ ...list, staleTime: 0 })
  return last ?? {}
}
