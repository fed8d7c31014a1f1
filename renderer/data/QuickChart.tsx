import { Button, MultiSelect, Select } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useState } from 'react'
import { isNumeric } from '#shared/operation/columns.ts'
import { CHART_KIND_WORDS, ChartConfig, ChartKind } from '#shared/operation/output/chart.ts'
import type { Column } from '#shared/operation/value.ts'
import { addChart } from '../actions/verbs/addChart.ts'
import ChartView from '../charts/ChartView.tsx'
import { likelyChart } from '../charts/quick.ts'
import { useReadOnly } from '../stores/document.ts'
import { Empty } from '../ui/Empty.tsx'
import type { ValueAt } from './pages.ts'
import classes from './TableView.module.css'

interface QuickChartProps {
  readonly at: ValueAt
  readonly columns: readonly Column[]
}

/** A chart of a table on the spot; it can become a node of the chain. */
export default function QuickChart({ at, columns }: QuickChartProps) {
  const [config, setConfig] = useState(() => likelyChart(columns))
  const readOnly = useReadOnly()
  if (!config) {
    return (
      <Empty icon={IconChartLine} title="No numbers to draw">
        A chart needs a column of numbers: cast one with Select columns.
      </Empty>
    )
  }
  const names = columns.map((column) => column.name)
  const numbers = columns.filter(isNumeric).map((column) => column.name)
  const cells = config.kind === 'heatmap'
  return (
    <div className={classes.chart}>
      <div className={classes.settings}>
        <Select
          label="Kind"
          data={ChartKind.options.map((kind) => ({ value: kind, label: CHART_KIND_WORDS[kind] }))}
          value={config.kind}
          onChange={(next) => {
            const kind = ChartKind.safeParse(next)
            if (kind.success) setConfig({ ...config, kind: kind.data })
          }}
          allowDeselect={false}
        />
        {config.kind !== 'histogram' && (
          <Select
            label="x"
            placeholder="The first that fits"
            data={names}
            value={config.x || null}
            onChange={(x) => setConfig({ ...config, x: x ?? '' })}
            searchable
            clearable
          />
        )}
        <MultiSelect
          label="y"
          placeholder={config.y.length === 0 ? 'The first that fits' : ''}
          data={cells ? names : numbers}
          value={config.y}
          onChange={(y) => setConfig({ ...config, y })}
          maxValues={cells ? 1 : 12}
          searchable
        />
        {!cells && (
          <Select
            label="Series by"
            placeholder="One series"
            data={names}
            value={config.group || null}
            onChange={(group) => setConfig({ ...config, group: group ?? '' })}
            searchable
            clearable
          />
        )}
        {!readOnly && (
          <Button variant="default" onClick={() => addChart(at.nodeId, at.port, config)}>
            Add as a chart node
          </Button>
        )}
      </div>
      <div className={classes.plot}>
        <ChartView
          key={JSON.stringify(config)}
          at={at}
          chart={{ by: 'config', config: ChartConfig.parse(config) }}
        />
      </div>
    </div>
  )
}
