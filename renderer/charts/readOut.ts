import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { formatExact, placeText } from './axes.ts'
import type { Look } from './looks.ts'

/** What ECharts tells of the thing that is pointed at. */
interface Pointed {
  readonly seriesId?: unknown
  readonly dataIndex?: unknown
}

/** A point of a series; what ECharts itself has of it may be a power of ten. */
interface Point {
  readonly place: number
  readonly drawn: DrawnSeries
  /** What of the series: '' for its points themselves. */
  readonly part: string
  readonly index: number
}

const isPointed = (value: unknown): value is Pointed => typeof value === 'object' && value !== null

function pointOf({ seriesId, dataIndex }: Pointed, { series }: Drawing): Point[] {
  const [at = '', part = ''] = String(seriesId ?? '').split(' ')
  const place = Number(at)
  const drawn = at === '' ? undefined : series[place]
  return drawn && typeof dataIndex === 'number' ? [{ place, drawn, part, index: dataIndex }] : []
}

function row(label: string, value: string, color?: string): HTMLElement {
  const line = document.createElement('div')
  line.style.cssText = 'display:flex;gap:12px;justify-content:space-between;align-items:center'
  const name = document.createElement('span')
  name.textContent = label
  if (color) name.style.cssText = `border-left:3px solid ${color};padding-left:6px`
  const text = document.createElement('strong')
  text.style.cssText = 'font-variant-numeric:tabular-nums;font-weight:600'
  text.textContent = value
  line.append(name, text)
  return line
}

const FIVE = [
  'Least within the whiskers',
  'Lower quartile',
  'Median',
  'Upper quartile',
  'Greatest within the whiskers',
]
const MOST_ROWS = 16

const say = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'none' : formatExact(value)

/** Where a point is along the bottom: bars are told by their names, of which each has one. */
function across({ drawn, part, index }: Point): number | undefined {
  if (part === 'beyond') return drawn.outliers?.[index]?.[0]
  return drawn.mark === 'bars' ? index : drawn.x[index]
}

/** The exact numbers under the pointer, as an element: names in the data are text, never markup. */
export function readOut(drawing: Drawing, looks: readonly Look[]): (params: unknown) => HTMLElement {
  return (params) => {
    const list = (Array.isArray(params) ? params : [params])
      .filter(isPointed)
      .flatMap((one) => pointOf(one, drawing))
    const panel = document.createElement('div')
    const [first] = list
    const x = first && across(first)
    if (x !== undefined) {
      const until = first?.drawn.until?.[first.index]
      const from = placeText(x, drawing.x)
      const place = until === undefined ? from : `${from} to ${placeText(until, drawing.x)}`
      panel.append(row(drawing.spec.x.title || 'x', place))
    }
    for (const one of list.slice(0, MOST_ROWS)) panel.append(...rowsOf(one))
    if (list.length > MOST_ROWS) panel.append(row('and more', String(list.length - MOST_ROWS)))
    return panel
  }

  function rowsOf({ drawn, place, part, index }: Point): HTMLElement[] {
    const color = looks[place]?.color
    const { name } = drawn
    if (part === 'errors') return []
    switch (drawn.mark) {
      case 'cells':
        return [
          row(drawing.spec.y.title || 'y', placeText(drawn.y[index] ?? 0, drawing.y)),
          row(drawing.spec.below || 'count', say(drawn.value?.[index])),
        ]
      case 'boxes':
        return part === 'beyond'
          ? [row(`${name}, outlier`, say(drawn.outliers?.[index]?.[1]), color)]
          : [
              ...(drawing.series.length > 1 ? [row(name, '', color)] : []),
              ...FIVE.map((words, i) => row(words, say(drawn.boxes?.[index]?.[i]))),
            ]
      case 'bars':
        return [row(name, say(drawn.y[drawn.x.indexOf(index)]), color)]
      default:
        return [row(name, say(drawn.y[index]), color)]
    }
  }
}
