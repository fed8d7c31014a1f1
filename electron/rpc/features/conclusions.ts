import type { Store } from '#electron/store/store.ts'
import type { Feature } from '../feature.ts'

export function conclusionsFeature(conclusions: Pick<Store['conclusions'], 'list'>): Feature<'conclusions'> {
  return {
    list: ({ cursor, limit, ...filter }) => conclusions.list(filter, { cursor, limit }),
  }
}
