import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChainId } from '#shared/base/ids.ts'
import { queries } from '../api.ts'

interface ChainSelectProps {
  readonly className?: string
  readonly value: ChainId | null
  readonly onChange: (id: ChainId | null) => void
}

/** Narrows a list to what belongs to one chain. */
export function ChainSelect({ className = '', value, onChange }: ChainSelectProps) {
  const chains = useQuery(queries.chains.list.queryOptions({ input: { limit: 200 } }))
  return (
    <Select
      className={className}
      aria-label="Chain"
      placeholder="Any chain"
      searchable
      clearable
      nothingFoundMessage="No chain of this name"
      data={(chains.data?.items ?? []).map(({ id, name }) => ({
        value: id,
        label: name || 'Unnamed chain',
      }))}
      value={value}
      onChange={(chosen) => onChange(ChainId.safeParse(chosen).data ?? null)}
    />
  )
}
