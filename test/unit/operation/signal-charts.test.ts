import { describe, expect, it } from 'vitest'
import type { JsonRecord } from '#shared/base/json.ts'
import { resultChartOf } from '#shared/operation/chart/result-chart.ts'
import { registry } from '#shared/operation/registry.ts'
import type { Column } from '#shared/operation/value.ts'

const number = (name: string): Column => ({ name, type: 'number' })

describe('what an operation on curves is best seen as', () => {
  it.each<[string, JsonRecord, string[], string[]]>([
    ['transform.smooth', {}, ['t', 'I', 'I smoothed'], ['t I', 't I smoothed']],
    ['transform.smooth', { y: 'J' }, ['t', 'I', 'J', 'J smoothed'], ['t J', 't J smoothed']],
    [
      'transform.baseline',
      {},
      ['t', 'I', 'baseline', 'corrected'],
      ['t I', 't baseline', 't corrected below'],
    ],
    ['transform.normalize', {}, ['t', 'I', 'I normalized'], ['t I normalized']],
    ['transform.derivative', {}, ['t', 'I', 'dI/dt'], ['t I', 't dI/dt below']],
    ['transform.cumulate', {}, ['t', 'I', 'I cumulated'], ['t I', 't I cumulated below']],
    ['transform.resample', {}, ['t', 'I', 'J'], ['t I', 't J']],
    ['data_input.spectrum', {}, ['x (1/cm)', 'y'], ['x (1/cm) y']],
  ])('%s %j', (id, config, columns, layers) => {
    const spec = registry(id)
    const chart = spec?.chart?.(spec.config.parse(config))
    const found = chart && resultChartOf(chart, new Map([['out', columns.map(number)]]))
    const words = found?.layers.map(({ x, y, panel }) => `${x} ${y}${panel === 'below' ? ' below' : ''}`)
    expect(words).toEqual(layers)
  })
})
