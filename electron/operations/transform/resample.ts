import type { z } from 'zod'
import { binMeans, cubicSpline, linear } from '#electron/analysis/interpolate.ts'
import { evenStep } from '#electron/analysis/spacing.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { resample } from '#shared/operation/transform/resample.ts'
import { give, implement } from '../define.ts'
import { type FrameColumn, frame } from '../frame.ts'
import { tableOf } from '../inputs.ts'
import { namesOf, numericNames, refuseTwice, seriesOf } from '../series.ts'
import { tableAt } from '../tables.ts'

const MAX_POINTS = 5_000_000

interface Grid {
  readonly places: Float64Array
  /** `undefined` where places are not evenly spaced. */
  readonly step: number | undefined
}

/** Ascending numbers of the first such column of the table at `grid`. Error: `bad_grid`. */
async function givenGrid(context: OperationContext): Promise<Grid | undefined> {
  const input = context.inputs.find(({ port }) => port === 'grid')
  if (!input) return undefined
  const table = await tableOf(input.value, context)
  const [name] = numericNames(table)
  if (name === undefined)
    return fail('bad_grid', 'The grid has no column of numbers: cast one, or connect another table.')
  const { columns } = await seriesOf(table, [name], { missing: 'drop', atLeast: 1 }, context)
  const places = itemAt(columns, 0)
  if (places.some((place, i) => i > 0 && !(place > itemAt(places, i - 1)))) {
    return fail(
      'bad_grid',
      `"${name}" of the grid does not ascend from row to row: sort it, and drop duplicates.`,
    )
  }
  return { places, step: places.length > 1 ? evenStep(places) : undefined }
}

function evenGrid({ step, from, to }: z.output<typeof resample.config>, x: Float64Array): Grid {
  const [first, last] = [from ?? itemAt(x, 0), to ?? itemAt(x, x.length - 1)]
  if (!(first < last))
    fail('bad_grid', `New places can't reach from ${first} to ${last}: the first must be the lower.`)
  const width = step ?? (last - first) / (x.length - 1)
  // The last place counts although a quotient of decimals may fall short of a whole number.
  const count = Math.floor(((last - first) / width) * (1 + 1e-12) + 1e-9) + 1
  if (!(count <= MAX_POINTS)) {
    fail('too_many_rows', `There would be ${count} rows; at most ${MAX_POINTS} can be. Take a larger step.`)
  }
  return {
    places: Float64Array.from({ length: count }, (_, i) => Math.min(first + i * width, last)),
    step: width,
  }
}

export const runResample = implement(resample, async (config, context) => {
  const table = await tableAt(context)
  const [xName = ''] = namesOf(table, [config.x], 'x')
  const wanted =
    config.columns.length > 0 ? config.columns : numericNames(table).filter((name) => name !== xName)
  const yNames = namesOf(table, wanted.length > 0 ? wanted : [''], 'x and y', [xName])
  const { names, columns } = await seriesOf(
    table,
    [xName, ...yNames],
    { missing: config.missing, atLeast: 2 },
    context,
  )
  const order = [...itemAt(columns, 0).keys()].sort(
    (i, j) => itemAt(itemAt(columns, 0), i) - itemAt(itemAt(columns, 0), j),
  )
  const [x = new Float64Array(), ...curves] = columns.map((column) =>
    Float64Array.from(order, (i) => itemAt(column, i)),
  )
  refuseTwice({ xName, yName: yNames.join('", "') }, x)
  const { places, step } = (await givenGrid(context)) ?? evenGrid(config, x)
  const [low, high] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  const outside = places.find((place) => place < low || place > high)
  if (outside !== undefined && config.method !== 'mean') {
    fail(
      'outside_data',
      `"${xName}" reaches from ${low} to ${high}, so nothing is known at ${outside}: choose limits within.`,
      { at: outside },
    )
  }
  const valuesOf = (y: Float64Array): Float64Array => {
    if (config.method === 'mean') {
      if (step === undefined)
        fail('bad_grid', 'Means need an evenly spaced grid: connect another, or take lines.')
      return binMeans(x, y, places, step)
    }
    return places.map({ linear, cubic: cubicSpline }[config.method](x, y))
  }
  const found = curves.map(valuesOf)
  const empty = found[0]?.filter((value) => Number.isNaN(value)).length ?? 0
  if (empty > 0) {
    context.warn(
      'empty_places',
      `${empty} of ${places.length} places have no point near and are left empty.`,
      {
        empty,
      },
    )
  }
  return give(
    await frame(
      [[itemAt(names, 0), places], ...found.map((values, i): FrameColumn => [itemAt(names, i + 1), values])],
      context,
    ),
  )
})
