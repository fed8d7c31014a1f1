import { itemAt } from '#shared/base/item.ts'
export interface CycleData {
  /** In hours, ascending. */
  readonly time: Float64Array
  /** Positive while charging. */
  readonly current: Float64Array
  readonly voltage?: Float64Array | undefined
  /** The number of each point's cycle, where the instrument gives it. */
  readonly cycle?: Float64Array | undefined
}

export interface Cycle {
  readonly cycle: number
  /** ∫|I|dt of each half, in units of current times hours. */
  readonly charge: number
  readonly discharge: number
  /** ∫|I|·V dt; 0 without voltages. */
  readonly chargeEnergy: number
  readonly dischargeEnergy: number
}

/**
 * Charge and energy of each cycle. A current of at most `rest` is a pause. Without cycle numbers, a cycle begins whenever the
 * direction turns back to that of the first half. Each point counts for half the time to either neighbour (the trapezoid rule),
 * charge and discharge apart, so that where the direction turns neither takes from the other.
 */
export function cyclesOf({ time, current, voltage, cycle }: CycleData, rest: number): Cycle[] {
  const found = new Map<number, { -readonly [Key in keyof Cycle]: Cycle[Key] }>()
  const numbers = cycle ?? numbered(current, rest)
  for (let i = 0; i < time.length; i++) {
    const here = itemAt(current, i)
    const number = itemAt(numbers, i)
    const sums = found.get(number) ?? {
      cycle: number,
      charge: 0,
      discharge: 0,
      chargeEnergy: 0,
      dischargeEnergy: 0,
    }
    found.set(number, sums)
    if (Math.abs(here) <= rest) continue
    const now = itemAt(time, i)
    const amount = (Math.abs(here) * ((time[i + 1] ?? now) - (time[i - 1] ?? now))) / 2
    const energy = amount * (voltage?.[i] ?? 0)
    if (here > 0) {
      sums.charge += amount
      sums.chargeEnergy += energy
    } else {
      sums.discharge += amount
      sums.dischargeEnergy += energy
    }
  }
  return [...found.values()].filter((one) => one.charge > 0 || one.discharge > 0)
}

/** A cycle's number for each point; a pause belongs to what was before it. */
function numbered(current: Float64Array, rest: number): Float64Array {
  let number = 1
  let first = 0
  let before = 0
  return current.map((value) => {
    if (Math.abs(value) <= rest) return number
    const direction = Math.sign(value)
    if (first === 0) first = direction
    else if (direction === first && before === -first) number += 1
    before = direction
    return number
  })
}
