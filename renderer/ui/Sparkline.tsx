/** A series of numbers in small. It says nothing that the text beside it does not: hidden from screen readers. */
export function Sparkline({ values, width = 72, height = 16 }: SparklineProps) {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const points = values.map((value, i) => {
    const x = (i / Math.max(1, values.length - 1)) * (width - 2) + 1
    const y = range === 0 ? height / 2 : height - 1 - ((value - low) / range) * (height - 2)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth={1.25} />
    </svg>
  )
}

interface SparklineProps {
  readonly values: readonly number[]
  readonly width?: number
  readonly height?: number
}
