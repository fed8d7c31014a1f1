import { Textarea } from '@mantine/core'
import { useDocument, useReadOnly, useShownChain } from '../stores/document.ts'
import { plural } from '../ui/format.ts'
import classes from './ItemPanels.module.css'
import { ParameterList } from './ParameterList.tsx'

/** The chain itself, while nothing on it is selected. */
export function ChainPanel() {
  const chain = useShownChain()
  const path = useDocument((store) => store.path)
  const readOnly = useReadOnly()
  if (!chain) return null
  return (
    <div className={classes.panel}>
      <p className={classes.words}>
        {plural(chain.nodes.length, 'node')}, {plural(chain.edges.length, 'wire')}
        {path && (
          <>
            <br />
            File: {path}
          </>
        )}
      </p>
      <Textarea
        label="Description"
        placeholder="What the chain is for"
        autosize
        minRows={2}
        maxRows={10}
        readOnly={readOnly}
        value={chain.description ?? ''}
        onChange={(event) =>
          useDocument
            .getState()
            .edit(
              'Describe chain',
              { type: 'describeChain', description: event.currentTarget.value || null },
              'description',
            )
        }
      />
      <ParameterList parameters={chain.parameters} readOnly={readOnly} />
    </div>
  )
}
