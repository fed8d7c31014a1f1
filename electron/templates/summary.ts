import type { Chain } from '#shared/chain/schema.ts'
import type { TemplatePicture, TemplateSummary } from '#shared/contract/templates.ts'

export interface Template {
  readonly id: string
  readonly origin: TemplateSummary['origin']
  readonly category: string
  readonly savedAt: number | null
  readonly chain: Chain
  /** Files that come with it, by where they lie now; a chain of it finds each by its name in a folder of data. */
  readonly files: readonly string[]
}

function pictureOf({ nodes, edges }: Chain): TemplatePicture {
  const places = new Map(nodes.map(({ id }, i) => [id, i]))
  return {
    nodes: nodes.map(({ position, type }) => ({ x: position?.x ?? 0, y: position?.y ?? 0, type })),
    edges: edges.flatMap(({ source, target }): [number, number][] => {
      const [from, to] = [places.get(source), places.get(target)]
      return from === undefined || to === undefined ? [] : [[from, to]]
    }),
  }
}

export const summaryOf = ({ id, origin, category, savedAt, chain }: Template): TemplateSummary => ({
  id,
  origin,
  name: chain.name,
  description: chain.description ?? '',
  category,
  nodeCount: chain.nodes.length,
  picture: pictureOf(chain),
  savedAt,
})
