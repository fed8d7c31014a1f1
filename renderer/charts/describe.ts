import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { plural } from '../ui/format.ts'
import { shortPlaces, wordsWithin } from './axes.ts'

const MARK_WORDS: Readonly<Record<DrawnSeries['mark'], string>> = {
  line: 'Line chart',
  points: 'Scatter chart',
  bars: 'Bar chart',
  bins: 'Histogram',
  spans: 'Histogram',
  boxes: 'Box plot',
  cells: 'Heat map',
}

const MOST = 6

/** What a chart shows, in sentences, for whoever does not see it. */
export function describeChart({ spec, series, x, y }: Drawing): string {
  const kind = spec.equal ? 'Nyquist chart' : MARK_WORDS[series[0]?.mark ?? 'line']
  const what = [spec.y.title, spec.x.title].filter((title) => title !== '').join(' over ')
  const head = `${kind}${spec.title ? ` “${spec.title}”` : ''}${what ? `: ${what}` : ''}.`
  const ends = (axis: Drawing['x'], name: string): string => {
    const place = shortPlaces(axis)
    return axis.extent ? ` ${name} from ${place(axis.extent[0])} to ${place(axis.extent[1])}.` : ''
  }
  const each = series.slice(0, MOST).map((one) => `${one.name}, ${plural(one.total, 'row')}${rangeOf(one)}`)
  const more =
    series.length > MOST ? `, and ${plural(series.length - MOST, 'more series', 'more series')}` : ''
  return `${head}${ends(x, 'x')}${ends(y, 'y')} ${plural(series.length, 'series', 'series')}: ${each.join('; ')}${more}.`
}

function rangeOf({ y, value }: DrawnSeries): string {
  const numbers = (value ?? y).filter((one) => one !== null)
  if (numbers.length === 0) return ''
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of numbers) {
    least = Math.min(least, one)
    most = Math.max(most, one)
  }
  const words = wordsWithin([least, most])
  return ` from ${words(least)} to ${words(most)}`
}
