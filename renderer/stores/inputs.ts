import { create } from 'zustand'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'

interface InputStore {
  /** What was given for the next run, by chain; the parameters' defaults fill in the rest. */
  readonly given: Readonly<Record<ChainId, JsonRecord>>
  of(id: ChainId): JsonRecord
  give(id: ChainId, values: JsonRecord): void
}

export const useInputs = create<InputStore>()((set, get) => ({
  given: {},
  of: (id) => get().given[id] ?? {},
  give: (id, values) => set(({ given }) => ({ given: { ...given, [id]: values } })),
}))
