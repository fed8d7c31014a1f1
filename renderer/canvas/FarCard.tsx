import type { NodeState } from '#shared/run/state.ts'
import type { NodeFacts } from '../model/facts.ts'
import { nodeHeight } from '../model/geometry.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import classes from './FarCard.module.css'

interface FarCardProps {
  readonly facts: NodeFacts
  readonly run: NodeState | undefined
}

/** A node from afar: its hue, its name, how it went. */
export function FarCard({ facts, run }: FarCardProps) {
  return (
    <div className={classes.far} style={{ height: nodeHeight(facts) }}>
      <span className={classes.name}>{facts.name}</span>
      {run && <StatusGlyph status={run.status} size={36} />}
    </div>
  )
}
