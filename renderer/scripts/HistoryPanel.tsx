import { Button, Loader, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListedExecution } from '#shared/contract/scripts.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { errorOf, queries } from '../api.ts'
import { writeLine } from '../inspector/form/literal.ts'
import { useScripts } from '../stores/scripts.ts'
import { formatAgo, formatDuration, formatMoment } from '../ui/format.ts'
import { Paged } from '../ui/Paged.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { useNow } from '../ui/useNow.ts'
import classes from './HistoryPanel.module.css'
import { OutcomeView } from './OutcomeView.tsx'

/** Every run of the script, alone or in a chain, as it was. */
export function HistoryPanel() {
  const saved = useScripts((scripts) => scripts.saved)
  return saved ? (
    <Executions name={saved.name} />
  ) : (
    <p className={classes.words}>Runs are kept once it is saved.</p>
  )
}

function Executions({ name }: { readonly name: string }) {
  const now = useNow(true, 30_000)
  const [open, setOpen] = useState<string>()
  const list = useInfiniteQuery(
    queries.scripts.executions.infiniteOptions({
      input: (cursor: string | undefined) => ({
        name,
        limit: 25,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      // Chains run it without telling.
      refetchOnMount: 'always',
    }),
  )
  const runs = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Paged list={list} small>
      {list.isSuccess && runs.length === 0 && (
        <p className={classes.words}>It has not been run yet. What comes of every run is kept here.</p>
      )}
      <ul className={classes.list}>
        {runs.map((run) => (
          <li key={run.id}>
            <UnstyledButton
              className={classes.run}
              aria-expanded={open === run.id}
              title={formatMoment(run.startedAt)}
              onClick={() => setOpen(open === run.id ? undefined : run.id)}
            >
              <StatusGlyph status={run.status} />
              <span>{formatAgo(run.startedAt, now)}</span>
              <span className={classes.facts}>
                version {run.version}
                {run.durationMs !== null && ` · ${formatDuration(run.durationMs)}`}
                {run.executionId !== null && ' · in a chain'}
              </span>
            </UnstyledButton>
            {open === run.id && <OneExecution run={run} />}
          </li>
        ))}
      </ul>
    </Paged>
  )
}

function OneExecution({ run }: { readonly run: ListedExecution }) {
  const { id, executionId } = run
  const { data, error } = useQuery(queries.scripts.execution.queryOptions({ input: { id } }))
  if (error) return <Trouble error={errorOf(error)} />
  if (!data) return <Loader size="xs" />
  return (
    <div className={classes.detail}>
      <dl className={classes.arguments}>
        {Object.entries(data.arguments).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{writeLine(value).slice(0, 200)}</dd>
          </div>
        ))}
      </dl>
      <OutcomeView outcome={data} />
      {executionId !== null && (
        <Button variant="default" size="compact-xs" onClick={() => void openPast(executionId)}>
          Open the chain’s run
        </Button>
      )}
    </div>
  )
}
