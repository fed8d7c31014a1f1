import { Button, Loader, MultiSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RUN_STATUSES, RunStatus } from '#shared/run/events.ts'
import { errorOf, queries } from '../api.ts'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { statusWord } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './Runs.module.css'
import { RunTable } from './RunTable.tsx'

/** Every run there was, of any chain. */
export function Runs() {
  const [text, setText] = useState('')
  const [status, setStatus] = useState<RunStatus[]>([])
  const [settled] = useDebouncedValue(text.trim(), 200)
  const list = useInfiniteQuery(
    queries.runs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(settled ? { text: settled } : {}),
        ...(status.length > 0 ? { status } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const runs = list.data?.pages.flatMap((page) => page.items) ?? []
  const filtered = settled !== '' || status.length > 0
  const filters = (
    <>
      <MultiSelect
        className={classes.status ?? ''}
        aria-label="Status"
        placeholder={status.length > 0 ? '' : 'Any status'}
        data={RUN_STATUSES.map((one) => ({ value: one, label: statusWord(one) }))}
        value={status}
        clearable
        onChange={(values) => setStatus(values.flatMap((value) => RunStatus.safeParse(value).data ?? []))}
      />
      <TextInput
        className={classes.search ?? ''}
        aria-label="Search runs"
        placeholder="Search inputs, results and errors"
        leftSection={<IconSearch size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </>
  )
  return (
    <Page title="Runs" actions={filters}>
      {list.error && (
        <div className={classes.trouble}>
          <Trouble error={errorOf(list.error)} retry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <Loader size="sm" m="lg" />}
      {runs.length > 0 && <RunTable runs={runs} withChain />}
      {list.hasNextPage && (
        <Button
          variant="default"
          m="lg"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
      {list.isSuccess && runs.length === 0 && (
        <Empty icon={IconHistory} title={filtered ? 'No run fits' : 'No runs yet'}>
          {filtered
            ? 'Try other words or another status.'
            : 'Every run is kept here and opens on the canvas as it was.'}
        </Empty>
      )}
    </Page>
  )
}
