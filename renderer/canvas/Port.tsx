import { Handle, Position } from '@xyflow/react'
import type { PortType } from '#shared/operation/value.ts'
import { inRows, portTop } from '../model/geometry.ts'
import classes from './Port.module.css'
import { usePortFit } from './wiring.ts'

interface PortProps {
  readonly nodeId: string
  readonly nodeName: string
  readonly port: { readonly name: string; readonly label?: string; readonly type: PortType }
  readonly side: 'source' | 'target'
  readonly place: number
  readonly count: number
  readonly readOnly: boolean
}

/** A port: the dot that wires go to and, where a side has several, its label. */
export function Port({ nodeId, nodeName, port, side, place, count, readOnly }: PortProps) {
  const fit = usePortFit(nodeId, port.name, side)
  const top = portTop(place, count)
  const label = port.label ?? port.name
  const takes = port.type === 'any' ? 'anything' : port.type
  return (
    <>
      <Handle
        id={port.name}
        type={side}
        position={side === 'source' ? Position.Right : Position.Left}
        className={classes.handle}
        style={{ top }}
        data-fit={fit}
        isConnectable={!readOnly}
        title={`${label}: ${side === 'source' ? 'gives' : 'takes'} ${takes}`}
        role="img"
        aria-label={`${side === 'source' ? 'Output' : 'Input'} ${label} of ${nodeName}`}
      />
      {inRows(count) && (
        <span className={classes.label} data-side={side} style={{ top: top - 12 }}>
          {label}
        </span>
      )}
    </>
  )
}
