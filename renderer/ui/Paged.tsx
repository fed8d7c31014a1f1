import { Button, Loader } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { errorOf } from '../api.ts'
import classes from './Paged.module.css'
import { Trouble } from './Trouble.tsx'

interface PagedProps {
  readonly list: Pick<
    UseInfiniteQueryResult<unknown>,
    'error' | 'isPending' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'refetch'
  >
  /** What the button for the next page says. */
  readonly more?: string
  /** Within a panel, rather than a page. */
  readonly small?: boolean
  readonly children: ReactNode
}

/** A list that comes in pages: what went wrong, that it is on its way, what is there, and the way to more. */
export function Paged({ list, more = 'Show more', small = false, children }: PagedProps) {
  return (
    <>
      {list.error && (
        <div className={small ? undefined : classes.trouble}>
          <Trouble error={errorOf(list.error)} retry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <Loader size="sm" m={small ? 'xs' : 'lg'} />}
      {children}
      {list.hasNextPage && (
        <Button
          variant="default"
          size={small ? 'compact-xs' : 'xs'}
          m={small ? 'xs' : 'lg'}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </>
  )
}
