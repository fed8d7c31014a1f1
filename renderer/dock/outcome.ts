import type { Chain } from '#shared/chain/schema.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { factsOf } from '../model/facts.ts'
import type { ShownRun } from '../stores/run.ts'

export interface Outcome {
  readonly conclusions: readonly {
    readonly nodeId: string
    readonly subject: string
    readonly content: string
  }[]
  /** Values that the chain gives: of its returning nodes; where it has none, of the nodes that nothing follows. */
  readonly results: readonly {
    readonly nodeId: string
    readonly name: string
    readonly preview: ValuePreview
  }[]
  readonly failures: readonly { readonly nodeId: string; readonly name: string; readonly message: string }[]
}

export function outcomeOf(run: ShownRun, chain: Chain | undefined): Outcome {
  const nodes = chain?.nodes ?? []
  const feeding = new Set(chain?.edges.map((edge) => edge.source))
  const returning = nodes.filter((node) => factsOf(node).spec?.traits.returns)
  const ends = returning.length > 0 ? returning : nodes.filter((node) => !feeding.has(node.id))
  return {
    conclusions: run.records.flatMap(({ nodeId, record }) =>
      record.kind === 'conclusion' ? [{ nodeId, subject: record.subject, content: record.content }] : [],
    ),
    results: ends.flatMap((node) => {
      const preview = run.nodes.get(node.id)?.status === 'completed' ? run.previews.get(node.id) : undefined
      return preview ? [{ nodeId: node.id, name: factsOf(node).name, preview }] : []
    }),
    failures: nodes.flatMap((node) => {
      const result = run.nodes.get(node.id)?.result
      if (result?.status !== 'failed') return []
      return [{ nodeId: node.id, name: factsOf(node).name, message: result.error?.message ?? 'It failed.' }]
    }),
  }
}
