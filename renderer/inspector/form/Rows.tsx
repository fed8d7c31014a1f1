import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Rows.module.css'

interface RowsProps {
  readonly count: number
  readonly readOnly: boolean
  /** Each row is a box of its own, for content of several lines. */
  readonly boxed?: boolean
  readonly add: { readonly words: string; readonly label?: string; readonly act: () => void }
  readonly removeLabel: (at: number) => string
  readonly onRemove: (at: number) => void
  /** What stands in a row. */
  readonly children: (at: number) => ReactNode
}

/** Rows that can be taken away, and a button that adds one. */
export function Rows({ count, readOnly, boxed, add, removeLabel, onRemove, children }: RowsProps) {
  return (
    <>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a row holds is being edited: it has no other identity
        <div key={at} className={classes.row} data-boxed={boxed || undefined}>
          <div className={classes.content}>{children(at)}</div>
          <ActionIcon aria-label={removeLabel(at)} disabled={readOnly} onClick={() => onRemove(at)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        className={classes.add ?? ''}
        leftSection={<IconPlus size={14} />}
        disabled={readOnly}
        {...(add.label === undefined ? {} : { 'aria-label': add.label })}
        onClick={add.act}
      >
        {add.words}
      </Button>
    </>
  )
}
