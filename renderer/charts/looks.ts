import type { NodeType } from '#shared/chain/schema.ts'
import type { DrawnSeries } from '#shared/contract/drawing.ts'
import { HUES, hueName, type Scheme } from '../ui/tokens.ts'

/** How a series is told from others: by hue, and by dash and symbol besides. */
export interface Look {
  readonly color: string
  readonly dash: 'solid' | number[]
  readonly symbol: (typeof SYMBOLS)[number]
  /** What is laid over the colour of bars, in ECharts' terms; the first has nothing. */
  readonly pattern: Pattern | undefined
}

interface Pattern {
  readonly symbol: string
  readonly rotation: number
  readonly dashArrayX: number[]
  readonly dashArrayY: number[]
}

const stripes = (rotation: number): Pattern => ({
  symbol: 'rect',
  rotation,
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
})
const dots: Pattern = { symbol: 'circle', rotation: 0, dashArrayX: [4, 6], dashArrayY: [4, 6] }
const PATTERNS = [undefined, stripes(-Math.PI / 4), dots, stripes(0), stripes(Math.PI / 2)] as const

/** Neighbours differ in lightness as well, so that they stay apart in grey. */
const ORDER: readonly NodeType[] = ['DATA_INPUT', 'CONDITION', 'TRANSFORM', 'OUTPUT', 'CALCULATE']
/** CSS names of the series' hues, in their order. */
export const SERIES_HUES: readonly string[] = ORDER.map(hueName)
const SYMBOLS = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'emptyCircle',
  'emptyRect',
  'emptyTriangle',
] as const
const DASHES = ['solid', [6, 3], [2, 3], [10, 3, 2, 3], [12, 4]] as const

/** The look of the series at a place of a chart. Hues come round after five, each time with another dash and symbol. */
export function lookAt(place: number, scheme: Scheme): Look {
  const type = ORDER[place % ORDER.length] ?? 'DATA_INPUT'
  const dash = DASHES[(place + Math.floor(place / ORDER.length)) % DASHES.length] ?? 'solid'
  return {
    color: HUES[scheme][type].ink,
    dash: dash === 'solid' ? 'solid' : [...dash],
    symbol: SYMBOLS[place % SYMBOLS.length] ?? 'circle',
    pattern: PATTERNS[(place + Math.floor(place / ORDER.length)) % PATTERNS.length],
  }
}

/**
 * The look of each series. The first line over points is drawn whole: a fit is the solid line through its data, whose symbols tell
 * them apart from it.
 */
export function looksOf(series: readonly DrawnSeries[], scheme: Scheme): Look[] {
  const firstLine = series.findIndex((one) => one.mark === 'line')
  return series.map((_, i) => {
    const look = lookAt(i, scheme)
    return i === firstLine ? { ...look, dash: 'solid' } : look
  })
}
