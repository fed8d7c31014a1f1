import type { Chain } from '#shared/chain/schema.ts'

/** The first of `base`, `base_2`, `base_3` … that is not taken. */
export function freeId(base: string, taken: ReadonlySet<string>): string {
  let id = base
  for (let i = 2; taken.has(id); i += 1) id = `${base}_${i}`
  return id
}

/** Words as a JavaScript identifier in snake case, so that expressions can call the node by it. */
export function identifier(words: string): string {
  const name = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{ID_Continue}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^\p{ID_Start}/u.test(name) ? name : `n_${name || 'ode'}`
}

/** Every id of a chain: nodes, frames and notes share one space, since the canvas tells them apart by id. */
export function takenIds(chain: Chain): Set<string> {
  return new Set([...chain.nodes, ...(chain.frames ?? []), ...(chain.notes ?? [])].map((item) => item.id))
}

export function freeEdgeIds(chain: Pick<Chain, 'edges'>): () => string {
  const taken = new Set(chain.edges.map((edge) => edge.id))
  let next = taken.size
  return () => {
    do next += 1
    while (taken.has(`e${next}`))
    return `e${next}`
  }
}
