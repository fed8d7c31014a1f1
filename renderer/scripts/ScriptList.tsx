import { CloseButton, Loader, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScriptSummary } from '#shared/contract/scripts.ts'
import { openDraft, openScript } from '../actions/verbs/scripts.tsx'
import { errorOf, queries } from '../api.ts'
import { isChanged, keyOf, useScripts } from '../stores/scripts.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { ReadyScripts } from './ReadyScripts.tsx'
import classes from './ScriptList.module.css'

interface ItemProps {
  readonly name: string
  readonly words: string
  readonly current: boolean
  readonly changed: boolean
  readonly onOpen: () => void
}

function Item({ name, words, current, changed, onOpen }: ItemProps) {
  return (
    <li>
      <UnstyledButton className={classes.item} aria-current={current ? 'true' : undefined} onClick={onOpen}>
        <span className={classes.name}>
          {name}
          {changed && (
            <span
              className={classes.dot}
              role="img"
              aria-label="Not saved"
              title="There is something that is not saved"
            />
          )}
        </span>
        <span className={classes.words}>{words}</span>
      </UnstyledButton>
    </li>
  )
}

const wordsOf = ({ category, version, tags }: ScriptSummary): string =>
  [category, `version ${version}`, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · ')

/** Every script of the library, those begun and never saved, and those that come with Ergo. */
export function ScriptList() {
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [settled] = useDebouncedValue(search.trim(), 150)
  const open = useScripts((scripts) => scripts.key)
  const changed = useScripts(
    (scripts) => scripts.key !== undefined && isChanged(scripts.saved, scripts.draft),
  )
  const draftName = useScripts((scripts) => scripts.draft.name)
  const labels = useQuery(queries.scripts.labels.queryOptions())
  const drafts = useQuery(queries.scripts.drafts.queryOptions())
  const list = useInfiniteQuery(
    queries.scripts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 200,
        ...(settled ? { search: settled } : {}),
        ...(category ? { category } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const scripts = list.data?.pages.flatMap((page) => page.items) ?? []
  const drafted = new Set(drafts.data?.map(({ key }) => key))
  const begun = settled || category ? [] : (drafts.data ?? []).filter(({ key }) => key.startsWith('new '))
  const categories = labels.data?.categories ?? []
  return (
    <section className={classes.side} aria-label="Library">
      <div className={classes.filters}>
        <TextInput
          aria-label="Search scripts"
          placeholder="Search scripts and tags"
          leftSection={<IconSearch size={14} />}
          rightSection={
            search && <CloseButton size="xs" aria-label="Clear search" onClick={() => setSearch('')} />
          }
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {categories.length > 0 && (
          <Select
            aria-label="Category"
            placeholder="Any category"
            data={categories}
            value={category}
            clearable
            onChange={setCategory}
          />
        )}
      </div>
      {list.error && <Trouble error={errorOf(list.error)} retry={() => void list.refetch()} />}
      {list.isPending && <Loader size="sm" m="md" />}
      <ul className={classes.list}>
        {begun.map(({ key, name }) => (
          <Item
            key={key}
            name={(key === open ? draftName : name) || 'Unnamed script'}
            words="not saved yet"
            current={key === open}
            changed
            onOpen={() => void openDraft(key)}
          />
        ))}
        {scripts.map((script) => (
          <Item
            key={script.name}
            name={script.name}
            words={wordsOf(script)}
            current={keyOf(script.name) === open}
            changed={keyOf(script.name) === open ? changed : drafted.has(keyOf(script.name))}
            onOpen={() => void openScript(script.name)}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <UnstyledButton className={classes.more} onClick={() => void list.fetchNextPage()}>
          Show more
        </UnstyledButton>
      )}
      {list.isSuccess && scripts.length + begun.length === 0 && (
        <p className={classes.none}>{settled || category ? 'No script fits.' : 'You have no script yet.'}</p>
      )}
      <ReadyScripts search={settled} />
    </section>
  )
}
