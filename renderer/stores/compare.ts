import { create } from 'zustand'
import type { RunComparison } from '#shared/contract/comparison.ts'
import type { NodeComparison } from '#shared/run/compare.ts'
import { useDocument } from './document.ts'

interface CompareStore {
  readonly comparison: RunComparison | undefined
  /** What is looked at of it: a node, or what stands before all nodes. */
  readonly part: { readonly kind: 'node'; readonly nodeId: string } | { readonly kind: 'inputs' | 'chain' }
}

/** Two runs that are looked at beside each other. */
export const useCompare = create<CompareStore>()(() => ({ comparison: undefined, part: { kind: 'inputs' } }))

/** The comparison, as long as one of its runs is on the canvas. */
export function useComparison(): RunComparison | undefined {
  const shown = useDocument((store) => store.past?.executionId)
  const comparison = useCompare((store) => store.comparison)
  return comparison && (shown === comparison.a.id || shown === comparison.b.id) ? comparison : undefined
}

/** How a node compares, and whether it is the first that differs; undefined where nothing is compared. */
export function useCompared(
  id: string,
): { readonly node: NodeComparison; readonly first: boolean } | undefined {
  const comparison = useComparison()
  const node = comparison?.compared.nodes.find((one) => one.nodeId === id)
  return node && { node, first: comparison?.compared.first === id }
}
