import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBulb, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConclusionFilter } from '#shared/contract/conclusions.ts'
import { Standing } from '#shared/run/standing.ts'
import { queries } from '../api.ts'
import { ChainSelect } from '../chains/ChainSelect.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Paged } from '../ui/Paged.tsx'
import { useNow } from '../ui/useNow.ts'
import { ConclusionItem } from './ConclusionItem.tsx'
import classes from './Conclusions.module.css'

type Kind = NonNullable<ConclusionFilter['kind']>
const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'conclusion', label: 'Conclusions' },
  { value: 'annotation', label: 'Annotations' },
]
const STANDINGS = [
  { value: 'stale', label: 'Stale' },
  { value: 'current', label: 'Current' },
  { value: 'unknown', label: 'Can’t be checked' },
]

/** The ledger: what chains have concluded, and whether it still stands. */
export function Conclusions() {
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<Pick<ConclusionFilter, 'kind' | 'chainId' | 'standing'>>({})
  const now = useNow(true, 30_000)
  const [settled] = useDebouncedValue(text.trim(), 200)
  const list = useInfiniteQuery(
    queries.conclusions.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...filter,
        ...(settled ? { search: settled } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
      // Files change without telling anybody: looked at anew each time the ledger is.
      refetchOnMount: 'always',
    }),
  )
  const found = list.data?.pages.flatMap((page) => page.items) ?? []
  const seeking = settled !== '' || Object.values(filter).some((one) => one !== undefined)
  const narrow = (change: typeof filter): void => {
    const next = { ...filter, ...change }
    setFilter(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)))
  }
  return (
    <Page title="Conclusions">
      <search className={classes.filters} aria-label="Filter conclusions">
        <TextInput
          className={classes.search ?? ''}
          aria-label="Search conclusions"
          placeholder="Search subject, content and data"
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          className={classes.select ?? ''}
          aria-label="Standing"
          placeholder="Current or stale"
          clearable
          data={STANDINGS}
          value={filter.standing ?? null}
          onChange={(value) => narrow({ standing: Standing.shape.state.safeParse(value).data })}
        />
        <Select
          className={classes.select ?? ''}
          aria-label="Kind"
          placeholder="Any kind"
          clearable
          data={[...KINDS]}
          value={filter.kind ?? null}
          onChange={(value) => narrow({ kind: KINDS.find((kind) => kind.value === value)?.value })}
        />
        <ChainSelect
          className={classes.select ?? ''}
          value={filter.chainId ?? null}
          onChange={(chainId) => narrow({ chainId: chainId ?? undefined })}
        />
      </search>
      <Paged list={list} more={found.length === 0 ? 'Look further back' : 'Show more'}>
        <ul className={classes.list} aria-label="Conclusions">
          {found.map((one) => (
            <ConclusionItem key={one.id} conclusion={one} now={now} />
          ))}
        </ul>
      </Paged>
      {list.isSuccess && found.length === 0 && !list.hasNextPage && (
        <Empty icon={IconBulb} title={seeking ? 'No conclusion fits' : 'No conclusions yet'}>
          {seeking
            ? 'Try other words, or fewer filters.'
            : 'What the operation Store writes is kept here, with the run, the node and the files that it came from.'}
        </Empty>
      )}
    </Page>
  )
}
