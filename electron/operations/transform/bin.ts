import type { z } from 'zod'
import { edgesBetween, multiplesOf } from '#electron/analysis/edges.ts'
import { quantilesOf } from '#electron/analysis/spread.ts'
import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { bin } from '#shared/operation/transform/bin.ts'
import { freeNames } from '../added.ts'
import { implement } from '../define.ts'
import { frame } from '../frame.ts'
import { columnAt } from '../series.ts'

const MAX_BINS = 10_000

/** The edges of the classes, ascending. */
function edgesOf(config: z.output<typeof bin.config>, numbers: Float64Array): number[] {
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const greatest = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (config.method === 'edges') {
    const edges = [...config.edges].sort((a, b) => a - b)
    if (edges.length < 2 || edges.some((edge, i) => edge === edges[i - 1])) {
      fail('bad_edges', 'Classes need two or more edges, each another number: list them.')
    }
    return edges
  }
  if (config.method === 'width') {
    const { edge, classOf } = multiplesOf(config.width)
    const first = classOf(least)
    const count = classOf(greatest) - first + 1
    if (!(count <= MAX_BINS)) {
      fail(
        'too_many_bins',
        `There would be ${count} classes, but at most ${MAX_BINS} can be: take a larger width.`,
      )
    }
    return Array.from({ length: count + 1 }, (_, i) => edge(first + i))
  }
  if (config.method === 'quantile') {
    const shares = Array.from({ length: config.bins + 1 }, (_, i) => i / config.bins)
    const edges = [...new Set(quantilesOf(numbers, shares))]
    // All numbers are one: a class around it.
    return edges.length > 1 ? edges : [itemAt(edges, 0), itemAt(edges, 0)]
  }
  const pad = least === greatest ? Math.abs(least) / 2 || 0.5 : 0
  return edgesBetween(least - pad, greatest + pad, config.bins)
}

export const runBin = implement(bin, async (config, context) => {
  const { numbers, name, table } = await columnAt(config, 'ignore', 1, context)
  const edges = edgesOf(config, numbers)
  const bins = await frame(
    [
      ['bin', edges.slice(1).map((_, i) => i + 1)],
      ['from', edges.slice(0, -1)],
      ['to', edges.slice(1)],
    ],
    context,
  )
  const x = `CAST(t.${quoteName(name)} AS DOUBLE)`
  const last = edges.length - 1
  const [number = '', from = '', to = ''] = freeNames(table, ['bin', 'bin low', 'bin high']).map(quoteName)
  const value = await context.services.tables.query(
    `SELECT t.* EXCLUDE (${PLACE}), b.bin AS ${number}, b."from"::DOUBLE AS ${from}, b."to"::DOUBLE AS ${to}
      FROM ${withPlaces('input')} AS t LEFT JOIN bins AS b
      ON isfinite(${x}) AND ${x} >= b."from" AND ${x} <= b."to" AND (${x} < b."to" OR b.bin = ${last})
      ORDER BY t.${PLACE}`,
    { input: table, bins },
    context.signal,
  )
  const [low, high] = [itemAt(edges, 0), itemAt(edges, last)]
  const outside = numbers.filter((one) => one < low || one > high).length
  const missing = table.rowCount - numbers.length
  if (outside + missing > 0) {
    context.warn(
      'without_class',
      `${outside + missing} of ${table.rowCount} rows are in no class: ${outside} outside the edges, ${missing} without a number in "${name}".`,
      { outside, missing },
    )
  }
  return { value }
})
