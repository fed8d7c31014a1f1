import type { Store } from '#electron/store/store.ts'
import type { ChainId } from '#shared/base/ids.ts'
import { batch, type Command } from '#shared/chain/command.ts'
import { type Chain, operationIdOf } from '#shared/chain/schema.ts'
import { ALL_SPECS, registry } from '#shared/operation/registry.ts'
import { scriptKeys, scriptUse } from '#shared/operation/script-use.ts'
import type { Documents } from '../chains/documents.ts'

const RUNS_SCRIPTS = ALL_SPECS.filter((spec) => scriptKeys(spec) !== null)

/**
 * Nodes that run a script by its old name run it by its new one: a step of undo in each chain that has such nodes, deleted
 * ones too. Gives those chains. Past runs and chain files elsewhere keep the old name.
 */
export function followRename(
  { chains, documents }: { readonly chains: Store['chains']; readonly documents: Documents },
  name: string,
  to: string,
): ChainId[] {
  documents.flush()
  return chains.withOperation(RUNS_SCRIPTS).filter((id) => {
    const commands = commandsFor(documents.chain(id), name, to)
    if (commands.length === 0) return false
    const { position } = chains.journal.state(id)
    documents.edit(id, position, [{ label: `Rename script to “${to}”`, command: batch(commands) }])
    return true
  })
}

function commandsFor(chain: Chain, name: string, to: string): Command[] {
  return chain.nodes.flatMap((node): Command[] => {
    const spec = registry(operationIdOf(node))
    const keys = spec && scriptKeys(spec)
    if (!keys || scriptUse(spec, node.config)?.name !== name) return []
    return [{ type: 'configureNode', id: node.id, config: { ...node.config, [keys.script]: to } }]
  })
}
