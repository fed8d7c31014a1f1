import { ActionIcon, Menu, Table, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ChainSummary } from '#shared/contract/chains.ts'
import { deleteWithUndo, duplicateAndOpen, exportChain } from '../actions/verbs/chains.tsx'
import { openChain } from '../actions/verbs/openChain.ts'
import { formatAgo, formatCount, formatMoment } from '../ui/format.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import classes from './Chains.module.css'

export function ChainRow({ chain }: { readonly chain: ChainSummary }) {
  const now = Date.now()
  return (
    <Table.Tr className={classes.row ?? ''}>
      <Table.Td className={classes.name ?? ''}>
        <UnstyledButton className={classes.open} onClick={() => void openChain(chain.id)}>
          {chain.name || 'Unnamed chain'}
        </UnstyledButton>
        {chain.description && <div className={classes.description}>{chain.description}</div>}
      </Table.Td>
      <Table.Td>
        {chain.lastRun ? (
          <span className={classes.run}>
            <StatusGlyph status={chain.lastRun.status} /> {formatAgo(chain.lastRun.startedAt, now)}
          </span>
        ) : (
          <span className={classes.when}>never</span>
        )}
      </Table.Td>
      <Table.Td className={classes.when ?? ''} title={formatMoment(chain.updatedAt)}>
        {formatAgo(chain.updatedAt, now)}
      </Table.Td>
      <Table.Td className={classes.when ?? ''}>{formatCount(chain.nodeCount)}</Table.Td>
      <Table.Td>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon className={classes.actions ?? ''} aria-label={`Actions for ${chain.name}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void openChain(chain.id)}>Open</Menu.Item>
            <Menu.Item onClick={() => void duplicateAndOpen(chain.id)}>Duplicate</Menu.Item>
            <Menu.Item onClick={() => void exportChain(chain.id)}>Export</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => void deleteWithUndo(chain.id, chain.name)}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  )
}
