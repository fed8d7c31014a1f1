import type { Fit } from '#electron/analysis/linear-fit.ts'

/** Normal deviates, the same for the same seed: a 32-bit mixing counter (splitmix) and the polar form of Box and Muller. */
export function normals(seed: number): () => number {
  let state = seed * 2654435769
  const uniform = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** In what share of 1 000 seeded trials each parameter's truth lies within so many standard errors, over all parameters. */
export function trialsWithin(
  standardErrors: number,
  truth: readonly number[],
  trial: (seed: number) => Fit | undefined,
): number {
  let within = 0
  const trials = 1000
  for (let seed = 1; seed <= trials; seed++) {
    const fit = trial(seed)
    truth.forEach((value, j) => {
      const error = Math.abs((fit?.values[j] ?? Number.NaN) - value)
      if (error <= standardErrors * (fit?.standardErrors[j] ?? 0)) within += 1
    })
  }
  return within / (trials * truth.length)
}
