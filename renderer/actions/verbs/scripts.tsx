import { MAX_SCRIPT_TEXT } from '#shared/contract/scripts.ts'
import { Script } from '#shared/document/script/schema.ts'
import { api, errorOf, queries, queryClient } from '../../api.ts'
import { saveContent } from '../../files/save.ts'
import { textOf } from '../../files/textOf.ts'
import { useDocument } from '../../stores/document.ts'
import { draftOf, keyOf, NEW_SCRIPT, useScripts } from '../../stores/scripts.ts'
import { lookUpScripts } from '../../stores/scriptUses.ts'
import { useView } from '../../stores/view.ts'
import { plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { tellIssues } from './importChain.ts'
import { offerUndo } from './offerUndo.tsx'

/** What lists and chains know of scripts, after one has changed. */
export async function refreshScripts(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: queries.scripts.key() }), lookUpScripts()])
}

async function attempt(what: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (thrown) {
    toast(`${what} ${errorOf(thrown).message}`, 'bad')
    return false
  }
}

/** Shows a script in its editor, with what was being written of it. */
export const openScript = (name: string): Promise<boolean> =>
  attempt('The script could not be opened.', async () => {
    await useScripts.getState().flush()
    const key = keyOf(name)
    const [saved, { draft }] = await Promise.all([api.scripts.get({ name }), api.scripts.draft({ key })])
    useScripts.getState().open(key, saved, draft ?? draftOf(saved))
    useView.getState().showScript(key)
  })

/** Shows what was begun and never saved. */
export const openDraft = (key: string): Promise<boolean> =>
  attempt('The script could not be opened.', async () => {
    await useScripts.getState().flush()
    const { draft } = await api.scripts.draft({ key })
    useScripts.getState().open(key, null, draft ?? NEW_SCRIPT)
    useView.getState().showScript(key)
  })

export async function newScript(): Promise<void> {
  await useScripts.getState().flush()
  const key = `new ${crypto.randomUUID()}`
  useScripts.getState().open(key, null, NEW_SCRIPT)
  // Kept from its first moment: an empty begin is found again after a reload, too.
  useScripts.getState().edit({})
  await useScripts.getState().flush()
  useView.getState().showScript(key)
  await refreshScripts()
}

/** What keeps the draft from being saved, by its field; empty where nothing does. */
export function draftFaults(draft: unknown): Map<string, string> {
  const parsed = Script.safeParse(draft)
  if (parsed.success) return new Map()
  return new Map(
    parsed.error.issues.map(({ path, message }) => [
      path.map(String).join('.'),
      path[0] === 'name' ? 'A script needs a name.' : message,
    ]),
  )
}

/** Saves what is being written: a new version where code or parameters changed. */
export const saveScript = (): Promise<boolean> =>
  attempt('The script could not be saved.', async () => {
    const { key, saved, draft } = useScripts.getState()
    const [fault] = draftFaults(draft).values()
    if (key === undefined || fault !== undefined) {
      toast(`The script could not be saved. ${fault ?? ''}`, 'bad')
      return
    }
    const name = draft.name.trim()
    if (saved && saved.name !== name) {
      await rename(saved.name, name)
    }
    if (!saved) await refuseTaken(name)
    const next = await api.scripts.save({ ...draft, name })
    await useScripts.getState().forget(key)
    // What was typed while it was being saved goes on from there.
    const typed = useScripts.getState()
    if (typed.key !== key) return
    typed.open(keyOf(name), next, draftOf(next))
    if (typed.draft !== draft) useScripts.getState().edit(typed.draft)
    useView.getState().showScript(keyOf(name))
    await refreshScripts()
  })

/** Chains that run it follow; what is being edited of the open one is saved before. */
async function rename(name: string, to: string): Promise<void> {
  await useDocument.getState().saved()
  const { chains } = await api.scripts.rename({ name, to })
  await useDocument.getState().refresh()
  if (chains.length > 0)
    toast(
      `“${name}” is now “${to}” in ${plural(chains.length, 'chain')} that ${chains.length === 1 ? 'runs' : 'run'} it, too.`,
    )
}

/** A new script must not become the next version of another by a name that happens to be taken. */
async function refuseTaken(name: string): Promise<void> {
  const { items } = await api.scripts.list({ search: name, limit: 500 })
  if (items.some((one) => one.name === name))
    throw new Error(`There is a script "${name}" already: choose another name.`)
}

export const exportScript = (name: string): Promise<boolean> =>
  attempt('The script could not be exported.', async () => {
    const { fileName, text } = await api.scripts.exportText({ name })
    await saveContent(fileName, new Blob([text], { type: 'text/javascript' }), 'Export the script')
  })

export const importScriptFile = (file: File): Promise<boolean> =>
  attempt(`${file.name} could not be opened.`, async () => {
    const text = await textOf(file, MAX_SCRIPT_TEXT)
    const { script, issues } = await api.scripts.importText({ text, fileName: file.name })
    await refreshScripts()
    await openScript(script.name)
    tellIssues(issues)
  })

/** Copies a script that comes with Ergo into the library, unless it is there, and gives its newest version. */
export async function addReadyScript(name: string): Promise<number | null> {
  let version: number | null = null
  await attempt('The script could not be added.', async () => {
    version = (await api.scripts.addReady({ name })).version
    await refreshScripts()
  })
  return version
}

/** Deletes a script or what was begun of one, with a way back for a while; its runs stay readable in any case. */
export const deleteScript = (): Promise<boolean> =>
  attempt('The script could not be deleted.', async () => {
    const { key, saved, draft } = useScripts.getState()
    if (key === undefined) return
    await useScripts.getState().flush()
    if (saved) await api.scripts.delete({ name: saved.name })
    await useScripts.getState().forget(key)
    useScripts.getState().close()
    useView.getState().showScript('')
    await refreshScripts()
    offerUndo(`“${saved?.name ?? draft.name}” was deleted.${saved ? ' Its runs stay.' : ''}`, () =>
      attempt('The script could not be brought back.', async () => {
        if (saved) await api.scripts.restore({ name: saved.name })
        await api.scripts.keepDraft({ key, draft: saved ? null : draft })
        await refreshScripts()
        await (saved ? openScript(saved.name) : openDraft(key))
      }),
    )
  })
