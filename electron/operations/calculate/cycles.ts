import type { z } from 'zod'
import { type Cycle, type CycleData, cyclesOf } from '#electron/analysis/cycles.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { cycles } from '#shared/operation/calculate/cycles.ts'
import { give, implement } from '../define.ts'
import { type FrameColumn, frame } from '../frame.ts'
import { namesOf, numericNames, seriesOf } from '../series.ts'
import { columnOf, tableAt } from '../tables.ts'

type Config = z.output<typeof cycles.config>

const HOURS = { s: 1 / 3600, min: 1 / 60, h: 1 } as const
/** A pause's current is not exactly 0 on an instrument. */
const REST_SHARE = 0.001

export const runCycles = implement(cycles, async (config, context) => {
  const data = await dataOf(config, context)
  const greatest = data.current.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  const found = cyclesOf(data, config.rest ?? greatest * REST_SHARE)
  if (found.length === 0)
    fail('no_cycles', 'The current never rises above that of a pause: check the column and "Pause below".')
  const reference = found.find((one) => one.cycle === config.reference)
  if (!reference || reference.discharge === 0) {
    return fail(
      'reference_missing',
      `Cycle ${config.reference} is not there or has no discharge, so nothing can be compared with it: there are cycles ${found[0]?.cycle} to ${found.at(-1)?.cycle}.`,
    )
  }
  const column = (name: string, of: (cycle: Cycle) => number | null): FrameColumn => [name, found.map(of)]
  const columns = [
    column('cycle', (one) => one.cycle),
    column('chargeCapacity', (one) => one.charge),
    column('dischargeCapacity', (one) => one.discharge),
    column('coulombicEfficiency', (one) => percent(one.discharge, one.charge)),
    column('retention', (one) => percent(one.discharge, reference.discharge)),
  ]
  if (data.voltage) {
    columns.push(
      column('chargeEnergy', (one) => one.chargeEnergy),
      column('dischargeEnergy', (one) => one.dischargeEnergy),
      column('energyEfficiency', (one) => percent(one.dischargeEnergy, one.chargeEnergy)),
      column('meanChargeVoltage', (one) => ratio(one.chargeEnergy, one.charge)),
      column('meanDischargeVoltage', (one) => ratio(one.dischargeEnergy, one.discharge)),
    )
  }
  return give(await frame(columns, context))
})

/** Nothing to compare with: empty. */
const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b)
const percent = (a: number, b: number): number | null => (b === 0 ? null : (100 * a) / b)

async function dataOf(config: Config, context: OperationContext): Promise<CycleData> {
  const table = await tableAt(context)
  const own = config.cycle === '' ? [] : [columnOf(table, config.cycle).name]
  const [time = '', current = ''] = namesOf(table, [config.time, config.current], 'time and current', own)
  const free = numericNames(table).filter((name) => ![time, current, ...own].includes(name))
  const voltage = config.voltage === '' ? free[0] : columnOf(table, config.voltage).name
  const wanted = [time, current, ...(voltage === undefined ? [] : [voltage]), ...own]
  const { columns } = await seriesOf(table, wanted, { missing: config.missing, atLeast: 2 }, context)
  const [times = new Float64Array(), currents = times, ...more] = columns
  const back = times.findIndex((value, i) => i > 0 && value < (times[i - 1] ?? value))
  if (back >= 0) {
    fail(
      'time_not_ascending',
      `"${time}" goes back from ${times[back - 1]} to ${times[back]} in row ${back + 1}: sort the rows, or take one test at a time.`,
    )
  }
  const sign = config.chargeSign === 'positive' ? 1 : -1
  return {
    time: times.map((value) => value * HOURS[config.timeUnit]),
    current: currents.map((value) => value * sign),
    voltage: voltage === undefined ? undefined : more[0],
    cycle: own.length > 0 ? more.at(-1) : undefined,
  }
}
