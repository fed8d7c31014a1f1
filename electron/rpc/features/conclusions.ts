import type { Store } from '#electron/store/store.ts'
import type { StandingConclusion } from '#shared/contract/conclusions.ts'
import type { Standings } from '../conclusions/standing.ts'
import type { Feature } from '../feature.ts'

/** So many statements are looked at for one page; the next page goes on from there. */
const LOOKED_AT = 400

export interface ConclusionsDeps {
  readonly store: Pick<Store, 'conclusions'>
  readonly standings: Standings
}

export function conclusionsFeature({ store, standings }: ConclusionsDeps): Feature<'conclusions'> {
  const { conclusions } = store
  return {
    async list({ cursor, limit, standing, ...filter }, { signal }) {
      const items: StandingConclusion[] = []
      let looked = 0
      let next: string | null = cursor ?? null
      do {
        signal?.throwIfAborted()
        const page = conclusions.list(filter, {
          limit: limit - items.length,
          ...(next === null ? {} : { cursor: next }),
        })
        const told = await Promise.all(page.items.map(({ id }) => standings.of(id)))
        for (const { conclusion } of told)
          if (standing === undefined || conclusion.standing.state === standing) items.push(conclusion)
        next = page.next
        looked += page.items.length
      } while (next !== null && items.length < limit && looked < LOOKED_AT)
      return { items, next }
    },
    provenance: ({ id }) => standings.of(id),
    delete({ id }) {
      conclusions.delete(id)
      return {}
    },
    restore({ id }) {
      conclusions.restore(id)
      return {}
    },
  }
}
