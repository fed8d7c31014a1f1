import { create } from 'zustand'
import type { Chain } from '#shared/chain/schema.ts'
import { operationIdOf } from '#shared/chain/schema.ts'
import type { FoundScript } from '#shared/contract/scripts.ts'
import { registry } from '#shared/operation/registry.ts'
import { type ScriptUse, scriptUse } from '#shared/operation/script-use.ts'
import { api } from '../api.ts'
import { useDocument } from './document.ts'

type Known = ReadonlyMap<string, FoundScript>

/** What is known of the scripts that the open chain uses. */
export const useScriptUses = create<{ readonly known: Known }>()(() => ({ known: new Map() }))

const keyOf = ({ name, version }: { readonly name: string; readonly version?: number | undefined }): string =>
  JSON.stringify([name, version])

export const findScript = (known: Known, use: ScriptUse): FoundScript | undefined => known.get(keyOf(use))

function usesOf(chain: Chain | undefined): Map<string, Pick<ScriptUse, 'name' | 'version'>> {
  const uses = new Map<string, Pick<ScriptUse, 'name' | 'version'>>()
  for (const node of chain?.nodes ?? []) {
    const spec = registry(operationIdOf(node))
    const use = spec && scriptUse(spec, node.config)
    if (use) uses.set(keyOf(use), use)
  }
  return uses
}

let asked = 0

/** Asks anew for all that the chain uses: after another use, and after a script has changed. */
export async function lookUpScripts(): Promise<void> {
  const uses = usesOf(useDocument.getState().chain)
  asked += 1
  const mine = asked
  if (uses.size === 0) return
  try {
    const found = await api.scripts.lookUp({
      uses: [...uses.values()].map(({ name, version }) => ({
        name,
        ...(version === undefined ? {} : { version }),
      })),
    })
    // A later question has the better answer.
    if (mine === asked) useScriptUses.setState({ known: new Map(found.map((one) => [keyOf(one), one])) })
  } catch {
    // What is not known is not judged; the next change asks again.
  }
}

useDocument.subscribe(({ chain }, before) => {
  if (chain === before.chain) return
  const { known } = useScriptUses.getState()
  if ([...usesOf(chain).keys()].some((key) => !known.has(key))) void lookUpScripts()
})
