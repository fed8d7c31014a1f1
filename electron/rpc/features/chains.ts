import { checkExpressions } from '#electron/operations/check-expressions.ts'
import type { Store } from '#electron/store/store.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import type { Documents } from '../chains/documents.ts'
import { fileNameOf } from '../chains/file-name.ts'
import { readChain } from '../chains/read-chain.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'

export interface ChainsDeps {
  readonly store: Pick<Store, 'chains' | 'runs'>
  readonly documents: Documents
  readonly events: AppEvents
}

const EMPTY: Chain = { name: 'Untitled chain', parameters: [], nodes: [], edges: [] }

export function chainsFeature({ store, documents, events }: ChainsDeps): Feature<'chains'> {
  const { chains, runs } = store
  /** Tells the windows that their lists have changed. */
  const changed = <Answer>(answer: Answer): Answer => {
    events.publish({ type: 'chains-changed' })
    return answer
  }
  return {
    list({ search, deleted, cursor, limit }) {
      documents.flush()
      return chains.list({ search, deleted }, { cursor, limit })
    },
    get: ({ id }) => documents.open(id),
    create({ name, chain = EMPTY }) {
      const { summary } = chains.create({ ...chain, name: name ?? chain.name })
      return changed(documents.open(summary.id))
    },
    edit: ({ id, base, entries }) => documents.edit(id, base, entries),
    move: ({ id, base, position }) => documents.move(id, base, position),
    journal: ({ id, from, limit }) => ({
      state: chains.journal.state(id),
      entries: chains.journal.read(id, from, limit),
    }),
    check: ({ id }) => validateChain(documents.chain(id), registry, [checkExpressions]),
    rename({ id, name }) {
      const { position } = documents.open(id).journal
      documents.edit(id, position, [{ label: 'Rename chain', command: { type: 'describeChain', name } }])
      documents.flush()
      return changed(chains.summary(id))
    },
    duplicate({ id }) {
      documents.flush()
      return changed(chains.duplicate(id).summary)
    },
    delete({ id }) {
      documents.flush()
      chains.delete(id)
      return changed({})
    },
    restore: ({ id }) => changed(chains.restore(id)),
    importText({ text, fileName }) {
      const { chain, issues } = readChain(text, fileName)
      return changed({ summary: chains.create(chain).summary, issues: [...issues] })
    },
    exportText({ id }) {
      const chain = documents.chain(id)
      return { fileName: fileNameOf(chain.name), text: writeDocument(chain) }
    },
    fork({ executionId }) {
      const { chain } = runs.get(executionId)
      return changed(chains.create({ ...chain, name: `${chain.name} (fork)` }).summary)
    },
  }
}
