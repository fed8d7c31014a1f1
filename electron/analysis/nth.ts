/** The i-th number. Callers stay within the list: what lies beyond is 0 only for the compiler's sake. */
export const nth = (numbers: ArrayLike<number>, i: number): number => numbers[i] ?? 0
