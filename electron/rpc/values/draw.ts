import { fail } from '#shared/base/errors.ts'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import { chartOf } from '#shared/operation/chart/chart-of.ts'
import { ChartSpec } from '#shared/operation/chart/spec.ts'
import type { ValueReader } from './read.ts'
import { chartOfResult } from './result-chart.ts'

/** Draws a value. Errors: as {@link ValueReader.whole}, `value_kind`, `no_chart`, `chart_unknown`, those of the chart. */
export async function drawValue(
  reader: ValueReader,
  address: ValueAddress,
  { chart, ...query }: DrawQuery,
  signal: AbortSignal | undefined,
): Promise<Drawing> {
  const { pages } = reader.deps
  if (chart.by === 'result') {
    const { spec, sources } = await chartOfResult(reader, address)
    return pages.draw(spec, sources, query, signal)
  }
  const source = chart.by === 'value' ? undefined : await reader.tableAt(address)
  if (chart.by === 'config' && source) {
    const spec = chartOf(chart.config, await pages.columns(source))
    return pages.draw(spec, new Map([['data', source]]), query, signal)
  }
  const found = reader.find(address)
  const isChart = found.kind === 'chart' || (found.kind === 'large' && found.of === 'chart')
  const value = isChart ? await reader.whole(address) : found
  if (value.kind !== 'chart') return fail('value_kind', 'This result is no chart.')
  const spec = ChartSpec.safeParse(value.spec)
  if (!spec.success || !value.data) {
    return fail(
      'chart_unknown',
      'This chart was made by another version of Ergo: run the chain again to see it.',
    )
  }
  return pages.draw(spec.data, new Map([['data', await reader.tableAt(address)]]), query, signal)
}
