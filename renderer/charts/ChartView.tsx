import { ActionIcon, Loader, Menu, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconTable, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { ChartRequest, Drawing } from '#shared/contract/drawing.ts'
import { errorOf, queries } from '../api.ts'
import type { ValueAt } from '../data/pages.ts'
import { formatCount } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './Chart.module.css'
import { Plot, type PlotHandle, type Window } from './Plot.tsx'
import { exportChart } from './save.ts'

interface ChartViewProps {
  readonly at: ValueAt
  readonly chart: ChartRequest
  /** The data as a grid, where there is one to show instead. */
  readonly table?: ReactNode
  /** More buttons. */
  readonly tools?: ReactNode
}

const settled = { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 }

/** A chart with its tools. All of it is drawn at first; zoomed in, a series that is sampled is asked for again. */
export default function ChartView({ at, chart, table, tools }: ChartViewProps) {
  const [seen, setSeen] = useState<Window>()
  const [window] = useDebouncedValue(seen, 150)
  const [asTable, setAsTable] = useState(false)
  const plot = useRef<PlotHandle>(null)
  const whole = useQuery(queries.values.draw.queryOptions({ input: { ...at, chart }, ...settled }))
  const sampled = whole.data?.series.some((one) => one.sampled) ?? false
  const part = useQuery(
    queries.values.draw.queryOptions({
      input: sampled && window ? { ...at, chart, window } : skipToken,
      ...settled,
      placeholderData: keepPreviousData,
    }),
  )
  if (whole.error) return <Trouble error={errorOf(whole.error)} retry={() => void whole.refetch()} />
  if (!whole.data) return <Loader size="sm" m="md" />
  const drawing = (window && part.data) || whole.data
  const tool = (label: string, icon: ReactNode, act: () => void) => (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={act} disabled={asTable}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <figure className={classes.view} style={{ margin: 0 }} aria-label={whole.data.spec.title || 'Chart'}>
      <div className={classes.tools} role="toolbar" aria-label="Chart tools">
        <span className={classes.note}>{noteOf(drawing, window !== undefined)}</span>
        {tools}
        {tool('Zoom in', <IconZoomIn size={16} />, () => plot.current?.zoom(0.5))}
        {tool('Zoom out', <IconZoomOut size={16} />, () => plot.current?.zoom(2))}
        {tool('Show all', <IconZoomReset size={16} />, () => plot.current?.reset())}
        {table && (
          <Tooltip label={asTable ? 'Show the chart' : 'Show the data'}>
            <ActionIcon
              aria-label="Show the data"
              aria-pressed={asTable}
              onClick={() => setAsTable((before) => !before)}
            >
              <IconTable size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label="Export the chart">
              <IconDownload size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void exportChart(whole.data, 'png')}>PNG image</Menu.Item>
            <Menu.Item onClick={() => void exportChart(whole.data, 'svg')}>SVG drawing</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {asTable && table ? (
        <div className={classes.table}>{table}</div>
      ) : (
        <Plot drawing={drawing} whole={whole.data} onWindow={setSeen} handle={plot} />
      )}
    </figure>
  )
}

function noteOf({ series }: Drawing, inWindow: boolean): string {
  const total = series.reduce((sum, one) => sum + one.total, 0)
  const drawn = series.reduce((sum, one) => sum + one.x.length, 0)
  if (series.some((one) => one.sampled)) {
    return `${formatCount(total)} rows, drawn as ${formatCount(drawn)} points that keep every extreme. Zoom in for all.`
  }
  return inWindow ? `${formatCount(drawn)} points in sight` : `${formatCount(total)} rows`
}
