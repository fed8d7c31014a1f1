import { IconHistory } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { errorOf, queries } from '../api.ts'
import { ChosenBar } from '../history/ChosenBar.tsx'
import { RunTable } from '../history/RunTable.tsx'
import { useDocument } from '../stores/document.ts'
import { Empty } from '../ui/Empty.tsx'
import { Trouble } from '../ui/Trouble.tsx'

/** The last runs of the open chain. */
export function RunsTab() {
  const chainId = useDocument((store) => store.id)
  const { data, error, refetch } = useQuery(
    queries.runs.list.queryOptions({ input: chainId === undefined ? skipToken : { chainId, limit: 50 } }),
  )
  if (error) return <Trouble error={errorOf(error)} retry={() => void refetch()} />
  if (!data || chainId === undefined) return null
  if (data.items.length === 0) {
    return (
      <Empty icon={IconHistory} title="No runs yet">
        Press Run: every run is kept here, with its inputs and results, and can be opened again.
      </Empty>
    )
  }
  return (
    <>
      <ChosenBar runs={data.items} list={chainId} filter={{ chainId }} more={data.next !== null} />
      <RunTable runs={data.items} withChain={false} list={chainId} />
    </>
  )
}
