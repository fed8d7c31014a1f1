import { describe, expect, it } from 'vitest'
import type { JsonRecord } from '#shared/base/json.ts'
import { chartOf } from '#shared/operation/chart/chart-of.ts'
import { ChartConfig } from '#shared/operation/output/chart.ts'
import type { Column } from '#shared/operation/value.ts'

const column = (name: string, type: Column['type'] = 'number', unit?: string): Column => ({
  name,
  type,
  ...(unit ? { unit } : {}),
})
const of = (config: JsonRecord, ...columns: Column[]) => {
  const { layers, x, y, below } = chartOf(ChartConfig.parse(config), columns)
  return { drawn: layers.map((layer) => [layer.x, layer.y]), titles: [x.title, y.title, below], layers }
}

describe('the columns that a chart takes where none are named', () => {
  it.each<[string, JsonRecord, Column[], string[]]>([
    ['bars stand on texts first', {}, [column('n'), column('t', 'date'), column('k', 'text')], ['k', 'n']],
    ['then on times', {}, [column('n'), column('t', 'date')], ['t', 'n']],
    ['then on numbers', {}, [column('a'), column('b')], ['a', 'b']],
    [
      'cells lie between texts',
      { kind: 'heatmap' },
      [column('n'), column('r', 'text'), column('c', 'boolean')],
      ['r', 'c'],
    ],
    ['or numbers', { kind: 'heatmap' }, [column('a'), column('b')], ['a', 'b']],
    [
      'a spectrum of two columns has no frequency',
      { kind: 'nyquist' },
      [column('re'), column('im')],
      ['re', 'im'],
    ],
    [
      'a named x is taken from what is left',
      { kind: 'nyquist', x: 'b' },
      [column('a'), column('b')],
      ['b', 'a'],
    ],
  ])('%s', (_, config, columns, expected) => {
    expect(of({ kind: 'bar', ...config }, ...columns).drawn).toEqual([expected])
  })

  it('are too few where only one holds numbers', () => {
    expect(() => of({ kind: 'heatmap' }, column('a'))).toThrow('too few columns of numbers')
    expect(() => of({ kind: 'nyquist', x: 'k' }, column('k', 'text'), column('a'))).toThrow(
      'The column "k" holds text, not numbers',
    )
  })
})

describe('the titles of a chart', () => {
  it('are the names of its columns with their units', () => {
    const columns = [column('t', 'number', 's'), column('U', 'number', 'V'), column('n')]
    expect(of({ y: ['U', 'n'], x: 't' }, ...columns).titles).toEqual(['t (s)', 'U (V), n', ''])
    expect(of({ kind: 'heatmap', x: 't', y: ['n'], value: 'U' }, ...columns).titles).toEqual([
      't (s)',
      'n',
      'U (V)',
    ])
  })

  it('turn the imaginary part over only where the column holds it as it is', () => {
    const columns = [column('re'), column('im')]
    const asIs = of({ kind: 'nyquist' }, ...columns)
    expect([asIs.titles[1], asIs.layers[0]?.negative]).toEqual(['−im', true])
    const turned = of({ kind: 'nyquist', sign: 'minusImaginary' }, ...columns)
    expect([turned.titles[1], turned.layers[0]?.negative]).toEqual(['im', false])
  })
})
