import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import { byType, searchOperations } from '../model/operations.ts'
import { useReadOnly } from '../stores/document.ts'
import { CollapseButton, Panel } from '../ui/Panel.tsx'
import { TYPE_WORDS } from '../ui/types.ts'
import classes from './Palette.module.css'
import { PaletteItem } from './PaletteItem.tsx'

/** Every operation there is, to drag onto the canvas or to add with Enter. */
export function Palette() {
  const [query, setQuery] = useState('')
  const groups = byType(searchOperations(useDeferredValue(query)))
  const readOnly = useReadOnly()
  const search = (
    <>
      <TextInput
        className={classes.search ?? ''}
        aria-label="Search operations"
        placeholder="Search operations"
        leftSection={<IconSearch size={14} />}
        rightSection={
          query && <CloseButton size="xs" aria-label="Clear search" onClick={() => setQuery('')} />
        }
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <CollapseButton panel="palette" />
    </>
  )
  return (
    <Panel label="Palette" head={search}>
      {groups.map(({ type, specs }) => (
        <section key={type} className={classes.group} aria-label={TYPE_WORDS[type].title}>
          <h2 className={classes.heading} title={TYPE_WORDS[type].help}>
            {TYPE_WORDS[type].title}
          </h2>
          {specs.map((spec) => (
            <PaletteItem key={spec.id} spec={spec} disabled={readOnly} />
          ))}
        </section>
      ))}
      {groups.length === 0 && <p className={classes.none}>No operation is called “{query}”.</p>}
    </Panel>
  )
}
