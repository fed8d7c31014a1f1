import { create } from 'zustand'
import type { End } from '../model/fit.ts'

/** The wire that is being drawn, if any, and what each port says to it. */
interface WiringStore {
  readonly from: End | undefined
  /** Null: fits. A sentence: why not. */
  readonly judge: ((to: End) => string | null) | undefined
  start(from: End, judge: (to: End) => string | null): void
  end(): void
}

export const useWiring = create<WiringStore>()((set) => ({
  from: undefined,
  judge: undefined,
  start: (from, judge) => set({ from, judge }),
  end: () => set({ from: undefined, judge: undefined }),
}))

/** How a port stands to the wire being drawn: `idle` when there is none, `other` for the side that it comes from. */
export function usePortFit(nodeId: string, port: string, side: End['side']): 'idle' | 'fits' | 'not' {
  return useWiring(({ judge }) => {
    if (!judge) return 'idle'
    return judge({ nodeId, port, side }) === null ? 'fits' : 'not'
  })
}
