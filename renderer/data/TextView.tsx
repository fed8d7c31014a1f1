import { ActionIcon, Switch, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, errorOf, queries } from '../api.ts'
import { plural } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { toast } from '../ui/toast.ts'
import type { ValueAt } from './pages.ts'
import classes from './TextView.module.css'
import frame from './View.module.css'

/** Characters of a part: as many as a browser lays out without a pause. */
const PART = 50_000

/** A text by parts, however long it is. */
export function TextView({ at }: { readonly at: ValueAt }) {
  const [part, setPart] = useState(0)
  const [wrap, setWrap] = useState(true)
  const [hit, setHit] = useState<{ readonly offset: number; readonly length: number }>()
  const { data, error, refetch } = useQuery(
    queries.values.text.queryOptions({
      input: { ...at, offset: part * PART, limit: PART },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5000,
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return <Trouble error={errorOf(error)} retry={() => void refetch()} />
  if (!data) return null
  const parts = Math.max(1, Math.ceil(data.size / PART))
  async function find(text: string): Promise<void> {
    if (text === '') return setHit(undefined)
    try {
      const { offset } = await api.values.find({ ...at, text, from: hit ? hit.offset + 1 : 0 })
      if (offset === null) {
        toast(hit ? 'No more of it below.' : 'It is not in this text.')
        return setHit(undefined)
      }
      setHit({ offset, length: text.length })
      setPart(Math.floor(offset / PART))
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }
  const at0 = hit ? hit.offset - data.offset : -1
  const marked = hit !== undefined && at0 >= 0 && at0 < data.text.length
  return (
    <div className={frame.view}>
      <div className={frame.bar}>
        <TextInput
          className={classes.search ?? ''}
          aria-label="Find in the text"
          placeholder="Find"
          leftSection={<IconSearch size={14} aria-hidden />}
          onKeyDown={(event) => event.key === 'Enter' && void find(event.currentTarget.value)}
        />
        <Switch
          label="Wrap lines"
          checked={wrap}
          onChange={(event) => setWrap(event.currentTarget.checked)}
        />
        <span className={classes.fill} />
        <span className={classes.count}>{plural(data.size, 'character')}</span>
        {parts > 1 && (
          <>
            <ActionIcon aria-label="Part before" disabled={part === 0} onClick={() => setPart(part - 1)}>
              <IconChevronLeft size={16} />
            </ActionIcon>
            <output className={classes.count}>{`Part ${part + 1} of ${parts}`}</output>
            <ActionIcon
              aria-label="Next part"
              disabled={part === parts - 1}
              onClick={() => setPart(part + 1)}
            >
              <IconChevronRight size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.text} data-wrap={wrap || undefined} aria-label="Text" tabIndex={0}>
        {marked ? (
          <>
            {data.text.slice(0, at0)}
            <mark key={hit.offset} ref={(mark) => mark?.scrollIntoView({ block: 'center' })}>
              {data.text.slice(at0, at0 + hit.length)}
            </mark>
            {data.text.slice(at0 + hit.length)}
          </>
        ) : (
          data.text
        )}
      </section>
    </div>
  )
}
