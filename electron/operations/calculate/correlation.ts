import { intervalOf, pearsonMatrix, ranks } from '#electron/analysis/correlation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { correlation } from '#shared/operation/calculate/correlation.ts'
import { implement } from '../define.ts'
import { frame } from '../frame.ts'
import { numericNames, seriesOf } from '../series.ts'
import { tableAt } from '../tables.ts'

export const runCorrelation = implement(correlation, async (config, context) => {
  const table = await tableAt(context)
  const wanted = config.columns.length > 0 ? config.columns : numericNames(table)
  if (wanted.length < 2)
    fail('column_missing', 'A correlation needs at least two columns of numbers: choose them.')
  const { names, columns } = await seriesOf(table, wanted, { missing: config.missing, atLeast: 2 }, context)
  const used = config.method === 'spearman' ? columns.map(ranks) : columns
  for (const [i, column] of columns.entries()) {
    if (column.every((value) => value === column[0])) {
      context.warn(
        'constant_column',
        `"${names[i]}" is the same in all rows, so it has no correlation with anything.`,
      )
    }
  }
  const matrix = pearsonMatrix(used).map((row) => row.map((r) => r ?? null))
  const points = itemAt(used, 0).length
  const pairs = used.flatMap((_, i) =>
    used.slice(i + 1).map((_b, k) => {
      const r = matrix[i]?.[i + 1 + k] ?? null
      const interval = r === null ? undefined : intervalOf(r, points)
      return {
        first: itemAt(names, i),
        second: itemAt(names, i + 1 + k),
        r,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      }
    }),
  )
  const out = await frame(
    [['column', names], ...names.map((name, j) => [name, matrix.map((row) => row[j] ?? null)] as const)],
    context,
  )
  const list = await frame(
    [
      ['first', pairs.map((pair) => pair.first)],
      ['second', pairs.map((pair) => pair.second)],
      ['r', pairs.map((pair) => pair.r)],
      ['low', pairs.map((pair) => pair.low)],
      ['high', pairs.map((pair) => pair.high)],
      ['points', pairs.map(() => points)],
    ],
    context,
  )
  return { value: out, outputs: { pairs: list } }
})
