import { ActionIcon, Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import type { RunSummary } from '#shared/contract/runs.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { starRuns } from '../actions/verbs/pastRuns.tsx'
import { chosenOf, type RunList, useHistory } from '../stores/history.ts'
import { formatAgo, formatDuration, formatMoment } from '../ui/format.ts'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'
import { useNow } from '../ui/useNow.ts'
import { RunMenu } from './RunMenu.tsx'
import classes from './RunTable.module.css'
import { countWords, STATE_WORDS, TRIGGER_WORDS } from './words.ts'

interface RunTableProps {
  readonly runs: readonly RunSummary[]
  readonly withChain: boolean
  /** The list that these are, in which runs can be marked for what is done with several. */
  readonly list: RunList
}

function Star({ run }: { readonly run: RunSummary }) {
  return (
    <ActionIcon
      className={classes.star ?? ''}
      size="sm"
      aria-pressed={run.starred}
      aria-label={run.starred ? 'Starred, take the star away' : 'Star: keep this run'}
      title={run.starred ? 'Starred: never pruned' : 'Star: never prune this run'}
      onClick={() => void starRuns([run.id], !run.starred)}
    >
      {run.starred ? <IconStarFilled size={14} className={classes.starred} /> : <IconStar size={14} />}
    </ActionIcon>
  )
}

function Mark({ run, list }: { readonly run: RunSummary; readonly list: RunList }) {
  const chosen = useHistory((store) => chosenOf(store, list).has(run.id))
  const choose = useHistory((store) => store.choose)
  return (
    <Checkbox
      className={classes.check ?? ''}
      aria-label={`Choose the run of ${formatMoment(run.startedAt)}`}
      checked={chosen}
      onChange={(event) => choose(list, [run.id], event.currentTarget.checked)}
    />
  )
}

function MarkAll({ runs, list }: { readonly runs: readonly RunSummary[]; readonly list: RunList }) {
  const chosen = useHistory((store) => chosenOf(store, list))
  const choose = useHistory((store) => store.choose)
  const count = runs.filter((run) => chosen.has(run.id)).length
  return (
    <Checkbox
      aria-label="Choose all shown"
      checked={count > 0 && count === runs.length}
      indeterminate={count > 0 && count < runs.length}
      onChange={(event) =>
        choose(
          list,
          runs.map((run) => run.id),
          event.currentTarget.checked,
        )
      }
    />
  )
}

/** Runs, newest first; one opens on the canvas as it was. */
export function RunTable({ runs, withChain, list }: RunTableProps) {
  const now = useNow(true, 30_000)
  return (
    <Table className={classes.table ?? ''} horizontalSpacing="md" verticalSpacing={6} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.tool ?? ''}>
            <MarkAll runs={runs} list={list} />
          </Table.Th>
          <Table.Th className={classes.tool ?? ''}>
            <VisuallyHidden>Star</VisuallyHidden>
          </Table.Th>
          <Table.Th>Started</Table.Th>
          {withChain && <Table.Th>Chain</Table.Th>}
          <Table.Th>Status</Table.Th>
          <Table.Th className={classes.number ?? ''}>Time</Table.Th>
          <Table.Th>Nodes</Table.Th>
          <Table.Th>By</Table.Th>
          <Table.Th className={classes.wide ?? ''}>What went wrong</Table.Th>
          <Table.Th className={classes.tool ?? ''}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id} className={classes.row ?? ''}>
            <Table.Td className={classes.tool ?? ''}>
              <Mark run={run} list={list} />
            </Table.Td>
            <Table.Td className={classes.tool ?? ''}>
              <Star run={run} />
            </Table.Td>
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
            <Table.Td>{countWords(run)}</Table.Td>
            <Table.Td className={classes.state ?? ''}>{TRIGGER_WORDS[run.trigger]}</Table.Td>
            <Table.Td className={classes.error ?? ''} title={run.error?.message}>
              {run.error?.message}
            </Table.Td>
            <Table.Td className={classes.tool ?? ''}>
              <RunMenu run={run} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
