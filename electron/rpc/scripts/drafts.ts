import type { Store } from '#electron/store/store.ts'
import { ScriptDraft } from '#shared/contract/scripts.ts'

const PREFIX = 'script-draft '

/** What people are writing and have not saved, kept as they type. */
export function openDrafts(settings: Store['settings']) {
  const get = (key: string): ScriptDraft | null => {
    try {
      return settings.get(PREFIX + key, ScriptDraft) ?? null
    } catch {
      // One that can't be read any more (an older version's) is as good as none.
      return null
    }
  }
  return {
    get,
    keep(key: string, draft: ScriptDraft | null): void {
      if (draft) settings.set(PREFIX + key, ScriptDraft, draft)
      else settings.remove(PREFIX + key)
    },
    list: () =>
      settings.keys(PREFIX).flatMap(({ key: whole, changedAt }) => {
        const key = whole.slice(PREFIX.length)
        const draft = get(key)
        return draft ? [{ key, name: draft.name, changedAt }] : []
      }),
  }
}
