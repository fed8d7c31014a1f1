/** How much room words take, in pixels. */

export const FONT = "'Inter Variable', system-ui, sans-serif"

let ruler: CanvasRenderingContext2D | null | undefined

/** As it is measured where there is a window; else about. */
export function textWidth(text: string, size: number): number {
  if (ruler === undefined) {
    ruler = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
  }
  if (!ruler) return [...text].length * size * 0.6
  ruler.font = `${size}px ${FONT}`
  return ruler.measureText(text).width
}

export const widest = (texts: readonly string[], size: number): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text, size)), 0)

/** How a legend is set: ECharts has five pixels between a sign and its name, and around the whole. */
export const LEGEND = { font: 12, left: 12, gap: 10, line: 24, inside: 5 } as const

/** How many lines a legend of these names takes in a picture of this width. */
export function legendLines(names: readonly string[], width: number, sign: number): number {
  const room = width - 2 * (LEGEND.left + LEGEND.inside)
  let [lines, taken] = [1, 0]
  for (const name of names) {
    // A little more than is measured: a line too many is a gap, one too few lies on the plot.
    const item = sign + LEGEND.inside + textWidth(name, LEGEND.font) * 1.03 + LEGEND.gap
    if (taken > 0 && taken + item > room) {
      lines += 1
      taken = 0
    }
    taken += item
  }
  return lines
}
