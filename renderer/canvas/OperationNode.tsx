import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { factsOf } from '../model/facts.ts'
import { PORT_HEIGHT, portRows } from '../model/geometry.ts'
import { useReadOnly } from '../stores/document.ts'
import { useNodeRun } from '../stores/run.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { hueName } from '../ui/tokens.ts'
import type { OperationFlowNode } from './flow.ts'
import { NodeFooter } from './NodeFooter.tsx'
import classes from './OperationNode.module.css'
import { Port } from './Port.tsx'

/** A node of the chain: what it is, what it does, its ports and, after a run, what came of it. */
export const OperationNode = memo(function OperationNode({ id, data }: NodeProps<OperationFlowNode>) {
  const { node } = data
  const facts = factsOf(node)
  const run = useNodeRun(id)
  const readOnly = useReadOnly()
  const rows = portRows(facts)
  const off = run?.status === 'skipped'
  return (
    <div
      className={classes.card}
      data-status={run?.status ?? 'none'}
      data-off={off || undefined}
      data-unknown={facts.spec ? undefined : true}
      style={{ ['--hue' as string]: `var(--ergo-${hueName(node.type)}-ink)` }}
    >
      <div className={classes.header}>
        <OperationIcon icon={facts.spec?.icon} type={node.type} />
        <div className={classes.titles}>
          <div className={classes.name}>{facts.name}</div>
          <div className={classes.words}>{facts.words || facts.title}</div>
        </div>
        {run && run.status !== 'pending' && <StatusGlyph status={run.status} />}
      </div>
      {rows > 0 && <div style={{ height: rows * PORT_HEIGHT + 8 }} />}
      {facts.inputs.map((port, i) => (
        <Port
          key={port.name}
          nodeId={id}
          nodeName={facts.name}
          port={port}
          side="target"
          place={i}
          count={facts.inputs.length}
          readOnly={readOnly}
        />
      ))}
      {facts.outputs.map((port, i) => (
        <Port
          key={port.name}
          nodeId={id}
          nodeName={facts.name}
          port={port}
          side="source"
          place={i}
          count={facts.outputs.length}
          readOnly={readOnly}
        />
      ))}
      {run && <NodeFooter id={id} run={run} />}
    </div>
  )
})
