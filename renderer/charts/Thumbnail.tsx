import { skipToken, useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Drawing } from '#shared/contract/drawing.ts'
import { queries } from '../api.ts'
import { useRun } from '../stores/run.ts'
import { SERIES_HUES } from './looks.ts'
import { sketchOf } from './sketch.ts'
import classes from './Thumbnail.module.css'

const SIZE = { width: 208, height: 64 } as const
/** Some for each pixel across. */
const POINTS = 400

const Sketch = memo(function Sketch({ drawing }: { readonly drawing: Drawing }) {
  const marks = sketchOf(drawing, SIZE)
  return (
    <svg className={classes.sketch} viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden>
      {marks.map(({ series, path, filled }) => {
        const color = `var(--ergo-${SERIES_HUES[series % SERIES_HUES.length]}-ink)`
        return (
          <path
            key={path}
            d={path}
            fill={filled ? color : 'none'}
            stroke={filled?.bare ? 'none' : color}
            fillOpacity={filled?.opacity}
          />
        )
      })}
    </svg>
  )
})

/** A chart on its node. It is drawn once for each result, of few points, and says nothing that its name does not. */
export function Thumbnail({ nodeId }: { readonly nodeId: string }) {
  const execution = ExecutionId.safeParse(useRun((store) => store.shown?.executionId))
  const { data } = useQuery(
    queries.values.draw.queryOptions({
      input: execution.success
        ? { executionId: execution.data, nodeId, chart: { by: 'value' }, points: POINTS }
        : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  return <div className={classes.place}>{data && <Sketch drawing={data} />}</div>
}
