import type { RunComparison } from '#shared/contract/comparison.ts'
import type { NodeComparison } from '#shared/run/compare.ts'
import { formatDuration } from '../ui/format.ts'
import { statusWord } from '../ui/StatusGlyph.tsx'
import classes from './Changes.module.css'
import { Changes } from './Changes.tsx'
import { ValueChanges } from './ValueChanges.tsx'

function sideWords(side: NodeComparison['a']): string {
  if (!side) return 'not there'
  const time =
    side.status === 'completed' && side.durationMs !== null ? ` in ${formatDuration(side.durationMs)}` : ''
  return `${statusWord(side.status)}${time}${side.error ? `: ${side.error}` : ''}`
}

/** How a node's two ends differ, and its two results. */
export function NodeChanges({
  comparison,
  node,
}: {
  readonly comparison: RunComparison
  readonly node: NodeComparison
}) {
  const config = comparison.chain.changed.find((one) => one.id === node.nodeId)?.fields ?? []
  const both = node.a?.status === 'completed' && node.b?.status === 'completed'
  return (
    <>
      <p className={classes.what}>
        <strong>{node.name}</strong> {node.what || 'It is the same in both runs.'}
      </p>
      <p className={classes.same}>
        First: {sideWords(node.a)} · Second: {sideWords(node.b)}
      </p>
      {config.length > 0 && (
        <>
          <h3 className={classes.heading}>Its settings</h3>
          <Changes changes={config} same="" />
        </>
      )}
      {both && (
        <ValueChanges
          key={node.nodeId}
          a={comparison.a.id}
          b={comparison.b.id}
          nodeId={node.nodeId}
          port={node.port}
        />
      )}
    </>
  )
}
