import { describe, expect, it } from 'vitest'
import { resultChartOf } from '#shared/operation/chart/result-chart.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import type { Column } from '#shared/operation/value.ts'

const numbers = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'number' as const }))

describe('the chart of a result', () => {
  it('picks columns by name, by place, and the next of numbers', () => {
    const chart = {
      layers: [
        { source: 'in', mark: 'line' as const, x: '', y: 'b' },
        { source: 'in', mark: 'points' as const, x: 0, y: -1, name: 'last' },
        { source: 'in', mark: 'line' as const, x: 0, y: { from: 2 } },
        { source: 'gone', mark: 'line' as const, x: 0, y: 1 },
        { source: 'in', mark: 'line' as const, x: 'nope', y: 1 },
      ],
    }
    const spec = resultChartOf(chart, new Map([['in', numbers('b', 'a', 'c', 'd')]]))
    expect(spec?.layers.map(({ x, y, name }) => [x, y, name])).toEqual([
      ['a', 'b', 'b'],
      ['b', 'd', 'last'],
      ['b', 'c', 'c'],
      ['b', 'd', 'd'],
    ])
    expect(resultChartOf(chart, new Map())).toBeNull()
  })

  it.each(ALL_SPECS.filter((spec) => spec.chart).map((spec) => [spec.id, spec] as const))(
    'of %s draws from ports that it has',
    (_id, spec) => {
      const config = spec.config.parse(spec.examples[0]?.config ?? {})
      const outputs = typeof spec.outputs === 'function' ? spec.outputs(config) : spec.outputs
      const ports = new Set(['in', ...outputs.map((port) => port.name)])
      const sources = spec.chart?.(config).layers.map((layer) => layer.source) ?? []
      expect(sources.length).toBeGreaterThan(0)
      expect(sources.filter((source) => !ports.has(source))).toEqual([])
    },
  )
})
