import { create } from 'zustand'
import type { Outputs } from '#shared/contract/index.ts'
import type { ScriptDraft } from '#shared/contract/scripts.ts'
import { SCRIPT_LIMITS } from '#shared/document/script/schema.ts'
import { api } from '../api.ts'
import { draftKeeper } from './draftKeeper.ts'

type Saved = Outputs['scripts']['get']

/** How long the typing must rest before the draft is kept, in milliseconds. */
const PAUSE = 300

export const NEW_SCRIPT: ScriptDraft = {
  name: 'New script',
  description: '',
  category: '',
  tags: [],
  parameters: [{ name: 'values', type: 'list', description: 'The numbers to work on.' }],
  timeoutMs: SCRIPT_LIMITS.timeoutMs.default,
  memoryMb: SCRIPT_LIMITS.memoryMb.default,
  testInput: { values: [1, 2, 3] },
  code: '// Statements; "return" gives the result. Write log(…) to say something on the way.\nlog(values.length, "values")\nreturn mean(values)\n',
}

interface ScriptStore {
  /** Under which the draft is kept; undefined while no script is open. */
  readonly key: string | undefined
  /** The newest version as it is saved; null for a script that is not saved yet. */
  readonly saved: Saved | null
  readonly draft: ScriptDraft
  open(key: string, saved: Saved | null, draft: ScriptDraft): void
  edit(change: Partial<ScriptDraft>): void
  /** Takes the saved script back. */
  discard(): void
  close(): void
  /** Keeps nothing more of what was being written under this key. */
  forget(key: string): Promise<void>
  /** Keeps at once what waits. */
  flush(): Promise<void>
}

export const keyOf = (name: string): string => `script ${name}`
export const draftOf = ({ version: _v, updatedAt: _u, ...rest }: Saved): ScriptDraft => rest

/** What a save would change. The test input alone is no change: it is kept with the draft and goes along. */
export function isChanged(saved: Saved | null, draft: ScriptDraft): boolean {
  if (!saved) return true
  const compared = (one: ScriptDraft): string => JSON.stringify({ ...inOrder(one), testInput: null })
  return compared(draftOf(saved)) !== compared(draft)
}

/** Whether a save would make a new version, rather than only describe the one there is anew. */
export const isNewVersion = (saved: Saved | null, { code, parameters }: ScriptDraft): boolean =>
  saved?.code !== code || JSON.stringify(saved.parameters) !== JSON.stringify(parameters)

const inOrder = (draft: ScriptDraft): ScriptDraft => ({
  name: draft.name,
  description: draft.description,
  category: draft.category,
  tags: draft.tags,
  parameters: draft.parameters,
  timeoutMs: draft.timeoutMs,
  memoryMb: draft.memoryMb,
  testInput: draft.testInput,
  code: draft.code,
})

const keeper = draftKeeper<ScriptDraft>((key, draft) => api.scripts.keepDraft({ key, draft }), PAUSE)

export const useScripts = create<ScriptStore>()((set, get) => {
  const keep = (): void => {
    const { key, saved, draft } = get()
    if (key === undefined) return
    const same = saved !== null && JSON.stringify(inOrder(draftOf(saved))) === JSON.stringify(inOrder(draft))
    keeper.put(key, same ? null : draft)
  }
  return {
    key: undefined,
    saved: null,
    draft: NEW_SCRIPT,
    open: (key, saved, draft) => set({ key, saved, draft }),
    edit(change) {
      set(({ draft }) => ({ draft: { ...draft, ...change } }))
      keep()
    },
    discard() {
      const { saved } = get()
      if (saved) get().edit(draftOf(saved))
    },
    close: () => set({ key: undefined, saved: null, draft: NEW_SCRIPT }),
    forget(key) {
      keeper.put(key, null)
      return keeper.flush()
    },
    flush: () => keeper.flush(),
  }
})
