import { z } from 'zod'
import { Combine } from '../chart/spec.ts'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const ChartKind = z.enum(['line', 'scatter', 'bar', 'histogram', 'box', 'heatmap', 'nyquist'])
export type ChartKind = z.infer<typeof ChartKind>

export const CHART_KIND_WORDS: Readonly<Record<ChartKind, string>> = {
  line: 'Line',
  scatter: 'Scatter',
  bar: 'Bars',
  histogram: 'Histogram',
  box: 'Box plot',
  heatmap: 'Heat map',
  nyquist: 'Nyquist',
}

const of = (...kinds: ChartKind[]) => ({ key: 'kind', is: kinds }) as const
const title = (label: string, help: string) => field(z.string().max(200).default(''), { label, help })
const logarithmic = (label: string) => field(z.boolean().default(false), { label, advanced: true })

/** What a chart is asked for: of a node, and of a quick look at a table. */
export const ChartConfig = z.object({
  kind: field(ChartKind.default('line'), { label: 'Kind', options: CHART_KIND_WORDS }),
  x: field(z.string().default(''), {
    label: 'x',
    help: 'Numbers, times or names. Empty: the first column that fits. Of a Nyquist chart: the real part, Z′.',
    widget: 'column',
    when: of('line', 'scatter', 'bar', 'box', 'heatmap', 'nyquist'),
  }),
  y: field(z.array(z.string()).max(24).default([]), {
    label: 'y',
    help: 'A series for each column of numbers. Empty: the first that fits. Of a Nyquist chart: the imaginary part, Z″.',
    widget: 'columns',
  }),
  value: field(z.string().default(''), {
    label: 'Colour',
    help: 'The column of numbers that the colour says. Empty: how many rows there are.',
    widget: 'column',
    when: of('heatmap'),
  }),
  group: field(z.string().default(''), {
    label: 'Series by',
    help: 'A column whose every value becomes a series of its own.',
    widget: 'column',
    when: of('line', 'scatter', 'bar', 'histogram', 'box', 'nyquist'),
  }),
  errors: field(z.array(z.string()).max(24).default([]), {
    label: 'Error bars',
    help: 'Columns with the ± uncertainty of each y, in the order of y.',
    widget: 'columns',
    when: of('line', 'scatter', 'bar'),
    advanced: true,
  }),
  combine: field(Combine.default('mean'), {
    label: 'Rows with the same x',
    help: 'How several rows become one bar or cell.',
    options: {
      mean: 'Mean',
      sum: 'Sum',
      median: 'Median',
      min: 'Least',
      max: 'Greatest',
      count: 'How many',
    },
    when: of('bar', 'heatmap'),
  }),
  bins: field(z.int().min(1).max(1000).nullable().default(null), {
    label: 'Bins',
    help: 'Empty: as many as the spread asks for (Freedman and Diaconis, 1981).',
    when: of('histogram'),
  }),
  sign: field(z.enum(['imaginary', 'minusImaginary']).default('imaginary'), {
    label: 'The imaginary column holds',
    options: { imaginary: 'Z″ (negative for capacitors)', minusImaginary: '−Z″' },
    when: of('nyquist'),
  }),
  order: field(z.enum(['rows', 'x']).default('rows'), {
    label: 'Join points in the order of',
    options: { rows: 'The rows', x: 'x' },
    when: of('line'),
    advanced: true,
  }),
  title: title('Title', "Empty: the node's name."),
  xTitle: title('x axis', "Empty: the column's name."),
  yTitle: title('y axis', "Empty: the columns' names."),
  logX: logarithmic('Logarithmic x axis'),
  logY: logarithmic('Logarithmic y axis'),
})
export type ChartConfig = z.infer<typeof ChartConfig>

export const chart = defineOperation({
  id: 'output.chart',
  type: 'OUTPUT',
  version: 1,
  title: 'Chart',
  summary: 'Draws a table or a list as a chart, which can be zoomed, read out and exported.',
  keywords: [
    'plot',
    'graph',
    'diagram',
    'line',
    'scatter',
    'bar',
    'histogram',
    'box plot',
    'heat map',
    'Nyquist',
    'error bars',
    'figure',
  ],
  icon: 'chart-line',
  config: ChartConfig,
  inputs: oneInput('table'),
  outputs: oneOutput('chart'),
  traits: { pure: true, returns: true, named: true },
  examples: [
    { title: 'A line over time', config: { kind: 'line', x: 'time', y: ['temperature'] } },
    {
      title: 'Replicates with their uncertainty',
      config: { kind: 'bar', x: 'batch', y: ['mass'], errors: ['u'] },
    },
    { title: 'An impedance spectrum', config: { kind: 'nyquist', x: 'ReZ', y: ['ImZ'] } },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table, a list of records nor a list of numbers.',
    empty_input: 'The input has no rows.',
    column_missing:
      'A column that is named is not in the table, or holds no numbers where numbers are needed.',
    bad_errors: 'There are not as many columns of uncertainties as columns y.',
    nothing_to_draw:
      'No row has what is needed, e.g. all values are missing, or not above 0 on a logarithmic axis.',
    too_many_categories: 'The x column has too many different values to give each a place.',
    too_many_series: 'The column of series has too many different values.',
  },
  describe: ({ kind, x, y, group }) =>
    [
      CHART_KIND_WORDS[kind].toLowerCase(),
      y.length > 0 ? `of ${y.join(', ')}` : '',
      kind !== 'histogram' && x ? `over ${x}` : '',
      group ? `by ${group}` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
})
