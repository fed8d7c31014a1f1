import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { formatExact, placeText } from './axes.ts'
import type { Look } from './looks.ts'

/** What ECharts tells of the thing that is pointed at. */
interface Pointed {
  readonly seriesName?: unknown
  readonly data?: unknown
  readonly value?: unknown
  readonly dataIndex?: unknown
  readonly componentSubType?: unknown
}

const isPointed = (value: unknown): value is Pointed => typeof value === 'object' && value !== null

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

const numbersOf = (data: unknown): (number | null)[] =>
  Array.isArray(data) ? data.map((one) => (typeof one === 'number' ? one : null)) : []

const FIVE = [
  'Least within the whiskers',
  'Lower quartile',
  'Median',
  'Upper quartile',
  'Greatest within the whiskers',
]
const MOST_ROWS = 16

/** The exact numbers under the pointer, as an element: names in the data are text, never markup. */
export function readOut(drawing: Drawing, looks: readonly Look[]): (params: unknown) => HTMLElement {
  return (params) => {
    const list = (Array.isArray(params) ? params : [params]).filter(isPointed)
    const panel = document.createElement('div')
    const [first] = list
    const data = numbersOf(first?.data)
    const index = typeof first?.dataIndex === 'number' ? first.dataIndex : 0
    const x = data.length > 1 ? data[0] : index
    const xName = drawing.spec.x.title || 'x'
    const series = (one: Pointed): DrawnSeries | undefined =>
      drawing.series.find((drawn) => drawn.name === String(one.seriesName ?? ''))
    const spread = first && series(first)
    const until = spread?.until?.[index]
    if (x !== undefined && x !== null) {
      const from = placeText(x, drawing.x)
      panel.append(row(xName, until === undefined ? from : `${from} to ${placeText(until, drawing.x)}`))
    }
    for (const one of list.slice(0, MOST_ROWS)) panel.append(...rowsOf(one))
    if (list.length > MOST_ROWS) panel.append(row('and more', String(list.length - MOST_ROWS)))
    return panel

    function rowsOf(one: Pointed): HTMLElement[] {
      const drawn = series(one)
      const color = drawn && looks[drawing.series.indexOf(drawn)]?.color
      const name = String(one.seriesName ?? '')
      const numbers = numbersOf(one.data)
      const say = (value: number | null | undefined): string =>
        value === null || value === undefined ? 'none' : formatExact(value)
      if (!drawn) return []
      switch (drawn.mark) {
        case 'cells':
          return [
            row(drawing.spec.y.title || 'y', placeText(numbers[1] ?? 0, drawing.y)),
            row(drawing.spec.below || 'count', say(numbers[2])),
          ]
        case 'boxes':
          return numbers.length > 2
            ? [
                ...(drawing.series.length > 1 ? [row(name, '', color)] : []),
                ...FIVE.map((words, i) => row(words, say(numbers[i + 1]))),
              ]
            : [row(`${name}, outlier`, say(numbers[1]), color)]
        case 'bins':
        case 'spans':
          return [row(name, say(numbers[2]), color)]
        case 'bars':
          return one.componentSubType === 'custom'
            ? []
            : [row(name, say(typeof one.data === 'number' ? one.data : null), color)]
        default:
          return one.componentSubType === 'custom' ? [] : [row(name, say(numbers[1]), color)]
      }
    }
  }
}
