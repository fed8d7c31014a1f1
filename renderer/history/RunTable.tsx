import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import type { RunSummary } from '#shared/contract/runs.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { formatAgo, formatCount, formatDuration, formatMoment } from '../ui/format.ts'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './RunTable.module.css'

function counts({ counts: of }: RunSummary): string {
  const parts = [`${formatCount(of.completed)} of ${formatCount(of.total)} nodes`]
  if (of.failed > 0) parts.push(`${formatCount(of.failed)} failed`)
  if (of.skipped > 0) parts.push(`${formatCount(of.skipped)} skipped`)
  if (of.reused > 0) parts.push(`${formatCount(of.reused)} reused`)
  return parts.join(', ')
}

const STATE_WORDS = { same: '', changed: 'changed since', deleted: 'deleted since' } as const

interface RunTableProps {
  readonly runs: readonly RunSummary[]
  readonly withChain: boolean
}

/** Runs, newest first; one opens on the canvas as it was. */
export function RunTable({ runs, withChain }: RunTableProps) {
  const now = useNow(true, 30_000)
  return (
    <Table className={classes.table ?? ''} horizontalSpacing="md" verticalSpacing={6} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Started</Table.Th>
          {withChain && <Table.Th>Chain</Table.Th>}
          <Table.Th>Status</Table.Th>
          <Table.Th className={classes.number ?? ''}>Time</Table.Th>
          <Table.Th>Nodes</Table.Th>
          <Table.Th className={classes.wide ?? ''}>What went wrong</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id} className={classes.row ?? ''}>
            <Table.Td>
              <UnstyledButton
                className={classes.open}
                title={formatMoment(run.startedAt)}
                onClick={() => void openPast(run.id)}
              >
                {formatAgo(run.startedAt, now)}
                <VisuallyHidden>, open this run</VisuallyHidden>
              </UnstyledButton>
            </Table.Td>
            {withChain && (
              <Table.Td className={classes.name ?? ''}>
                {run.chainName} <span className={classes.state}>{STATE_WORDS[run.chainState]}</span>
              </Table.Td>
            )}
            <Table.Td>
              <span className={classes.status}>
                <StatusGlyph status={run.status} /> {statusWord(run.status)}
              </span>
            </Table.Td>
            <Table.Td className={classes.number ?? ''}>
              {run.durationMs === null ? '' : formatDuration(run.durationMs)}
            </Table.Td>
            <Table.Td>{counts(run)}</Table.Td>
            <Table.Td className={classes.error ?? ''} title={run.error?.message}>
              {run.error?.message}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
