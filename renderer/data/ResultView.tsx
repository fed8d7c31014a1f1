import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { ChainNode } from '#shared/chain/schema.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { queries } from '../api.ts'
import { factsOf, type NodeFacts } from '../model/facts.ts'
import { ValueView } from '../results/ValueView.tsx'
import { BytesView } from './BytesView.tsx'
import { DataGrid } from './DataGrid.tsx'
import { JsonTree } from './JsonTree.tsx'
import { ALL_ROWS, type ValueAt } from './pages.ts'
import classes from './ResultView.module.css'
import { TableView } from './TableView.tsx'
import { TextView } from './TextView.tsx'

const ChartView = lazy(() => import('../charts/ChartView.tsx'))

interface Choice {
  readonly value: string
  readonly label: string
}

const CHART = 'chart'
const portChoice = (name: string): string => `port ${name}`

/** What of a node there is to see: the chart that its operation is best seen as, and what each of its ports gives. */
function choicesOf({ spec, outputs }: NodeFacts): Choice[] {
  const ports = spec?.traits.branches ? outputs.slice(0, 1) : outputs
  const list = ports.map(({ name, label }) => ({ value: portChoice(name), label: label ?? 'Result' }))
  return spec?.chart ? [{ value: CHART, label: 'Chart' }, ...list] : list
}

interface ResultViewProps {
  readonly at: ValueAt
  readonly node: ChainNode
  /** Of the result itself. */
  readonly preview: ValuePreview
}

/** A node's result, large. */
export function ResultView({ at, node, preview }: ResultViewProps) {
  const facts = factsOf(node)
  const choices = choicesOf(facts)
  const [chosen, setChosen] = useState(choices[0]?.value ?? '')
  const port = facts.outputs.find(({ name }) => portChoice(name) === chosen)?.name
  const first = facts.outputs[0]?.name
  const name = node.name ?? node.id
  return (
    <div className={classes.result}>
      {choices.length > 1 && (
        <div className={classes.choices}>
          <SegmentedControl
            size="xs"
            aria-label="What to show"
            data={choices}
            value={chosen}
            onChange={setChosen}
          />
        </div>
      )}
      <div className={classes.body}>
        <Suspense>
          {chosen === CHART ? (
            <ChartView at={at} chart={{ by: 'result' }} />
          ) : port === undefined || port === first ? (
            <ValueAtView at={at} preview={preview} name={name} />
          ) : (
            <PortView key={port} at={{ ...at, port }} name={`${name} ${port}`} />
          )}
        </Suspense>
      </div>
    </div>
  )
}

function PortView({ at, name }: { readonly at: ValueAt; readonly name: string }) {
  const { data } = useQuery(
    queries.values.preview.queryOptions({ input: at, staleTime: Number.POSITIVE_INFINITY }),
  )
  return data ? <ValueAtView at={at} preview={data} name={name} /> : null
}

interface ValueAtViewProps {
  readonly at: ValueAt
  readonly preview: ValuePreview
  readonly name: string
}

function ValueAtView({ at, preview, name }: ValueAtViewProps) {
  switch (preview.kind) {
    case 'table':
      return <TableView at={at} name={name} />
    case 'chart':
      return <ChartView at={at} chart={{ by: 'value' }} table={<DataGrid at={at} query={ALL_ROWS} />} />
    case 'bytes':
      return <BytesView at={at} />
    case 'json':
      if (preview.type === 'text' && preview.partial) return <TextView at={at} />
      if ((preview.type === 'list' || preview.type === 'record') && preview.size !== 0)
        return <JsonTree at={at} />
      break
    case 'file':
  }
  return (
    <div className={classes.value}>
      <ValueView preview={preview} />
    </div>
  )
}
