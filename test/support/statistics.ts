/** Plain textbook formulas, written apart from the code under test. */

export const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0)
export const mean = (xs: readonly number[]): number => sum(xs) / xs.length
export const stdev = (xs: readonly number[]): number =>
  Math.sqrt(sum(xs.map((x) => (x - mean(xs)) ** 2)) / (xs.length - 1))

export interface Line {
  readonly slope: number
  readonly intercept: number
  readonly r2: number
}

/** Least squares of y on x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  const mx = mean(points.map(([x]) => x))
  const my = mean(points.map(([, y]) => y))
  const sxx = sum(points.map(([x]) => (x - mx) ** 2))
  const sxy = sum(points.map(([x, y]) => (x - mx) * (y - my)))
  const syy = sum(points.map(([, y]) => (y - my) ** 2))
  return { slope: sxy / sxx, intercept: my - (sxy / sxx) * mx, r2: sxy ** 2 / (sxx * syy) }
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

/** A CSV text without quotes as records of text. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}
