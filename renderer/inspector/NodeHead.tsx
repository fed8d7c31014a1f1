import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ChainNode } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { useDocument, useReadOnly } from '../stores/document.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { CollapseButton } from '../ui/Panel.tsx'
import classes from './NodeHead.module.css'
import { NodeIdButton } from './NodeIdButton.tsx'

/** The selected node: its icon, its name (to be changed here) and the id by which expressions call it. */
export function NodeHead({ node }: { readonly node: ChainNode }) {
  const facts = factsOf(node)
  const readOnly = useReadOnly()
  const [draft, setDraft] = useState<string>()
  const rename = (name: string): void =>
    useDocument
      .getState()
      .edit(
        `Rename ${facts.name}`,
        { type: 'renameNode', id: node.id, name: name.trim() || null },
        `name ${node.id}`,
      )
  return (
    <div className={classes.head}>
      <OperationIcon icon={facts.spec?.icon} type={node.type} size={32} />
      <div className={classes.names}>
        <TextInput
          variant="unstyled"
          classNames={{ input: classes.name ?? '' }}
          aria-label="Name of the node"
          maxLength={500}
          readOnly={readOnly}
          value={draft ?? facts.name}
          onChange={(event) => {
            setDraft(event.currentTarget.value)
            rename(event.currentTarget.value)
          }}
          onBlur={() => setDraft(undefined)}
        />
        <div className={classes.line}>
          <span>{facts.title}</span>
          <span aria-hidden>·</span>
          <NodeIdButton id={node.id} readOnly={readOnly} />
        </div>
      </div>
      <CollapseButton panel="inspector" />
    </div>
  )
}
