import { IconPinFilled } from '@tabler/icons-react'
import type { ChainNode } from '#shared/chain/schema.ts'
import type { NodeState } from '#shared/run/state.ts'
import { whyTold } from '#shared/run/why.ts'
import { Thumbnail } from '../charts/Thumbnail.tsx'
import type { NodeFacts } from '../model/facts.ts'
import { PORT_HEIGHT, portRows } from '../model/geometry.ts'
import { useReadOnly } from '../stores/document.ts'
import { usePinned } from '../stores/pins.ts'
import { useNodePreview } from '../stores/run.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import classes from './NearCard.module.css'
import { NodeFooter } from './NodeFooter.tsx'
import { Port } from './Port.tsx'
import { ProblemMark } from './ProblemMark.tsx'

/** What the node does; where its config says nothing yet, what its operation is or does. */
const secondLine = ({ words, name, title, spec }: NodeFacts): string =>
  words || (name === title ? (spec?.summary ?? title) : title)

interface NearCardProps {
  readonly node: ChainNode
  readonly facts: NodeFacts
  readonly run: NodeState | undefined
}

/** A node: what it is, what it does, its ports and, after a run, what came of it. */
export function NearCard({ node, facts, run }: NearCardProps) {
  const readOnly = useReadOnly()
  const pinned = usePinned(node.id)
  const rows = portRows(facts)
  const kind = useNodePreview(node.id)?.kind
  const chart = kind === 'chart' && run?.status === 'completed'
  const sides = [
    ['target', facts.inputs],
    ['source', facts.outputs],
  ] as const
  return (
    <>
      <div className={classes.header}>
        <OperationIcon icon={facts.spec?.icon} type={node.type} />
        <div className={classes.titles}>
          <div className={classes.name}>{facts.name}</div>
          <div className={classes.words}>{secondLine(facts)}</div>
        </div>
        <ProblemMark id={node.id} />
        {pinned && <IconPinFilled size={14} role="img" aria-label="Pinned" color="var(--ergo-muted)" />}
        {run && (
          <span className={classes.status} title={run.result && whyTold(run.result).sentence}>
            <StatusGlyph status={run.status} />
          </span>
        )}
      </div>
      {rows > 0 && <div style={{ height: rows * PORT_HEIGHT + 8 }} />}
      {sides.flatMap(([side, ports]) =>
        ports.map((port, i) => (
          <Port
            key={`${side} ${port.name}`}
            nodeId={node.id}
            nodeName={facts.name}
            port={port}
            side={side}
            place={i}
            count={ports.length}
            readOnly={readOnly}
          />
        )),
      )}
      {chart && <Thumbnail nodeId={node.id} />}
      {run && <NodeFooter node={node} run={run} />}
    </>
  )
}
