import { fail } from '../../base/errors.ts'
import { columnNamed, isNumeric } from '../columns.ts'
import type { ChartConfig } from '../output/chart.ts'
import type { Column } from '../value.ts'
import type { ChartLayer, ChartSpec, Mark } from './spec.ts'

const MARKS: Readonly<Record<ChartConfig['kind'], Mark>> = {
  line: 'line',
  scatter: 'points',
  bar: 'bars',
  histogram: 'bins',
  box: 'boxes',
  heatmap: 'cells',
  nyquist: 'points',
}

const NO_NUMBERS =
  'The table has too few columns of numbers for this chart: cast a column, or choose another kind.'

const withUnit = ({ name, unit }: Column): string => (unit ? `${name} (${unit})` : name)

/** Picks the columns for a chart: those that are named, else the first that fit. */
class Picker {
  readonly columns: readonly Column[]
  private readonly taken = new Set<string>()

  constructor(columns: readonly Column[], named: readonly string[]) {
    this.columns = columns
    for (const name of named) if (name !== '') this.taken.add(columnNamed(columns, name).name)
  }

  any(name: string): Column {
    return columnNamed(this.columns, name)
  }

  number(name: string): Column {
    const column = this.any(name)
    if (isNumeric(column)) return column
    return fail(
      'column_missing',
      `The column "${column.name}" holds ${column.type}, not numbers: cast it, or choose another.`,
      { column: column.name },
    )
  }

  /** The first column that fits and is not used yet. */
  free(fits: (column: Column) => boolean): Column | undefined {
    const found = this.columns.find((column) => fits(column) && !this.taken.has(column.name))
    if (found) this.taken.add(found.name)
    return found
  }

  freeNumber(): Column {
    return (
      this.free(isNumeric) ?? fail('column_missing', NO_NUMBERS, { columns: this.columns.map((c) => c.name) })
    )
  }
}

const isTime = ({ type }: Column): boolean => type === 'date' || type === 'timestamp' || type === 'time'
const isText = ({ type }: Column): boolean => type === 'text' || type === 'boolean'

/** The x of a chart where none is named. Bars and boxes stand on names; all else runs over times or numbers. */
function defaultX(kind: ChartConfig['kind'], picker: Picker, numbersNeeded: number): Column | undefined {
  const numbers = picker.columns.filter(isNumeric).length
  if (kind === 'box') return picker.free(isText)
  if (kind === 'bar') return picker.free(isText) ?? picker.free(isTime) ?? picker.freeNumber()
  if (kind === 'heatmap') return picker.free(isText) ?? picker.freeNumber()
  if (kind === 'nyquist') return picker.freeNumber()
  return picker.free(isTime) ?? (numbers > numbersNeeded ? picker.freeNumber() : picker.free(isText))
}

/**
 * The chart that a config asks for over a table with these columns; columns that are not named are chosen. Errors: `column_missing`,
 * `bad_errors`.
 */
export function chartOf(config: ChartConfig, columns: readonly Column[]): ChartSpec {
  const { kind } = config
  const grouped = kind !== 'heatmap' && config.group !== ''
  const withErrors = kind === 'line' || kind === 'scatter' || kind === 'bar'
  const errors = withErrors ? config.errors : []
  const picker = new Picker(columns, [config.x, ...config.y, config.value, config.group, ...errors])
  // An impedance spectrum starts with the frequency, which a Nyquist chart does not show.
  if (
    kind === 'nyquist' &&
    config.x === '' &&
    config.y.length === 0 &&
    columns.filter(isNumeric).length > 2
  ) {
    picker.freeNumber()
  }
  const x =
    kind === 'histogram'
      ? undefined
      : config.x !== ''
        ? kind === 'nyquist'
          ? picker.number(config.x)
          : picker.any(config.x)
        : defaultX(kind, picker, Math.max(1, config.y.length))
  if (!x && kind !== 'histogram' && kind !== 'box') fail('column_missing', NO_NUMBERS)
  const ys =
    kind === 'heatmap'
      ? [config.y[0] ? picker.any(config.y[0]) : (picker.free(isText) ?? picker.freeNumber())]
      : config.y.length > 0
        ? config.y.map((name) => picker.number(name))
        : [picker.freeNumber()]
  if (errors.length > 0 && errors.length !== ys.length) {
    fail(
      'bad_errors',
      `There are ${ys.length} columns y but ${errors.length} of error bars: give one for each y, in the same order.`,
    )
  }
  const value = kind === 'heatmap' && config.value !== '' ? picker.number(config.value) : undefined
  const group = grouped ? picker.any(config.group).name : ''
  const layers = ys.map(
    (y, i): ChartLayer => ({
      mark: MARKS[kind],
      name: y.name,
      source: 'data',
      x: kind === 'histogram' ? y.name : (x?.name ?? ''),
      y: kind === 'histogram' ? '' : y.name,
      group,
      error: errors[i] === undefined ? '' : picker.number(errors[i]).name,
      value: value?.name ?? '',
      until: '',
      negative: kind === 'nyquist' && config.sign === 'imaginary',
      order: config.order,
      panel: 'main',
    }),
  )
  return { ...frameOf(config, x, ys, value), layers }
}

/** Titles and scales. */
function frameOf(
  config: ChartConfig,
  x: Column | undefined,
  ys: readonly Column[],
  value: Column | undefined,
): Omit<ChartSpec, 'layers'> {
  const { kind, combine } = config
  const names = ys.map(withUnit).join(', ')
  const counted = kind === 'bar' && combine === 'count'
  const titles: Readonly<Record<ChartConfig['kind'], readonly [string, string]>> = {
    line: [x ? withUnit(x) : '', names],
    scatter: [x ? withUnit(x) : '', names],
    bar: [x ? withUnit(x) : '', counted ? 'count' : names],
    histogram: [names, 'count'],
    box: [x ? withUnit(x) : '', names],
    heatmap: [x ? withUnit(x) : '', names],
    nyquist: [x ? withUnit(x) : '', config.sign === 'imaginary' ? `−${names}` : names],
  }
  const numbers = kind === 'line' || kind === 'scatter' || kind === 'histogram'
  return {
    title: config.title,
    x: { title: config.xTitle || titles[kind][0], log: config.logX && numbers },
    y: {
      title: config.yTitle || titles[kind][1],
      log: config.logY && kind !== 'heatmap' && kind !== 'nyquist',
    },
    below: value ? withUnit(value) : '',
    combine: kind === 'heatmap' && !value ? 'count' : combine,
    bins: config.bins,
    equal: kind === 'nyquist',
  }
}

/** All columns that a chart's layers of one source name. */
export function columnsUsed(spec: ChartSpec, source = 'data'): string[] {
  const used = spec.layers
    .filter((layer) => layer.source === source)
    .flatMap(({ x, y, group, error, value, until }) => [x, y, group, error, value, until])
  return [...new Set(used)].filter((name) => name !== '')
}
