import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'
import { ALL_RUNS, filterOf, isSeeking, useHistory } from '../stores/history.ts'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Paged } from '../ui/Paged.tsx'
import { useNow } from '../ui/useNow.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { Filters } from './Filters.tsx'
import { RunDrop } from './RunDrop.tsx'
import classes from './Runs.module.css'
import { RunTable } from './RunTable.tsx'

/** Every run there was, of any chain. */
export function Runs() {
  const sought = useHistory()
  const [text] = useDebouncedValue(sought.text, 200)
  const now = useNow(sought.since !== null, 60_000)
  const filter = filterOf({ ...sought, text }, now)
  const list = useInfiniteQuery(
    queries.runs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const runs = list.data?.pages.flatMap((page) => page.items) ?? []
  const seeking = isSeeking({ ...sought, text })
  return (
    <Page title="Runs">
      <div className={classes.page}>
        <RunDrop />
        <Filters />
        <ChosenBar runs={runs} list={ALL_RUNS} filter={filter} more={list.hasNextPage} />
        <div className={classes.list}>
          <Paged list={list}>{runs.length > 0 && <RunTable runs={runs} withChain list={ALL_RUNS} />}</Paged>
          {list.isSuccess && runs.length === 0 && (
            <Empty icon={IconHistory} title={seeking ? 'No run fits' : 'No runs yet'}>
              {seeking
                ? 'Try other words, or fewer filters.'
                : 'Every run is kept here and opens on the canvas as it was.'}
            </Empty>
          )}
        </div>
      </div>
    </Page>
  )
}
