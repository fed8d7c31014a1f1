import { Button, Checkbox, Group, Loader, MultiSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExecutionId } from '#shared/base/ids.ts'
import { ROW_STATES, type RowState } from '#shared/contract/comparison.ts'
import { errorOf, queries } from '../api.ts'
import { formatCount } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './Changes.module.css'
import { Changes } from './Changes.tsx'
import { RowChanges } from './RowChanges.tsx'

const WORDS: Readonly<Record<RowState, string>> = {
  changed: 'changed',
  added: 'added',
  removed: 'removed',
  same: 'the same',
}
const PAGE = 50

interface ValueChangesProps {
  readonly a: ExecutionId
  readonly b: ExecutionId
  readonly nodeId: string
  /** One of its outputs; left out, the result itself. */
  readonly port?: string | undefined
}

/** A node's two results beside each other: rows by their key, other values field by field. */
export function ValueChanges({ a, b, nodeId, port }: ValueChangesProps) {
  const [keys, setKeys] = useState<string[]>()
  const [states, setStates] = useState<readonly RowState[]>(['changed', 'added', 'removed'])
  const query = useInfiniteQuery(
    queries.comparison.values.infiniteOptions({
      input: (offset: number) => ({
        a,
        b,
        nodeId,
        port,
        ...(keys ? { keys } : {}),
        states: [...states],
        offset,
        limit: PAGE,
      }),
      initialPageParam: 0,
      getNextPageParam: (page) =>
        page.kind === 'table' && page.offset + page.rows.length < page.matching
          ? page.offset + page.rows.length
          : undefined,
      placeholderData: (before) => before,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  if (query.error) return <Trouble error={errorOf(query.error)} retry={() => void query.refetch()} />
  const first = query.data?.pages[0]
  if (!first) return <Loader size="sm" m="md" />
  if (first.kind === 'value') {
    return (
      <>
        <h3 className={classes.heading}>{port === undefined ? 'Its result' : `Its output ${port}`}</h3>
        <Changes changes={first.fields} same="The two results are the same." />
        {first.more && <p className={classes.same}>There is more that differs.</p>}
      </>
    )
  }
  const rows = query.data?.pages.flatMap((page) => (page.kind === 'table' ? page.rows : [])) ?? []
  const toggle = (state: RowState, on: boolean): void => {
    const next = ROW_STATES.filter((one) => (one === state ? on : states.includes(one)))
    if (next.length > 0) setStates(next)
  }
  return (
    <>
      <Group gap={16} align="end" my={8}>
        <MultiSelect
          label="Rows are the same by"
          description={first.keys.length === 0 ? 'No key: matched by their place' : undefined}
          placeholder={first.keys.length === 0 ? 'their place' : ''}
          w={240}
          data={first.columns.filter((column) => column.in === 'both').map((column) => column.name)}
          value={keys ?? first.keys}
          clearable
          onChange={setKeys}
        />
        {ROW_STATES.map((state) => (
          <Checkbox
            key={state}
            mb={8}
            label={`${formatCount(first.counts[state])} ${WORDS[state]}`}
            checked={states.includes(state)}
            onChange={(event) => toggle(state, event.currentTarget.checked)}
          />
        ))}
      </Group>
      <RowChanges columns={first.columns} rows={rows} />
      {query.hasNextPage && (
        <Button
          variant="default"
          my={8}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more rows
        </Button>
      )}
    </>
  )
}
