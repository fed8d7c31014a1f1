import { describe, expect, it } from 'vitest'
import type { JsonRecord } from '#shared/base/json.ts'
import { registry } from '#shared/operation/registry.ts'

const words = (id: string, config: JsonRecord): string | undefined => {
  const spec = registry(id)
  return spec?.describe?.(spec.config.parse(config))
}

describe('what a node on signals does, in words', () => {
  it.each<[string, JsonRecord, string]>([
    ['data_input.folder', { folder: 'data/week/', glob: '*.xy' }, 'week/*.xy'],
    ['data_input.folder', {}, '/*.csv'],
    ['data_input.spectrum', { path: 'a/film.jdx' }, 'film.jdx'],
    ['transform.pivot', { names: 'q', values: 'v' }, 'v by q'],
    ['transform.pivot', {}, 'values by name'],
    ['transform.unpivot', { columns: ['a', 'b'] }, 'a, b to name, value'],
    ['transform.unpivot', {}, 'columns to name, value'],
    ['transform.fillMissing', {}, 'all: linear'],
    ['transform.fillMissing', { columns: [{ column: 'm', method: 'constant', value: '0' }] }, 'm: 0'],
    ['transform.bin', {}, 'numbers in 10 classes'],
    ['transform.bin', { column: 'd', method: 'quantile', bins: 4 }, 'd in 4 quantiles'],
    ['transform.bin', { column: 'd', method: 'width', width: 2 }, 'd in classes of 2'],
    ['transform.bin', { column: 'd', method: 'edges', edges: [1, 2] }, 'd at 1, 2'],
    ['transform.smooth', {}, 'Savitzky–Golay over 9 of y over x'],
    ['transform.baseline', { method: 'als', y: 'counts' }, 'ALS under counts over x'],
    ['transform.normalize', { method: 'area' }, 'y by area'],
    ['transform.normalize', { y: 'I', method: 'reference', at: 3 }, 'I by its value at 3'],
    ['transform.resample', {}, 'x evenly, lines'],
    ['transform.resample', { x: 't', step: 2, method: 'cubic' }, 't every 2, spline'],
    ['transform.crop', {}, 'x inside first … last'],
    ['transform.crop', { x: 't', from: 1, to: 2, keep: 'outside' }, 't outside 1 … 2'],
    ['transform.derivative', {}, 'dy/dx'],
    ['transform.derivative', { x: 't', y: 's', derivative: 2 }, 'd²s/dt²'],
    ['transform.cumulate', {}, 'area under y along x'],
    ['transform.convertUnits', { columns: [{ column: 'T', to: 'K' }, {}] }, 'T in K, column in unit'],
  ])('%s %j: %s', (id, config, expected) => {
    expect(words(id, config)).toBe(expected)
  })
})
