import { Handle, Position } from '@xyflow/react'
import type { NodeState } from '#shared/run/state.ts'
import type { NodeFacts } from '../model/facts.ts'
import { nodeHeight, portTop } from '../model/geometry.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import classes from './FarCard.module.css'

interface FarCardProps {
  readonly facts: NodeFacts
  readonly run: NodeState | undefined
}

/** A node from afar: its hue, its name, how it went. Its ports are there for the wires' ends alone. */
export function FarCard({ facts, run }: FarCardProps) {
  const sides = [
    ['target', Position.Left, facts.inputs],
    ['source', Position.Right, facts.outputs],
  ] as const
  return (
    <>
      <div className={classes.far} style={{ height: nodeHeight(facts) }}>
        <span className={classes.name}>{facts.name}</span>
        {run && <StatusGlyph status={run.status} size={36} />}
      </div>
      {sides.map(([type, position, ports]) =>
        ports.map((port, place) => (
          <Handle
            key={`${type} ${port.name}`}
            id={port.name}
            type={type}
            position={position}
            className={classes.port}
            style={{ top: portTop(place, ports.length) }}
            isConnectable={false}
          />
        )),
      )}
    </>
  )
}
