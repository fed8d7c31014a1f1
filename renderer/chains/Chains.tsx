import { Button, CloseButton, Table, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFolderOpen, IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { perform } from '../actions/index.ts'
import { queries } from '../api.ts'
import { StartWith } from '../templates/StartWith.tsx'
import { Page } from '../ui/Page.tsx'
import { Paged } from '../ui/Paged.tsx'
import { ChainDrop } from './ChainDrop.tsx'
import { ChainRow } from './ChainRow.tsx'
import classes from './Chains.module.css'

/** Every chain there is. */
export function Chains() {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 150)
  const list = useInfiniteQuery(
    queries.chains.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(settled ? { search: settled } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: (before) => before,
    }),
  )
  const chains = list.data?.pages.flatMap((page) => page.items) ?? []
  const actions = (
    <>
      <TextInput
        className={classes.search ?? ''}
        aria-label="Search chains"
        placeholder="Search by name, description or node"
        leftSection={<IconSearch size={14} />}
        rightSection={
          search && <CloseButton size="xs" aria-label="Clear search" onClick={() => setSearch('')} />
        }
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={() => void perform('openFile')}
      >
        Open file
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void perform('newChain')}>
        New chain
      </Button>
    </>
  )
  return (
    <Page title="Chains" actions={actions}>
      <ChainDrop />
      <Paged list={list}>
        {chains.length > 0 && (
          <Table className={classes.table ?? ''} horizontalSpacing="lg" verticalSpacing={10}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Last run</Table.Th>
                <Table.Th>Changed</Table.Th>
                <Table.Th>Nodes</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {chains.map((chain) => (
                <ChainRow key={chain.id} chain={chain} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paged>
      {list.isSuccess && chains.length === 0 && settled && (
        <p className={classes.none}>No chain fits “{settled}”.</p>
      )}
      {list.isSuccess && !settled && chains.length < 5 && <StartWith lead={chains.length === 0} />}
    </Page>
  )
}
