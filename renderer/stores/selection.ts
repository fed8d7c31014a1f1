import { create } from 'zustand'

/** What is selected on the canvas: ids of nodes, frames and notes, and of edges. Seen, not saved. */
interface SelectionStore {
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
  /** The node that the keyboard is at; of a canvas, only this one is a tab stop. */
  readonly current: string | undefined
  select(nodes: Iterable<string>, edges?: Iterable<string>): void
  setCurrent(id: string | undefined): void
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id))

export const useSelection = create<SelectionStore>()((set, get) => ({
  nodes: new Set(),
  edges: new Set(),
  current: undefined,
  select(nodes, edges = []) {
    const next = { nodes: new Set(nodes), edges: new Set(edges) }
    const before = get()
    if (same(before.nodes, next.nodes) && same(before.edges, next.edges)) return
    const [only] = next.nodes
    set(next.nodes.size === 1 && only !== undefined ? { ...next, current: only } : next)
  },
  setCurrent: (current) => set({ current }),
}))

/** The id of the one selected node, frame or note; `undefined` when none or several are. */
export const useOnlySelected = (): string | undefined =>
  useSelection((selection) => {
    const [only] = selection.nodes
    return selection.nodes.size === 1 ? only : undefined
  })
