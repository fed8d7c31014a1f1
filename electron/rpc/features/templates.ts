import type { Store } from '#electron/store/store.ts'
import type { Templates } from '#electron/templates/templates.ts'
import type { Documents } from '../chains/documents.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'

export interface TemplatesDeps {
  readonly store: Pick<Store, 'chains'>
  readonly documents: Documents
  readonly templates: Templates
  /** Where the data of chains made from templates is put: one of the folders in which runs look for files. */
  readonly copies: string
  readonly events: AppEvents
}

export function templatesFeature(deps: TemplatesDeps): Feature<'templates'> {
  const { store, documents, templates, copies, events } = deps
  return {
    list: () => templates.list(),
    use({ id }) {
      const { summary } = store.chains.create(templates.take(id, copies))
      events.publish({ type: 'chains-changed' })
      return summary
    },
    save({ chainId, ...about }) {
      const { path } = store.chains.summary(chainId)
      return templates.save(documents.chain(chainId), path, about)
    },
    delete({ id }) {
      templates.delete(id)
      return {}
    },
  }
}
