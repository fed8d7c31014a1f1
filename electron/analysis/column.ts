import { itemAt } from '#shared/base/item.ts'
import { add, type Double, exactly, multiply, ZERO } from './double-double.ts'

/** Numbers of about 32 digits each, kept as two arrays so that long columns cost no object per number. */
export interface Column {
  readonly hi: Float64Array
  readonly lo: Float64Array
}

export const columnOf = (numbers: ArrayLike<number>): Column => ({
  hi: Float64Array.from(numbers),
  lo: new Float64Array(numbers.length),
})

export const ones = (length: number): Column => ({
  hi: new Float64Array(length).fill(1),
  lo: new Float64Array(length),
})

export const at = (column: Column, i: number): Double => ({
  hi: itemAt(column.hi, i),
  lo: itemAt(column.lo, i),
})

function put(column: Column, i: number, value: Double): void {
  column.hi[i] = value.hi
  column.lo[i] = value.lo
}

export function mapColumn(column: Column, change: (value: Double, i: number) => Double): Column {
  const result = columnOf(column.hi)
  for (let i = 0; i < column.hi.length; i++) put(result, i, change(at(column, i), i))
  return result
}

/** x⁰ (ones) to x^degree. A power rounded to a double would cost an ill-conditioned fit its digits. */
export function powersOf(numbers: ArrayLike<number>, degree: number): Column[] {
  const powers = [ones(numbers.length)]
  for (let k = 1; k <= degree; k++) {
    const below = powers[k - 1] ?? ones(numbers.length)
    powers.push(mapColumn(below, (value, i) => multiply(value, exactly(itemAt(numbers, i)))))
  }
  return powers
}

export function dot(a: Column, b: Column): Double {
  let sum = ZERO
  for (let i = 0; i < a.hi.length; i++) sum = add(sum, multiply(at(a, i), at(b, i)))
  return sum
}
