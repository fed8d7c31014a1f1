import type { ResultChart } from './result-chart.ts'

/** A fit over its data, with what it leaves below. The fitted table ends with y, the fit and the residual; x comes first. */
export const fitChart: ResultChart = {
  below: 'residual',
  layers: [
    { source: 'fitted', mark: 'points', x: 0, y: -3 },
    { source: 'fitted', mark: 'line', x: 0, y: -2, name: 'fit' },
    { source: 'fitted', mark: 'points', x: 0, y: -1, name: 'residual', panel: 'below' },
  ],
}
