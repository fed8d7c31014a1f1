import { Button, CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { api, errorOf } from '../api.ts'
import { toast } from '../ui/toast.ts'
import classes from './JsonTree.module.css'
import type { ValueAt } from './pages.ts'
import type { Path } from './tree.ts'
import frame from './View.module.css'

interface SearchProps {
  readonly at: ValueAt
  readonly found: readonly Path[] | undefined
  readonly onFound: (found: readonly Path[] | undefined) => void
  readonly onGo: (path: Path) => void
}

/** Looks for a text in all keys and values; what is found is gone to one after the other. */
export function JsonSearch({ at, found, onFound, onGo }: SearchProps) {
  const [now, setNow] = useState(0)
  const search = async (text: string): Promise<void> => {
    if (text === '') return onFound(undefined)
    try {
      const { paths } = await api.values.search({ ...at, text })
      onFound(paths)
      setNow(0)
      const [first] = paths
      if (first) onGo(first)
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }
  const step = (by: number): void => {
    if (!found || found.length === 0) return
    const next = (now + by + found.length) % found.length
    setNow(next)
    const path = found[next]
    if (path) onGo(path)
  }
  return (
    <div className={frame.bar}>
      <TextInput
        className={classes.search ?? ''}
        aria-label="Search keys and values"
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        onKeyDown={(event) => event.key === 'Enter' && void search(event.currentTarget.value)}
      />
      {found && (
        <>
          <output className={classes.count}>
            {found.length === 0
              ? 'Nothing found'
              : `${now + 1} of ${found.length}${found.length === 1000 ? ' and more' : ''}`}
          </output>
          <Button size="compact-xs" variant="default" disabled={found.length < 2} onClick={() => step(-1)}>
            Previous
          </Button>
          <Button size="compact-xs" variant="default" disabled={found.length < 2} onClick={() => step(1)}>
            Next
          </Button>
          <CloseButton size="sm" aria-label="End the search" onClick={() => onFound(undefined)} />
        </>
      )}
    </div>
  )
}
