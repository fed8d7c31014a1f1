import { Menu, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionItems } from '../actions/ActionItems.tsx'
import { useDocument, useReadOnly, useShownChain } from '../stores/document.ts'
import classes from './ChainTitle.module.css'

/** Why nothing is offered for the whole chain there: the open one may be quite another than the name says. */
const NOT_OF_PAST = 'Not while a past run is shown: these are for the chain as it is now.'

/** The chain's name: a menu of what can be done with the whole chain, and its rename. */
export function ChainTitle() {
  const name = useShownChain()?.name ?? ''
  const readOnly = useReadOnly()
  const [renaming, setRenaming] = useState(false)
  const rename = (text: string): void => {
    setRenaming(false)
    const next = text.trim()
    if (next && next !== name)
      useDocument.getState().edit('Rename chain', { type: 'describeChain', name: next })
  }
  if (renaming) {
    return (
      <TextInput
        autoFocus
        className={classes.input ?? ''}
        aria-label="Name of the chain"
        defaultValue={name}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => rename(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename(event.currentTarget.value)
          if (event.key === 'Escape') setRenaming(false)
        }}
      />
    )
  }
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.title} aria-label={`Chain ${name}, menu`}>
          <h1 className={classes.name}>{name || 'Unnamed chain'}</h1>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={readOnly} onClick={() => setRenaming(true)}>
          Rename
        </Menu.Item>
        <Menu.Divider />
        <ActionItems groups={[['newChain', 'openFile', 'showChains', 'showTemplates']]} />
        <Menu.Divider />
        {readOnly && <Menu.Label>{NOT_OF_PAST}</Menu.Label>}
        <ActionItems
          groups={[
            ['saveFile', 'saveFileAs', 'saveTemplate'],
            ['duplicateChain', 'deleteChain'],
          ]}
        />
      </Menu.Dropdown>
    </Menu>
  )
}
