import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { factsOf } from '../model/facts.ts'
import { nodeHeight } from '../model/geometry.ts'
import { useNodeRun } from '../stores/run.ts'
import { hueName } from '../ui/tokens.ts'
import { CompareMark } from './CompareMark.tsx'
import { FarCard } from './FarCard.tsx'
import { isDistant, useFar } from './far.ts'
import type { OperationFlowNode } from './flow.ts'
import { NearCard } from './NearCard.tsx'
import classes from './OperationNode.module.css'

/**
 * A node of the chain. Its box has the size that its ports need, whatever a run adds below: React Flow measures the
 * box, and a live run that changed a thousand sizes would hold everything up.
 */
export const OperationNode = memo(function OperationNode({ id, data }: NodeProps<OperationFlowNode>) {
  const { node } = data
  const facts = factsOf(node)
  const run = useNodeRun(id)
  const far = useFar((store) => store.far)
  const distant = useFar(isDistant)
  if (distant) return <div className={classes.box} style={{ height: nodeHeight(facts) }} />
  return (
    <div className={classes.box} style={{ height: nodeHeight(facts) }}>
      <CompareMark id={id} far={far} />
      <div
        className={classes.card}
        data-status={run?.status}
        data-far={far || undefined}
        data-unknown={facts.spec ? undefined : true}
        style={{ ['--hue' as string]: `var(--ergo-${hueName(node.type)}-ink)` }}
      >
        {far ? <FarCard facts={facts} run={run} /> : <NearCard node={node} facts={facts} run={run} />}
      </div>
    </div>
  )
})
