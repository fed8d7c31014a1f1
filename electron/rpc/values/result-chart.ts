import type { TableSource } from '#electron/data/pages.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { operationIdOf, SINGLE_INPUT, SINGLE_OUTPUT } from '#shared/chain/schema.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import { resultChartOf } from '#shared/operation/chart/result-chart.ts'
import type { ChartSpec } from '#shared/operation/chart/spec.ts'
import { registry } from '#shared/operation/registry.ts'
import type { Column } from '#shared/operation/value.ts'
import type { ValueReader } from './read.ts'

/**
 * The chart that a node's operation is best seen as, with the tables to draw it from: what the node gives, and what came in. Errors:
 * `execution_missing`, `no_chart`.
 */
export async function chartOfResult(
  reader: ValueReader,
  { executionId, nodeId }: ValueAddress,
): Promise<{ spec: ChartSpec; sources: Map<string, TableSource> }> {
  const { nodes, edges } = reader.chainOf(executionId)
  const node = nodes.find((one) => one.id === nodeId)
  const operation = node && registry(operationIdOf(node))
  const config = operation?.config.safeParse(node?.config)
  const chart = config?.success ? operation?.chart?.(config.data) : undefined
  if (!chart) return fail('no_chart', 'This result is not seen as a chart.')
  const input = edges.find((edge) => edge.target === nodeId && edge.targetPort === SINGLE_INPUT)
  const addressOf = (source: string): ValueAddress | undefined => {
    if (source === SINGLE_INPUT) return input && { executionId, nodeId: input.source, port: input.sourcePort }
    return source === SINGLE_OUTPUT ? { executionId, nodeId } : { executionId, nodeId, port: source }
  }
  const sources = new Map<string, TableSource>()
  const columns = new Map<string, readonly Column[]>()
  for (const source of new Set(chart.layers.map((layer) => layer.source))) {
    const address = addressOf(source)
    const table = address && (await reader.tableAt(address).catch(noTable))
    if (!table) continue
    sources.set(source, table)
    columns.set(source, await reader.deps.pages.columns(table))
  }
  const spec = resultChartOf(chart, columns)
  return spec
    ? { spec, sources }
    : fail('no_chart', 'The tables of this chart are not there: run the chain again.')
}

/** What is no table, or has no value, is left out of the chart. */
function noTable(thrown: unknown): undefined {
  if (thrown instanceof AppFailure) return undefined
  throw thrown
}
